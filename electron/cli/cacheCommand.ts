// `seekline cache`: looks at the kept indexes, or removes them. They cost time to make and nothing else.

import { cacheFolder, clearIndexes, listIndexes } from "../engine/index/indexCache.ts";
import { printBytes, printCounted, printedWidth, printText, printTime } from "./printed.ts";

export type CacheAction = "ls" | "clear";

/** What the command prints. */
export function cacheCommand(action: CacheAction): string {
  if (action === "clear") return `${printBytes(clearIndexes())} freed\n`;
  const kept = listIndexes();
  if (kept.length === 0) return `No indexes are kept in ${printText(cacheFolder())}.\n`;
  const sizes = kept.map(({ bytes }) => printBytes(bytes));
  const width = Math.max(...sizes.map(printedWidth));
  const total = kept.reduce((sum, { bytes }) => sum + bytes, 0);
  const lines = kept.map(({ path, usedMs }, index) => {
    const size = sizes[index] ?? "";
    return `  ${" ".repeat(width - printedWidth(size))}${size}  ${printTime(usedMs)}  ${printText(path)}`;
  });
  return `${printCounted(kept.length, "kept file")}, ${printBytes(total)} in ${printText(cacheFolder())}\n\n${lines.join("\n")}\n`;
}
