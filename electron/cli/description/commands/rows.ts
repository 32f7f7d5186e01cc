import { rowsOptions } from "../../arguments/rowsArguments.ts";
import { describeCommand, text, transcript } from "../commandDescription.ts";

export const rows = describeCommand({
  name: "rows",
  specs: rowsOptions,
  operands: [transcript],
  summary: "Lists records, one JSON object per line.",
  options: {
    filter: { value: text("TEXT"), says: 'only records that pass, such as "kind:TOOL_CALL_* -kind:TOOL_CALL_ARGS"' },
    from: { value: text("ROW"), says: "the first row, counted from 0 among those that pass" },
    count: { value: text("N"), says: "how many rows; all without it" },
    fold: "neighbouring pieces of one message or call are one row, with how many they are and what they say together",
    follow:
      "goes on with what is written to the file, line by line, until it is stopped; of standard input, with what comes until it ends",
  },
});
