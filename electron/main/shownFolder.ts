import path from "node:path";

/** With ~ for the home folder, which is the same for all of a user's files. Names on Windows are the same in any case. */
export function shownFolder(folder: string, home: string, platform: NodeJS.Platform): string {
  const separator = platform === "win32" ? path.win32.sep : path.posix.sep;
  const same = (one: string, other: string) =>
    platform === "win32" ? one.toLowerCase() === other.toLowerCase() : one === other;
  const isHome = same(folder, home);
  const isInside = same(folder.slice(0, home.length + 1), home + separator);
  return isHome || isInside ? `~${folder.slice(home.length)}` : folder;
}
