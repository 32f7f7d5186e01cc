import { receiveOptions } from "../../arguments/receiveArguments.ts";
import { describeCommand, text } from "../commandDescription.ts";

/** The only one without operands: its folder is an option, as nothing in it is read. */
export const receive = describeCommand({
  name: "receive",
  specs: receiveOptions,
  operands: [],
  summary: "Receives what others send into DIR, until it is interrupted.",
  more: "A stream is a file ID.jsonl, which can be looked at while it grows; docs/ingest-protocol.md says how. With SEEKLINE_TOKEN or SEEKLINE_TOKEN_FILE only who knows the token may send.",
  options: {
    dir: { value: { type: "folder", name: "DIR" }, isRequired: true, says: "the folder for what is received" },
    port: { value: text("N"), isRequired: true, says: "the port; 0 takes any that is free" },
    host: { value: text("ADDRESS"), says: "where to listen; by default 127.0.0.1, which only this machine reaches" },
  },
});
