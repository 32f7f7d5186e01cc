/**
 * At most so many of a list, in its order: a quarter of them from its beginning in a row, since a log says there what it
 * is, the others evenly up to the last.
 */
export function spread<Item>(list: readonly Item[], most: number): readonly Item[] {
  return list.length <= most ? list : spreadPlaces(list.length, most).flatMap((at) => list.slice(at, at + 1));
}

/** The places of these in a list of `length`. */
export function spreadPlaces(length: number, most: number): readonly number[] {
  if (length <= most) return Array.from({ length }, (_, at) => at);
  const inRow = Math.floor(most / 4);
  const step = (length - inRow) / (most - inRow);
  const others = Array.from({ length: most - inRow }, (_, n) => inRow + Math.ceil((n + 1) * step) - 1);
  return [...Array(inRow).keys(), ...others.map((at) => Math.min(at, length - 1))];
}
