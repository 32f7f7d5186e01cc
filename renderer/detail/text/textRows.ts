// How many bytes of text a row has.

/** A row is a multiple of this long, so that small changes of the width do not move all text. */
const columnStep = 8;
const leastColumns = 16;
/** Longer lines are hard to read, and a record of one byte more is no reason to lay out all of it anew. */
const mostColumns = 200;

/** How many bytes a row shows where `width` pixels are free and a character takes `character` of them. */
export function columnsFor(width: number, character: number): number {
  const fit = Math.floor(width / Math.max(1, character) / columnStep) * columnStep;
  return Math.max(leastColumns, Math.min(mostColumns, fit));
}
