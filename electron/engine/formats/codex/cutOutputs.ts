// Outputs of which only a beginning and an end were kept. Each of the three places where one is written says so in its own
// way, and only there: prose at its beginning, items in their middle.

import type { KeptPart } from "../../../../shared/conversation.ts";
import { cutText } from "../condensedValue.ts";
import type { Marks } from "../conversationOperations.ts";
import { marks } from "../conversationOperations.ts";
import type { ReadingContext } from "../format.ts";

/** What the model was told: `Total output lines: 1520` (0.118 to 0.139), `Warning: truncated output (…)` (0.169). */
const cutProse = /^(?:Total output lines: \d+\n|Warning: truncated output \()/;
/** Items of rollouts keep 64 KiB, those of standard output 1 MiB (0.169). */
const keptBytes = 64 * 1024;
/** Prose is some 40 KB at most. */
const longestProse = 256 * 1024;
/** The middle of a longer one lies before here, escaped as it may be. */
const middleBytes = 2 * 1024 * 1024;
const cutItem = /\n\.\.\. (?:command output truncated for persistence|(\d+) bytes omitted) \.\.\.\n/;

/** Of prose behind its head. */
export function cutOfProse(body: string): Marks {
  return cutProse.test(body) ? marks.cut : 0;
}

/** What was kept of a cut prose: of lines (to 0.139) or of tokens (0.169), where the middle says what is missing. */
export function keptOfProse(text: unknown, context: ReadingContext): KeptPart {
  const all = context.textOf(text, longestProse) ?? "";
  const [, leftOut, lines] = /\[\.\.\. omitted (\d+) of (\d+) lines \.\.\.\]/.exec(all) ?? [];
  if (lines !== undefined) return { kept: Number(lines) - Number(leftOut), of: Number(lines), unit: "lines" };
  const [, total] = /^Total output lines: (\d+)$/m.exec(all) ?? [];
  if (total !== undefined) return { kept: undefined, of: Number(total), unit: "lines" };
  const [, tokens] = /\(original token count: (\d+)\)/.exec(all) ?? [];
  const [, truncated] = /…(\d+) tokens truncated…/.exec(all) ?? [];
  const of = tokens === undefined ? undefined : Number(tokens);
  return { kept: of === undefined || truncated === undefined ? undefined : of - Number(truncated), of, unit: "tokens" };
}

/** What was kept of an item's output: its own text beside the words in its middle (0.169). Undefined: all of it. */
export function keptOfItem(output: unknown, context: ReadingContext): KeptPart | undefined {
  const length = cutText(output)?.range.length ?? 0;
  if (length < keptBytes) return undefined;
  const text = context.textOf(output, Math.min(length, middleBytes)) ?? "";
  const found = cutItem.exec(text);
  if (found === null) return undefined;
  const [mark, omitted] = found;
  const kept = Buffer.byteLength(text) - Buffer.byteLength(mark);
  return { kept, of: omitted === undefined ? undefined : kept + Number(omitted), unit: "bytes" };
}
