import { summaryOptions } from "../../arguments/summaryArguments.ts";
import { describeCommand, transcript } from "../commandDescription.ts";

/** What it counts and leaves out is told in docs/summary.md, too long for a help text. */
export const summary = describeCommand({
  name: "summary",
  specs: summaryOptions,
  operands: [transcript],
  summary: "Says what happened: prompts, answers, calls and failures, tokens, models, how it ended.",
  options: {
    related: "adds the files that belong to it and lie beside it: the history that a fork goes on from, sub-agents",
    json: "one JSON object; docs/summary.md names its members",
  },
});
