// How ripgrep is asked, which depends on how many lines have a hit.
//
// ripgrep saves writes by printing many hits at once; then the only hit of a long search is seen at its end. Printing each
// as it comes costs too much when there are millions. And where most lines have a hit, it takes less time to print the
// others: with hits in 92 % of five million lines, about half as much. So a search of a large file begins with a
// write for each hit, and starts over in another manner when hits turn out dense.

/** `each`: a write per hit. `many`: many hits per write. `most`: lines without a hit, many per write. */
export type SearchManner = "each" | "many" | "most";

export const mannerArguments: Readonly<Record<SearchManner, readonly string[]>> = {
  each: ["--line-buffered"],
  many: ["--block-buffered"],
  most: ["--block-buffered", "--invert-match"],
};

/** Hits after which it is judged whether to go on with a write for each. */
const windowHits = 4_096;
/** What a hit costs more when it is written at once, and what a byte costs that is searched again, in seconds. */
const hitCost = 4e-6;
const byteCost = 1 / 3e9;
/** From this share of lines on, those without a hit are printed. */
const most = 0.6;

export interface SearchedFile {
  readonly size: number;
  /** Bytes of a line on average; undefined while it is not known. */
  readonly lineBytes: number | undefined;
}

/** Takes the lines with hits that are found, one by one; says when another manner would be done sooner. */
export function createDensityJudge({ size, lineBytes }: SearchedFile) {
  let hits = 0;
  let windowStart = 0;
  return (line: number): SearchManner | undefined => {
    if (++hits % windowHits !== 0) return undefined;
    const searched = Math.max(1, line - windowStart);
    windowStart = line;
    if (((size - line) / searched) * windowHits * hitCost < line * byteCost) return undefined;
    return lineBytes !== undefined && (windowHits * lineBytes) / searched > most ? "most" : "many";
  };
}
