// Where finished indexes are kept: what `SEEKLINE_CACHE_DIR` names, else a folder of the user's cache. A named one that cannot
// be used is said to be so once, and the default serves.

import path from "node:path";
import { userCache } from "./userCache.ts";
import { warn } from "./warnings.ts";
import { makeFolder, whyNotWritable, wordsFor } from "./writableFolder.ts";

/** The folder, which is made when it is missing; undefined when there is none to be had, and nothing can be kept. */
export function cacheFolder(): string | undefined {
  const { SEEKLINE_CACHE_DIR: named } = process.env;
  const problem = named === undefined || named === "" ? undefined : whyNotUsable(named);
  if (named !== undefined && named !== "" && problem === undefined) return named;
  const usual = usualFolder();
  const isUsable = usual !== undefined && whyNotUsable(usual) === undefined;
  if (problem !== undefined) {
    const instead = isUsable ? "The default folder is used instead." : "Indexes are not kept.";
    warn(`The folder for kept indexes, “${named}”, cannot be used: ${problem}. ${instead}`);
  }
  return isUsable ? usual : undefined;
}

function usualFolder(): string | undefined {
  const folder = userCache();
  return folder === undefined ? undefined : path.join(folder, "index");
}

function whyNotUsable(folder: string): string | undefined {
  try {
    makeFolder(folder);
  } catch (error) {
    return wordsFor(error);
  }
  return whyNotWritable(folder);
}
