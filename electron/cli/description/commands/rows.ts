import { rowsOptions } from "../../arguments/rowsArguments.ts";
import { describeCommand, text, transcripts } from "../commandDescription.ts";

/** It always prints JSON, so it has no `json` either. */
export const rows = describeCommand({
  name: "rows",
  specs: rowsOptions,
  operands: [transcripts],
  summary: "Lists records, one JSON object per line.",
  more: "Several files, or a folder, are one list in the order of their times, each row with its source (docs/groups.md).",
  options: {
    filter: { value: text("TEXT"), says: 'only records that pass, such as "kind:TOOL_CALL_* -kind:TOOL_CALL_ARGS"' },
    from: { value: text("ROW"), says: "the first row, counted from 0 among those that pass" },
    count: { value: text("N"), says: "how many rows; all without it" },
    fold: "neighbouring pieces of one message or call are one row, with how many they are and what they say together",
    follow:
      "goes on with what is written to the file, or to those of a folder, line by line, until it is stopped; of standard input, with what comes until it ends",
  },
});
