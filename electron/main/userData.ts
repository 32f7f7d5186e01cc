import { existsSync, mkdirSync, mkdtempSync, rmdirSync } from "node:fs";
import path from "node:path";

/** Why the app cannot keep its own files in a folder, as the system says it; undefined when it can. Makes the folder. */
export function whyNotUserData(folder: string): string | undefined {
  try {
    makeFolder(folder);
    // Found out by trying: permissions alone do not say it.
    rmdirSync(mkdtempSync(path.join(folder, ".seekline-")));
    return undefined;
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : String(error);
  }
}

/** One by one: the runtime's own recursive way does not return on some special file systems. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  mkdirSync(folder);
}
