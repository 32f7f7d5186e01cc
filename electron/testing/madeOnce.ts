// What takes long to make and is never changed (a bundled program, a generated log) is made once for all test files.

import fs from "node:fs";
import path from "node:path";
import { inject } from "vitest";

/**
 * Gives the folder of this name, which `make` has filled. Two workers may come at the same time: both make it, and the first
 * whole one is used.
 */
export async function madeOnce(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const all = inject("madeOnceFolder");
  const folder = path.join(all, name);
  if (fs.existsSync(folder)) return folder;
  const unfinished = fs.mkdtempSync(`${folder}-`);
  fs.chmodSync(unfinished, 0o755); // some tests run a program as another user
  await make(unfinished);
  try {
    fs.renameSync(unfinished, folder);
  } catch (error) {
    if (!fs.existsSync(folder)) throw error;
  }
  return folder;
}
