// Where finished indexes are kept: what `SEEKLINE_CACHE_DIR` names, else a folder of the user's cache. A named one that cannot
// be used is said to be so once, and the default serves.

import os from "node:os";
import path from "node:path";
import { warn } from "./warnings.ts";
import { makeFolder, whyNotWritable, wordsFor } from "./writableFolder.ts";

/** The folder, which is made when it is missing; undefined when there is none to be had, and nothing can be kept. */
export function cacheFolder(): string | undefined {
  const { SEEKLINE_CACHE_DIR: named } = process.env;
  if (named !== undefined && named !== "") {
    const problem = whyNotUsable(named);
    if (problem === undefined) return named;
    warn(`The folder for kept indexes, “${named}”, cannot be used: ${problem}. The default folder is used instead.`);
  }
  const usual = usualFolder();
  return whyNotUsable(usual) === undefined ? usual : undefined;
}

function usualFolder(): string {
  const { env } = process;
  if (process.platform === "darwin") return path.join(os.homedir(), "Library", "Caches", "seekline", "index");
  if (process.platform === "win32") return path.join(env.LOCALAPPDATA ?? os.tmpdir(), "seekline", "index");
  return path.join(env.XDG_CACHE_HOME ?? path.join(os.homedir(), ".cache"), "seekline", "index");
}

function whyNotUsable(folder: string): string | undefined {
  try {
    makeFolder(folder);
  } catch (error) {
    return wordsFor(error);
  }
  return whyNotWritable(folder);
}
