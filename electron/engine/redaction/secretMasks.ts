import type { Mask } from "./masks.ts";
import type { Secret } from "./secretScan.ts";

/** What may stand outside of strings: there, nothing but digits may be changed if it is to stay JSON. */
const outsideOfStrings = /^(?:[-+.\d\seE:,{}[\]]|true|false|null)*$/;

/** The text of a secret, put together. */
export function textOf({ stretches }: Secret): string {
  return stretches.map(({ text }) => text).join("");
}

/** One marker over all of its places. */
export function masksOf({ kind, stretches }: Secret): readonly Mask[] {
  const words = stretches.filter((stretch) => !outsideOfStrings.test(stretch.words));
  const total = words.reduce((sum, { length }) => sum + length, 0);
  const masks: Mask[] = [];
  let part = 0;
  for (const stretch of stretches) {
    const { offset, length } = stretch;
    const isNumber = !words.includes(stretch);
    if (isNumber && !/\d/.test(stretch.text)) continue;
    masks.push({ offset, length, kind, part: isNumber ? 0 : part, total: isNumber ? 0 : total });
    if (!isNumber) part += length;
  }
  return masks;
}
