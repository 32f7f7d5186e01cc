import { compareOptions } from "../../arguments/compareArguments.ts";
import { describeCommand, file } from "../commandDescription.ts";

/** Two operands and not one that is repeated, since their order counts: A is what B is held against. */
export const compare = describeCommand({
  name: "compare",
  specs: compareOptions,
  operands: [{ value: file("A") }, { value: file("B") }],
  summary:
    "Holds two transcripts against each other: prompts and calls step by step, tokens, tools, time, changed files.",
  more: "docs/compare.md says how.",
  options: {
    json: "one JSON object: a, b, steps, firstDivergence, differences, tools, files",
  },
});
