import fs from "node:fs";

/**
 * Closes a file of which only its reading mattered, or that is checked when it is read. A refused closing says nothing then, and the
 * file is closed all the same.
 */
export function closeQuietly(handle: number): void {
  try {
    fs.closeSync(handle);
  } catch {
    // A disk that went away.
  }
}
