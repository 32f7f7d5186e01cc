import { serveOptions } from "../../arguments/serveArguments.ts";
import { describeCommand, file, text } from "../commandDescription.ts";

/** Options of reading are not told, since each session is recognised by itself. */
export const serve = describeCommand({
  name: "serve",
  specs: serveOptions,
  operands: [{ value: { type: "place", name: "DIR|FILE" } }],
  summary: "Serves sessions as lists and as server-sent events for AG-UI clients, until it is interrupted.",
  more: "GET /sessions, GET /sessions/ID/events, POST /sessions/ID/run; docs/serve.md says how. With SEEKLINE_TOKEN or SEEKLINE_TOKEN_FILE only who knows the token may ask.",
  options: {
    port: { value: text("N"), isRequired: true, says: "the port; 0 takes any that is free" },
    host: { value: text("ADDRESS"), says: "where to listen; by default 127.0.0.1, which only this machine reaches" },
    redact: "tells markers in the place of keys, tokens and passwords, in every form (docs/redaction.md)",
    "redact-rules": { value: file(), says: "the same, with the rules in this file beside those that are known" },
  },
});
