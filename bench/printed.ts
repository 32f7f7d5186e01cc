// How the benchmark prints its numbers.

const mebibyte = 2 ** 20;

/** "0.0042 ×", "0.16 ×", "7.90 ×", "14.3 ×" */
export function printRatio(ratio: number): string {
  if (ratio < 0.1) return `${ratio.toPrecision(2)} ×`;
  return `${ratio.toFixed(ratio < 10 ? 2 : 1)} ×`;
}

/** "1.3 ms", "43 ms", "0.79 s", "14.3 s" */
export function printTime(milliseconds: number): string {
  if (milliseconds < 9.95) return `${milliseconds.toFixed(1)} ms`;
  if (milliseconds < 99.5) return `${milliseconds.toFixed(0)} ms`;
  return `${(milliseconds / 1_000).toFixed(milliseconds < 9_995 ? 2 : 1)} s`;
}

/** "105 MiB" */
export function printMemory(bytes: number): string {
  return `${(bytes / mebibyte).toFixed(0)} MiB`;
}

/** A Markdown table; `align` has a letter for each column: l, r or c. */
export function printTable(align: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  const rules = [...align].map((letter) => ({ l: "---", r: "--:", c: ":-:" })[letter] ?? "---");
  const lines = [head, ...rows].map((cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`);
  const [first = "", ...others] = lines;
  return [first, `|${rules.join("|")}|`, ...others, ""].join("\n");
}
