// A transcript's source as everybody reads it who has its index beside him: each block is held against the sum of what was
// indexed, and nothing is given of one that is another now. So no row, record, hit or export is ever made of an index and of
// bytes that are not those it was made of.

import type { Source } from "../source/source.ts";
import { ChangeCheck } from "./changeCheck.ts";
import { CheckedBlocks } from "./checkedBlocks.ts";
import type { KnownSums } from "./sumStore.ts";

export function createCheckedSource(source: Source, sums: KnownSums): Source {
  const blocks = new CheckedBlocks(source, sums);
  const check = new ChangeCheck(source, sums, blocks);
  return {
    ...source,
    // It may grow.
    get size() {
      return source.size;
    },
    readInto: (target, at, length, position) => blocks.readInto(target, at, length, position),
    change: () => check.change(),
    finalChange: () => check.finalChange(),
  };
}
