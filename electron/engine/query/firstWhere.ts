/** The least number below `count` for which this holds, where it holds for all that follow; else `count`. A binary search. */
export function firstWhere(count: number, holds: (number: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
