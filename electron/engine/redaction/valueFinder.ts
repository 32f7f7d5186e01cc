// Other copies of what was found. A password is known by the assignment it stands in; where it stands without one, only its text
// gives it away. Values are found by their last bytes, since tokens of one kind begin alike.

import type { Finder, OnFound } from "./finder.ts";
import type { PlainText } from "./plainText.ts";

/** Shorter values stand by chance in other texts; longer ones are known by their shape. */
const [leastBytes, mostBytes] = [8, 1024];
/** Values whose copies are looked for. */
const mostValues = 4096;
/** Values that end alike: more would cost a comparison each wherever a text ends so. */
const mostAlike = 32;

interface Value {
  readonly text: string;
  readonly kind: number;
}

export class FoundValues {
  readonly #kinds = new Map<string, number>();

  get count(): number {
    return this.#kinds.size;
  }

  add(text: string, kind: number): void {
    if (text.length < leastBytes || text.length > mostBytes || this.#kinds.size >= mostValues) return;
    if (!this.#kinds.has(text)) this.#kinds.set(text, kind);
  }

  createFinder(): Finder {
    const byEnd = new Map<string, Value[]>();
    const isPair = new Uint8Array(65_536);
    for (const [text, kind] of this.#kinds) {
      const end = text.slice(-leastBytes);
      const alike = byEnd.get(end) ?? [];
      byEnd.set(end, alike);
      if (alike.length < mostAlike) alike.push({ text, kind });
      isPair[text.charCodeAt(text.length - 1) | (text.charCodeAt(text.length - 2) << 8)] = 1;
    }
    for (const alike of byEnd.values()) alike.sort((a, b) => b.text.length - a.text.length);
    return { find: (text, from, until, onFound) => findValues(byEnd, isPair, text, from, until, onFound) };
  }
}

function findValues(
  byEnd: ReadonlyMap<string, readonly Value[]>,
  isPair: Uint8Array,
  { bytes, length }: PlainText,
  from: number,
  until: number,
  onFound: OnFound,
): number {
  // A value that begins before `until` ends within its length behind it.
  const last = Math.min(length, until + mostBytes);
  let free = from;
  let pair = 0;
  for (let at = from; at < last; at++) {
    pair = ((pair << 8) | (bytes[at] ?? 0)) & 0xffff;
    if (isPair[pair] === 0 || at + 1 - free < leastBytes) continue;
    const alike = byEnd.get(bytes.toString("latin1", at + 1 - leastBytes, at + 1));
    for (const { text, kind } of alike ?? []) {
      const start = at + 1 - text.length;
      if (start < free || start >= until || bytes.toString("latin1", start, at + 1) !== text) continue;
      onFound(kind, start, at + 1);
      free = at + 1;
      break;
    }
  }
  return Math.max(free, until);
}
