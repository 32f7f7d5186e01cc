// Where finished indexes are kept: what `SEEKLINE_CACHE_DIR` names, else a folder of the user's cache. A named one that cannot
// be used is said to be so once, and the default serves.

import os from "node:os";
import path from "node:path";
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

/** Undefined for a user without a home. A path that is not absolute would be another one in every working folder. */
function usualFolder(): string | undefined {
  const { XDG_CACHE_HOME: named, LOCALAPPDATA: local } = process.env;
  if (process.platform === "win32") return path.join(local ?? os.tmpdir(), "seekline", "index");
  const isNamed = process.platform !== "darwin" && named !== undefined && path.isAbsolute(named);
  const home = isNamed ? "" : homeFolder();
  if (home === undefined) return undefined;
  if (process.platform === "darwin") return path.join(home, "Library", "Caches", "seekline", "index");
  return path.join(isNamed ? named : path.join(home, ".cache"), "seekline", "index");
}

function homeFolder(): string | undefined {
  try {
    const home = os.homedir();
    return path.isAbsolute(home) ? home : undefined;
  } catch {
    return undefined;
  }
}

function whyNotUsable(folder: string): string | undefined {
  try {
    makeFolder(folder);
  } catch (error) {
    return wordsFor(error);
  }
  return whyNotWritable(folder);
}
