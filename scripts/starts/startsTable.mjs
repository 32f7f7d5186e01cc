// The table of docs/performance.md that says what starts take.

const begin = "<!-- starts:begin (written by `npm run starts -- --docs`) -->";
const end = "<!-- starts:end -->";

/**
 * Medians, as ratios to the first contender.
 * @param {ReadonlyMap<string, readonly import("./oneStart.mjs").StartTimes[]>} times By contender.
 * @param {number} rounds
 * @returns {string}
 */
export function startsTable(times, rounds) {
  const rows = [...times].map(([name, starts]) => ({
    name,
    page: median(starts.map(({ page }) => page)),
    firstPaint: median(starts.map(({ firstPaint }) => firstPaint)),
    painted: median(starts.map(({ painted }) => painted)),
  }));
  const least = rows[0]?.painted ?? Number.NaN;
  return [
    `Medians of ${rounds} starts in turns, from the start of the process, in a profile that is new.`,
    "",
    "| what | on the screen, against an empty window | the page begins to load | it paints first | what was waited for is painted |",
    "|---|--:|--:|--:|--:|",
    ...rows.map(
      ({ name, page, firstPaint, painted }) =>
        `| ${name} | ${(painted / least).toFixed(2)} × | ${written(page)} | ${written(firstPaint)} | ${written(painted)} |`,
    ),
  ].join("\n");
}

/**
 * @param {string} document
 * @param {string} table
 * @returns {string} The document with this table in place of the one before.
 */
export function withStarts(document, table) {
  const [from, to] = [document.indexOf(begin), document.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`the document has no place for the table (${begin})`);
  return `${document.slice(0, from)}${begin}\n\n${table}\n\n${document.slice(to)}`;
}

/** @param {readonly number[]} values */
function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = Number.NaN, high = Number.NaN] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return (low + high) / 2;
}

/** @param {number} milliseconds */
function written(milliseconds) {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(2)} s`;
}
