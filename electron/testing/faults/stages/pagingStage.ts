// The columns of a long conversation, of which only a few pages are in memory.

import { Random } from "../../../cli/generator/random.ts";
import { GrowingInts } from "../../../engine/paging/growing.ts";
import { PageCache } from "../../../engine/paging/pageCache.ts";
import { SourceError } from "../../../engine/source/fileSource.ts";
import type { Stage } from "../stage.ts";
import { sentenceOf } from "./commandStage.ts";

const pagesInMemory = 4;
const entries = 60_000;
const looks = 2_000;

export const pagingStage: Stage = {
  name: "pages of a conversation",
  uses: ["spool"],
  source: undefined,
  run: async () => {
    const random = new Random(7);
    const cache = new PageCache(pagesInMemory);
    const columns = [new GrowingInts(cache), new GrowingInts(cache)];
    try {
      for (let entry = 0; entry < entries; entry++)
        for (const column of columns) column.set(entry, random.below(1_000));
      let sum = 0;
      for (let look = 0; look < looks; look++) sum += (look + 1) * random.pick(columns).get(random.below(entries));
      return { is: "answer", answer: () => String(sum) };
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      return sentenceOf({ ok: false, failure: error.failure });
    } finally {
      for (const column of columns) column.clear();
    }
  },
};
