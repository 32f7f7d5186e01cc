// `seekline cache`: looks at the kept indexes, or removes them. They cost time to make and nothing else.

import { printText } from "../../shared/printText.ts";
import { cacheFolder } from "../engine/environment/cacheFolder.ts";
import { clearIndexes, listIndexes } from "../engine/index/indexCache.ts";
import type { CacheAction } from "./arguments/cacheArguments.ts";
import { printBytes, printCounted, printedWidth, printTime } from "./printed.ts";

/** What the command prints. */
export function cacheCommand(action: CacheAction): string {
  if (action === "clear") return `${printBytes(clearIndexes())} freed\n`;
  const kept = listIndexes();
  const folder = cacheFolder();
  if (folder === undefined) return "No folder can be used for kept indexes. Name one in SEEKLINE_CACHE_DIR.\n";
  if (kept.length === 0) return `No indexes are kept in ${printText(folder)}.\n`;
  const sizes = kept.map(({ bytes }) => printBytes(bytes));
  const width = Math.max(...sizes.map(printedWidth));
  const total = kept.reduce((sum, { bytes }) => sum + bytes, 0);
  const lines = kept.map(({ path, usedMs }, index) => {
    const size = sizes[index] ?? "";
    return `  ${" ".repeat(width - printedWidth(size))}${size}  ${printTime(usedMs)}  ${printText(path)}`;
  });
  return `${printCounted(kept.length, "kept file")}, ${printBytes(total)} in ${printText(folder)}\n\n${lines.join("\n")}\n`;
}
