import { verifyOptions } from "../../arguments/verifyArguments.ts";
import { describeCommand, file } from "../commandDescription.ts";

/** The transcript is no operand: the manifest names it. */
export const verify = describeCommand({
  name: "verify",
  specs: verifyOptions,
  operands: [{ value: file("MANIFEST") }],
  summary: "Proves that the records of an export still stand in its transcript, byte for byte.",
  more: "It goes by the manifest that was written with them, and names the first range that differs; then the exit status is 1.",
  options: {
    source: { value: file(), says: "where the transcript is now, when it is no longer where the manifest says" },
    json: "one JSON object: verified, source, ranges, records, bytes, sha256; or verified and what is wrong",
  },
});
