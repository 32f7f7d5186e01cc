import { statSync } from "node:fs";
import path from "node:path";
import { filesOf } from "./appFiles.mjs";

/**
 * @param {string} place A file, or a folder with all in it.
 * @returns {number}
 */
export function bytesOf(place) {
  if (statSync(place).isFile()) return statSync(place).size;
  return filesOf(place).reduce((sum, file) => sum + statSync(path.join(place, file)).size, 0);
}
