// How numbers, times and names are printed for people.

const units = ["kB", "MB", "GB", "TB", "PB"];

/** 5,224,132 */
export function printCount(value: number): string {
  // The runtime's own way would load its tables of all languages first.
  return value.toFixed(0).replace(/\B(?=(?:\d{3})+$)/g, ",");
}

/** "1 record", "5,224,132 records" */
export function printCounted(value: number, word: string): string {
  return `${printCount(value)} ${word}${value === 1 ? "" : "s"}`;
}

/** "1.2 GB"; bytes below a thousand are exact. */
export function printBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  let value = bytes / 1_000;
  let unit = 0;
  // 999.95 would be printed as 1000.0.
  while (value >= 999.95 && unit < units.length - 1) {
    value /= 1_000;
    unit += 1;
  }
  return `${value.toFixed(1)} ${units[unit] ?? ""}`;
}

/** "2026-06-05 16:42:00.014 UTC", or the bare number where no calendar reaches. */
export function printTime(milliseconds: number): string {
  const date = new Date(milliseconds);
  if (Number.isNaN(date.getTime())) return `${milliseconds} ms`;
  return `${date.toISOString().replace("T", " ").replace("Z", "")} UTC`;
}

/** "3 h 4 min", "17 d 11 h", "1.4 s", "840 ms": at most the two largest units, to the nearest, as the app writes them. */
export function printDuration(milliseconds: number): string {
  if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 9_950) return `${(milliseconds / 1_000).toFixed(1)} s`;
  const exact = Math.round(milliseconds / 1_000);
  const minutes = Math.round(exact / 60);
  const seconds = exact < 3_600 ? exact : minutes < 1_440 ? minutes * 60 : Math.round(minutes / 60) * 3_600;
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(seconds / 86_400), "d"],
    [Math.floor(seconds / 3_600) % 24, "h"],
    [Math.floor(seconds / 60) % 60, "min"],
    [seconds % 60, "s"],
  ];
  const first = parts.findIndex(([value]) => value > 0);
  return parts
    .slice(first, first + 2)
    .filter(([value]) => value > 0)
    .map(([value, unit]) => `${value} ${unit}`)
    .join(" ");
}

const wide = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{Emoji_Presentation}\uff01-\uff60]/u;

/** Columns that a text takes on a terminal, near enough to align a table. */
export function printedWidth(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += /\p{M}/u.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return width;
}
