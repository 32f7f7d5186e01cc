import os from "node:os";
import path from "node:path";

/** What of a system decides where programs keep things. */
export interface System {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  /** Undefined for a user without one. */
  readonly home: string | undefined;
  readonly temporary: string;
}

/**
 * Our folder among those where the user's programs keep what can be made again; undefined for a user without a home.
 */
export function userCache(): string | undefined {
  return userCacheOn({ platform: process.platform, env: process.env, home: homeFolder(), temporary: os.tmpdir() });
}

/** A path that is not absolute would be another one in every working folder. */
export function userCacheOn({ platform, env, home, temporary }: System): string | undefined {
  const { XDG_CACHE_HOME: named, LOCALAPPDATA: local } = env;
  if (platform === "win32") return path.win32.join(local ?? temporary, "seekline");
  if (platform === "darwin") return home === undefined ? undefined : path.posix.join(home, "Library/Caches/seekline");
  if (named !== undefined && path.posix.isAbsolute(named)) return path.posix.join(named, "seekline");
  return home === undefined ? undefined : path.posix.join(home, ".cache/seekline");
}

function homeFolder(): string | undefined {
  try {
    const home = os.homedir();
    return path.isAbsolute(home) ? home : undefined;
  } catch {
    return undefined;
  }
}
