import os from "node:os";
import path from "node:path";

/**
 * Our folder among those where the user's programs keep what can be made again; undefined for a user without a home. A path that
 * is not absolute would be another one in every working folder.
 */
export function userCache(): string | undefined {
  const { XDG_CACHE_HOME: named, LOCALAPPDATA: local } = process.env;
  if (process.platform === "win32") return path.join(local ?? os.tmpdir(), "seekline");
  const isNamed = process.platform !== "darwin" && named !== undefined && path.isAbsolute(named);
  const home = isNamed ? "" : homeFolder();
  if (home === undefined) return undefined;
  if (process.platform === "darwin") return path.join(home, "Library", "Caches", "seekline");
  return path.join(isNamed ? named : path.join(home, ".cache"), "seekline");
}

function homeFolder(): string | undefined {
  try {
    const home = os.homedir();
    return path.isAbsolute(home) ? home : undefined;
  } catch {
    return undefined;
  }
}
