// Where a text's anchor is best (borderPattern.ts). Every place finds all matches, but some find many lines without need: what ends with
// "ent" ends as every `"TEXT_MESSAGE_CONTENT"` does. So a few places are tried on some bytes of the transcript itself.

import type { TextCondition } from "../../../../shared/filter/filterTree.ts";
import { textForms } from "../../../../shared/filter/textForms.ts";
import type { BorderCondition } from "./borderPattern.ts";
import { borderBytes } from "./borderPattern.ts";

/** In the order in which they are taken when they are as good. Behind them, ripgrep has too many beginnings of a pattern to look for. */
const places = [2, 1, 3, 4, 0];

/** `sample` is from where the pieces stand. */
export function bordersOf({ text, exactCase }: TextCondition, sample: Buffer): BorderCondition {
  const bytes = sample.toString("latin1");
  const parts = textForms(text).length;
  const tried = places
    .filter((anchor) => anchor < parts)
    .map((anchor): BorderCondition => ({ type: "borders", text, exactCase, anchor }))
    .map((borders) => ({ borders, found: bytes.match(new RegExp(borderBytes(borders).source, "g"))?.length ?? 0 }));
  const fewest = Math.min(...tried.map(({ found }) => found));
  const best = tried.find(({ found }) => found === fewest)?.borders;
  return best ?? { type: "borders", text, exactCase, anchor: 0 };
}

/** The most UTF-16 units that a match has in front of its anchor. */
export function unitsBeforeAnchor({ text, anchor }: BorderCondition): number {
  return textForms(text)
    .slice(0, anchor)
    .reduce((sum, forms) => sum + Math.max(...forms.map(({ length }) => length)), 0);
}
