// What a call is told by on one line each: the argument that matters (a command, a path, a pattern), and what came of it.

import type { ItemText } from "../../../shared/conversation.ts";
import { readHead } from "../formats/head.ts";
import { gistOf } from "../formats/resultGist.ts";
import { argumentOf } from "../formats/sentence.ts";
import { oneLine } from "../query/oneLine.ts";

/** Characters of each. */
const longest = 300;

/** `input` begins with the call's arguments: JSON, JSON in a string, or words. */
export function argumentIn(input: readonly ItemText[]): string {
  const [first] = input;
  if (first === undefined) return "";
  const isWhole = first.tail === "" && first.shown >= first.bytes;
  const value = /^\s*[[{]/.test(first.head) ? readHead(first.head, isWhole) : undefined;
  return oneLine(argumentOf(value ?? first.head), longest);
}

export function gistIn(output: readonly ItemText[]): string {
  return oneLine(gistOf(output.map(({ head }) => head).join("\n")), longest);
}
