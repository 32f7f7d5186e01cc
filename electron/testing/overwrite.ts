import fs from "node:fs";

/** Writes over what a file holds at a place, in one call: between the two of a usual rewriting a file is empty, and may be seen so. */
export function overwrite(file: string, content: string | Uint8Array, at = 0): void {
  const handle = fs.openSync(file, "r+");
  const bytes = Buffer.from(content);
  fs.writeSync(handle, bytes, 0, bytes.length, at);
  fs.closeSync(handle);
}
