// Outputs of which only a beginning and an end were kept. Each of the three places where one is written says so in its own
// way, and only there: prose at its beginning, items in their middle.

import { cutText } from "../condensedValue.ts";
import type { Marks } from "../conversationOperations.ts";
import { marks } from "../conversationOperations.ts";
import type { ReadingContext } from "../format.ts";

/** What the model was told: `Total output lines: 1520` (0.118 to 0.139), `Warning: truncated output (…)` (0.169). */
const cutProse = /^(?:Total output lines: \d+\n|Warning: truncated output \()/;
/** Items of rollouts keep 64 KiB, those of standard output 1 MiB (0.169). */
const keptBytes = 64 * 1024;
/** The middle of a longer one lies before here, escaped as it may be. */
const middleBytes = 2 * 1024 * 1024;
const cutItem = /\n\.\.\. (?:command output truncated for persistence|\d+ bytes omitted) \.\.\.\n/;

/** Of prose behind its head. */
export function cutOfProse(body: string): Marks {
  return cutProse.test(body) ? marks.cut : 0;
}

/** Of an item's output. */
export function cutOfItem(output: unknown, context: ReadingContext): Marks {
  const length = cutText(output)?.range.length ?? 0;
  if (length < keptBytes) return 0;
  return cutItem.test(context.textOf(output, Math.min(length, middleBytes)) ?? "") ? marks.cut : 0;
}
