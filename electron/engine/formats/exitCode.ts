// Programs tell how a command ended in the text of its result, when they tell it at all.

import type { ReadingContext } from "./format.ts";

/** Bytes at the end of a result in which its last sentence stands. */
const tailBytes = 400;

/** Bytes at the beginning of a result in which its first sentence stands. */
const headBytes = 64;

/** The exit code in the first sentence of a result, such as "Exit code 3". */
export function exitCodeAtStart(text: unknown, sentence: RegExp, context: ReadingContext): number | undefined {
  const found = sentence.exec(context.textOf(text, headBytes) ?? "");
  return found?.[1] === undefined ? undefined : Number(found[1]);
}

/** The exit code in the last sentence of a result, such as "[Process exited with code 3]"; undefined when there is none. */
export function exitCodeAtEnd(text: unknown, sentence: RegExp, context: ReadingContext): number | undefined {
  const found = sentence.exec(context.textOf(text, tailBytes, true)?.slice(-tailBytes) ?? "");
  return found?.[1] === undefined ? undefined : Number(found[1]);
}
