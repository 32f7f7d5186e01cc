import { sendOptions } from "../../arguments/sendArguments.ts";
import { describeCommand, file, text, transcript } from "../commandDescription.ts";

/** Its token comes from the environment, so it is told in `more`, not as an option. */
export const send = describeCommand({
  name: "send",
  specs: sendOptions,
  operands: [transcript],
  summary: "Sends records to an endpoint, each once and in order.",
  more: "The same command goes on where it was ended; docs/ingest-protocol.md says how. The token of SEEKLINE_TOKEN, or of the file in SEEKLINE_TOKEN_FILE, goes along.",
  options: {
    to: { value: text("URL"), isRequired: true, says: "the endpoint, such as seekline receive" },
    filter: { value: text("TEXT"), says: "only records that pass" },
    stream: {
      value: text("ID"),
      says: "the name of the events there; by default made from the transcript's first line and the filter",
    },
    follow:
      "goes on with what is written to the file, until it is stopped; of standard input, with what comes until it ends",
    redact: "sends markers in the place of keys, tokens and passwords (docs/redaction.md)",
    "redact-rules": { value: file(), says: "the same, with the rules in this file beside those that are known" },
    json: "says what was sent as one JSON object: stream, accepted, complete, retries, dropped …",
  },
});
