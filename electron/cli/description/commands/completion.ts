import { completionOptions, shells } from "../../arguments/completionArguments.ts";
import { describeCommand } from "../commandDescription.ts";

/** Its operand is one of `shells`, so a new shell is told here by itself. */
export const completion = describeCommand({
  name: "completion",
  specs: completionOptions,
  operands: [
    {
      value: { type: "words", name: shells.join("|"), words: Object.fromEntries(shells.map((shell) => [shell, ""])) },
    },
  ],
  summary: "Prints what makes a shell complete commands, options and files.",
  more: "docs/command-line.md says where to put it.",
  options: {},
});
