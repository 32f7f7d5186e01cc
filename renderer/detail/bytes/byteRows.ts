// A row of bytes as it is drawn: what is alike stands together, in hexadecimal and as characters.

import type { Hit } from "../../../shared/rows.ts";
import type { ShownByte } from "./byteBlocks.ts";

/** Bytes of a row stand in groups, with more room between them. */
const groupBytes = 8;
const mostColumns = 32;
const leastColumns = 4;

/** How many bytes a row shows where `width` pixels are free and a character takes `character` of them. */
export function byteColumnsFor(width: number, character: number): number {
  const fit = Math.floor(width / Math.max(1, character));
  let columns = mostColumns;
  while (columns > leastColumns && hexWidth(columns) + 2 + columns > fit) columns /= 2;
  return columns;
}

/** Characters that so many bytes take in hexadecimal. */
export function hexWidth(columns: number): number {
  return columns * 3 - 1 + Math.max(0, Math.ceil(columns / groupBytes) - 1);
}

/** `hit` and `current`: of what is looked for. `other`: no printable ASCII. */
export type ByteLook = "plain" | "other" | "invalid" | "hit" | "current";

/** Bytes of a row that look alike and stand together, drawn in two places: in hexadecimal and as characters. */
export interface ByteRun {
  readonly look: ByteLook;
  /** What stands between it and the bytes before it. */
  readonly gap: string;
  readonly hex: string;
  readonly characters: string;
  /** The first byte, counted from the row's begin. */
  readonly at: number;
}

/** `from`: where the row's first byte stands in the record. */
export function byteRuns(
  bytes: readonly ShownByte[],
  from: number,
  hits: readonly Hit[],
  current: Hit | undefined,
): readonly ByteRun[] {
  const runs: ByteRun[] = [];
  for (const [at, byte] of bytes.entries()) {
    const look = lookOf(byte, from + at, hits, current);
    const last = runs.at(-1);
    const before = at === 0 ? "" : at % groupBytes === 0 ? "  " : " ";
    const hex = byte.value.toString(16).padStart(2, "0");
    const character = isPrintable(byte.value) ? String.fromCharCode(byte.value) : "·";
    if (last?.look === look) {
      runs.splice(-1, 1, { ...last, hex: `${last.hex}${before}${hex}`, characters: last.characters + character });
    } else {
      runs.push({ look, gap: before, hex, characters: character, at });
    }
  }
  return runs;
}

function lookOf({ value, isInvalid }: ShownByte, at: number, hits: readonly Hit[], current: Hit | undefined): ByteLook {
  const isIn = (hit: Hit | undefined) => hit !== undefined && at >= hit.from && at < hit.to;
  if (isIn(current)) return "current";
  if (hits.some(isIn)) return "hit";
  if (isInvalid) return "invalid";
  return isPrintable(value) ? "plain" : "other";
}

function isPrintable(value: number): boolean {
  return value >= 0x20 && value < 0x7f;
}
