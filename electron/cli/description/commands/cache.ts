import { cacheOptions } from "../../arguments/cacheArguments.ts";
import { describeCommand } from "../commandDescription.ts";

/** Its two actions are one operand, since a command has no commands below it. */
export const cache = describeCommand({
  name: "cache",
  specs: cacheOptions,
  operands: [{ value: { type: "words", name: "ls|clear", words: { ls: "lists them", clear: "removes them" } } }],
  summary: "Lists the indexes that are kept, or removes them.",
  more: "Indexes, summaries and conversations of large files are kept, so that the next command on them is instant. They cost time to make and nothing else.",
  options: {},
});
