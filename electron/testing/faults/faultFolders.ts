// The folders that a stage works in, and the environment that leads Seekline to them and to no others.

import fs from "node:fs";
import path from "node:path";
import { type Area, areas } from "./faultPlan.ts";

export type FaultFolders = Readonly<Record<Area, string>> & { readonly areaOf: (file: string) => Area | undefined };

/** Makes them, empty. */
export function makeFaultFolders(root: string): FaultFolders {
  const of = (area: Area): string => path.join(root, area);
  for (const area of areas) fs.mkdirSync(of(area), { recursive: true });
  return {
    source: of("source"),
    cache: of("cache"),
    spool: of("spool"),
    target: of("target"),
    areaOf: (file) => areas.find((area) => file === of(area) || file.startsWith(of(area) + path.sep)),
  };
}

export function environmentOf(root: string, folders: FaultFolders): Readonly<Record<string, string>> {
  return {
    SEEKLINE_CACHE_DIR: folders.cache,
    SEEKLINE_SPOOL_DIR: folders.spool,
    XDG_CACHE_HOME: path.join(root, "elsewhere"),
  };
}

/** What is left in an area, folders not counted. */
export function filesLeft(folder: string): readonly string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .flatMap((entry) => (entry.isFile() ? [path.relative(folder, path.join(entry.parentPath, entry.name))] : []))
    .sort();
}
