import fs from "node:fs";
import { expect, it, vi } from "vitest";
import { temporaryFolders } from "../../testing/temporaryFolders.ts";
import { createTemporaryFile } from "../index/temporaryFile.ts";
import { createBits, setBit } from "./bits.ts";
import type { Match } from "./rowPredicate.ts";
import { createSegmentMatches } from "./segmentMatches.ts";

const newFolder = temporaryFolders();

it("gives back what was put in, from memory and from a file that leaves nothing behind", () => {
  const folder = newFolder();
  vi.stubEnv("SEEKLINE_SPOOL_DIR", folder);
  const matches = createSegmentMatches(3, createTemporaryFile);
  const put = Array.from({ length: 40 }, (_, segment): Match => {
    if (segment % 5 === 1) return "all";
    if (segment % 7 === 2) return "none";
    const bits = createBits();
    setBit(bits, segment * 100);
    return bits;
  });
  for (const match of put) matches.push(match);
  for (const segment of [0, 39, 4, 38, 5, 39, 0, 20, 21, 22, 23, 24, 20])
    expect(matches.get(segment)).toEqual(put[segment]);
  put.forEach((match, segment) => {
    expect(matches.get(segment)).toEqual(match);
  });
  expect(matches.get(40)).toBe("none");
  matches.close();
  expect(fs.readdirSync(folder)).toEqual([]);
});
