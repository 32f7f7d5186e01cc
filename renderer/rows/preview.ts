// What a row is about stands out at the head of its preview: who speaks, which tool. Some previews begin with the same
// word; it is said once. Where a hit stands beyond what a column of its width shows, the text begins shortly before it.

import type { HitFinder, TextRange } from "../../shared/hitFinder.ts";
import type { Excerpt, Row } from "../../shared/rows.ts";
import { visibleText } from "../data/visibleText.ts";

/** A row's preview in its two parts. */
export interface Preview {
  readonly subjects: readonly { readonly name: "role" | "tool"; readonly text: string }[];
  readonly rest: string;
}

/** Subjects are role and tool, in that order, as far as the row has them. */
export function readPreview({ role, tool, preview }: Pick<Row, "role" | "tool" | "preview">): Preview {
  const named = [
    { name: "role" as const, text: role },
    { name: "tool" as const, text: tool },
  ];
  const subjects = named.flatMap(({ name, text }) => (text === undefined || text === "" ? [] : [{ name, text }]));
  const rest = subjects.reduce((left, { text }) => withoutFirstWord(left, text), preview);
  return { subjects, rest };
}

/** Without the role that a kind beside them begins with: `user`, `assistant/text`. */
export function besideKind(subjects: Preview["subjects"], kind: string): Preview["subjects"] {
  const [first] = kind.split("/", 1);
  return subjects.filter(({ name, text }) => name !== "role" || text !== first);
}

function withoutFirstWord(text: string, word: string): string {
  if (text === word) return "";
  return text.startsWith(`${word} `) ? text.slice(word.length + 1).trimStart() : text;
}

/** A text as it is shown, with what of it is marked. */
export interface MarkedText {
  readonly text: string;
  readonly ranges: readonly TextRange[];
}

/** Characters before a hit that say what it is about, where there is room. */
const mostLead = 32;

/** The text with its hits, from so far on that the first one is among the `room` characters that are seen. */
export function aroundHit(preview: string, finder: HitFinder, room: number): MarkedText {
  const text = visibleText(preview);
  const ranges = finder.find(text);
  const first = ranges[0];
  if (first === undefined || first.to <= room) return { text, ranges };
  const lead = leadOf(room, first);
  return first.from <= lead ? { text, ranges } : startingAt({ text, ranges }, first.from - lead);
}

/** The excerpt with its hit, and others behind it. */
export function markExcerpt({ cut, before, hit, after }: Excerpt, finder: HitFinder, room: number): MarkedText {
  const lead = visibleText(before);
  const middle = visibleText(hit);
  const text = lead + middle + visibleText(after);
  const end = lead.length + middle.length;
  const found = { from: lead.length, to: end };
  const ranges = [found, ...finder.find(text).filter(({ from }) => from >= end)];
  const from = end <= room && !cut ? 0 : Math.max(0, lead.length - leadOf(room, found));
  return cut || from > 0 ? startingAt({ text, ranges }, from) : { text, ranges };
}

/** At most a third of the room, so that more is seen of what follows, and less where the hit itself needs the room. */
function leadOf(room: number, { from, to }: TextRange): number {
  return Math.max(0, Math.min(mostLead, Math.floor(room / 3), room - (to - from) - 2));
}

function startingAt({ text, ranges }: MarkedText, wanted: number): MarkedText {
  // Not between the halves of a pair.
  const from = /[\uDC00-\uDFFF]/.test(text.charAt(wanted)) ? wanted + 1 : wanted;
  return {
    text: `…${text.slice(from)}`,
    ranges: ranges.map((range) => ({ from: range.from - from + 1, to: range.to - from + 1 })),
  };
}
