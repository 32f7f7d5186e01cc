// Long logs, whose outcome is compared as a whole: a difference of megabytes is nothing to print.

import { isDeepStrictEqual } from "node:util";
import { expect } from "vitest";
import { replay } from "./clientReplay.ts";
import { compact } from "./compact.ts";

export const mebibyte = 1024 * 1024;

/** With characters of every length, and escapes, at every place of a chunk. */
const filler = 'a\u00e9\u20ac\u{1f600}"\\\n\u0001';

export function long(bytes: number): string {
  return filler.repeat(Math.ceil(bytes / Buffer.byteLength(filler)));
}

/** Compacts a log, which must mean the same to the official client; gives the compacted log. */
export async function expectEqual(log: string): Promise<string> {
  const [original, { text }] = [await replay(log), await compact(log)];
  const again = await replay(text);
  expect([original.error, again.error]).toEqual([undefined, undefined]);
  expect(isDeepStrictEqual(again.messages, original.messages)).toBe(true);
  expect(isDeepStrictEqual(again.state, original.state)).toBe(true);
  expect((await compact(text)).text === text).toBe(true);
  return text;
}
