/**
 * How much more memory the work on a large input takes than that on a small one, in bytes. When that is too much they are run again,
 * three times in all, and the least counts: a collector that gets no processor on a busy machine comes late in one of the runs, but
 * what grows with the input grows in each of them.
 */
export async function peakGrowth(
  small: () => Promise<number>,
  large: () => Promise<number>,
  most: number,
): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let runs = 0; runs < 3 && least >= most; runs += 1) {
    const before = await small();
    least = Math.min(least, (await large()) - before);
  }
  return least;
}
