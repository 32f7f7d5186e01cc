import { recordOptions } from "../../arguments/recordArguments.ts";
import { describeCommand, text, transcript } from "../commandDescription.ts";

/** What it prints is bytes of the source, so it has no `json`. */
export const record = describeCommand({
  name: "record",
  specs: recordOptions,
  operands: [transcript, { value: text("NUMBER") }],
  summary: "Prints the bytes of one record, counted from 0.",
  options: {
    offset: { value: text("B"), says: "from this byte of the record on" },
    length: { value: text("B"), says: "at most so many bytes" },
  },
});
