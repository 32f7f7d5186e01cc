/**
 * At most so many of a list, in its order: a quarter of them from its beginning in a row, since a log says there what it
 * is, the others evenly up to the last.
 */
export function spread<Item>(list: readonly Item[], most: number): readonly Item[] {
  if (list.length <= most) return list;
  const inRow = Math.floor(most / 4);
  const step = (list.length - inRow) / (most - inRow);
  const places = new Set(Array.from({ length: most - inRow }, (_, n) => inRow + Math.ceil((n + 1) * step) - 1));
  return list.filter((_, at) => at < inRow || places.has(at) || at === list.length - 1);
}
