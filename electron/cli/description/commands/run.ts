import { runOptions } from "../../arguments/runArguments.ts";
import { describeCommand, file, text } from "../commandDescription.ts";

/** Its command stands behind `--`, so that options of the two are never mixed up. */
export const run = describeCommand({
  name: "run",
  specs: runOptions,
  operands: [{ value: { type: "program", name: "COMMAND" }, isRepeated: true, behind: "--" }],
  summary: "Runs a program and keeps what it prints as a transcript.",
  more: "Its exit status is handed on.",
  options: {
    summary: "says at the end what happened, as summary does, instead of passing on what it prints",
    json: 'that as one JSON object, with how the program ended as "run" (docs/live.md)',
    open: "shows what it prints in the app while it runs",
    keep: { value: file(), says: "keeps what it prints in a new file" },
    timeout: { value: text("S"), says: "ends it and all that it has started after S seconds; exit status 124" },
    quiet: "passes nothing on",
  },
});
