import fs from "node:fs";

/** One file may be reached by several names; one that is not there is left as it is named. */
export function realPath(file: string): string {
  try {
    return fs.realpathSync(file);
  } catch {
    return file;
  }
}
