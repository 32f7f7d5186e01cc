// When pages of columns are given back. Columns stand deep inside readers and skeletons that simply end, so mostly nobody can
// say when: the garbage collector tells, and until it comes by such pages take room in the file. Whoever runs a reader from its
// making to its end in one go knows it.

import type { Page, PageCache } from "./pageCache.ts";

interface OwnedPages {
  readonly cache: PageCache;
  /** The owner's own list, as it then is. */
  readonly pages: Page[];
}

const forgotten = new FinalizationRegistry<OwnedPages>(({ cache, pages }) => cache.free(pages));

/** Of all columns that are made at the time; undefined: nobody knows when they end. */
let brief: OwnedPages[] | undefined;

/** To be told of each column. `pages` is its own list. */
export function freeWhenForgotten(owner: object, cache: PageCache, pages: Page[]): void {
  const owned = { cache, pages };
  if (brief === undefined) forgotten.register(owner, owned);
  else brief.push(owned);
}

/** What is made meanwhile is empty behind it: hundreds of short sessions take the pages of one, and none of them is ever written. */
export function withBriefColumns<Result>(work: () => Result): Result {
  const around = brief;
  const owned: OwnedPages[] = [];
  brief = owned;
  try {
    return work();
  } finally {
    brief = around;
    for (const { cache, pages } of owned) {
      cache.free(pages);
      pages.length = 0;
    }
  }
}
