import path from "node:path";
import { userCache } from "../engine/environment/userCache.ts";

/** Where unexpected errors of the command line are logged; undefined for a user without a home. */
export function errorLogFolder(): string | undefined {
  const { SEEKLINE_LOG_DIR: named = "", SEEKLINE_CACHE_DIR: cacheDir = "" } = process.env;
  if (named !== "") return path.resolve(named);
  const cache = cacheDir === "" ? userCache() : path.resolve(cacheDir);
  return cache === undefined ? undefined : path.join(cache, "log");
}
