import fs from "node:fs";

/** True when the path is a folder: several transcripts. */
export function isFolder(file: string): boolean {
  try {
    return fs.statSync(file).isDirectory();
  } catch {
    // Opening it says what is wrong.
    return false;
  }
}
