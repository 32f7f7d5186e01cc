// What the runtime has compiled of the program is kept for its next start, where the runtime can do that. Whoever can write
// there could make the program do what they like: the folder must be this user's alone. All of it is only a help.

import fs from "node:fs";
import module from "node:module";
import path from "node:path";
import { userCache } from "../engine/environment/userCache.ts";

/** A version of the program has some ten files. When there are more than those of a few, all are forgotten. */
const mostFiles = 100;

/** To be called before what is to be kept is imported. */
export function keepCompiledCode(): void {
  try {
    // The runtime's own variable against it, so that no folder is made either.
    const isUnwanted = process.env.NODE_DISABLE_COMPILE_CACHE !== undefined;
    if (isUnwanted || !("enableCompileCache" in module)) return;
    const folder = ownFolder();
    if (folder !== undefined) module.enableCompileCache(folder);
  } catch {
    // It is compiled again.
  }
}

function ownFolder(): string | undefined {
  const { SEEKLINE_CACHE_DIR: named } = process.env;
  const cache = named === undefined || named === "" ? userCache() : path.resolve(named);
  if (cache === undefined) return undefined;
  const folder = path.join(cache, "code");
  // The one above is made when something else is kept there.
  if (!fs.existsSync(folder)) fs.mkdirSync(folder, { mode: 0o700 });
  if (fs.readdirSync(folder, { recursive: true }).length > mostFiles) {
    fs.rmSync(folder, { recursive: true });
    return undefined;
  }
  return [cache, folder].every(isOwn) ? folder : undefined;
}

/** Nobody else may write there. */
function isOwn(folder: string): boolean {
  if (process.getuid === undefined) return true;
  const { uid, mode } = fs.statSync(folder);
  return uid === process.getuid() && (mode & 0o022) === 0;
}
