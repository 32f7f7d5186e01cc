// How what is opened is named to a person: a file, a folder, or several of them as one list.

import { existsSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { listName, splitPaths } from "../../shared/pathList.ts";
import { shownFolder } from "./shownFolder.ts";

export interface ShownName {
  readonly name: string;
  /** In which it lies; of several, the one that all lie in or below. */
  readonly folder: string;
}

export function shownName(pathList: string): ShownName {
  const paths = splitPaths(pathList);
  const [first = "", ...others] = paths;
  const folder = others.reduce((common, other) => commonFolder(common, path.dirname(other)), path.dirname(first));
  return {
    name: listName(path.basename(first), paths.length),
    folder: shownFolder(folder, homedir(), process.platform),
  };
}

/** With the whole path of the first. */
export function shownPaths(pathList: string): string {
  const paths = splitPaths(pathList);
  return listName(paths[0] ?? "", paths.length);
}

/** True when any of them is there: what is missing of a list is named when it is opened. */
export function isThere(pathList: string): boolean {
  return splitPaths(pathList).some((file) => existsSync(file));
}

/** Some 600 paths. A longer list would make the small files of the user data folder large, which are written whole each time. */
const longestKept = 65_536;

/** True when it is remembered among recent files and for the next start. */
export function isKept(pathList: string): boolean {
  return pathList.length <= longestKept;
}

/** Both are absolute. On Windows they may be of different drives: then it is the first one's. */
function commonFolder(one: string, other: string): string {
  const isInside = (folder: string): boolean => {
    const way = path.relative(folder, other);
    return way === "" || (way.split(path.sep)[0] !== ".." && !path.isAbsolute(way));
  };
  let folder = one;
  while (!isInside(folder) && path.dirname(folder) !== folder) folder = path.dirname(folder);
  return folder;
}
