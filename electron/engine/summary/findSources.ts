// Looks for the files that a transcript names beside it: only below its own folder, and never what may hold a key. Nothing is
// opened.

import fs from "node:fs";
import path from "node:path";
import type { RelatedSource } from "../../../shared/summary.ts";
import type { NamedSource } from "../formats/conversationOperations.ts";

/** Names of a folder that are looked through for one of which only a part is known. */
const mostNames = 20_000;
const transcriptName = /\.jsonl(?:\.zst)?$/;

export function findSources(file: string, named: Iterable<NamedSource>): readonly RelatedSource[] {
  const folder = path.dirname(file);
  const own = path.basename(file);
  let names: readonly string[] | undefined;
  return [...named].map(({ name, relation, isPart }) => {
    if (isPart !== true) return { name, relation, found: isBelow(name) && isFile(path.join(folder, name)) };
    names ??= namesIn(folder);
    const found = names.find((one) => one !== own && one.includes(name) && transcriptName.test(one));
    return { name: found ?? name, relation, found: found !== undefined };
  });
}

/** A transcript is hostile: a path out of its folder is none. */
function isBelow(name: string): boolean {
  return name !== "" && !path.isAbsolute(name) && !name.split(/[\\/]/).includes("..") && !name.includes("\0");
}

function isFile(name: string): boolean {
  try {
    return fs.statSync(name).isFile();
  } catch {
    return false;
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return fs.readdirSync(folder).slice(0, mostNames);
  } catch {
    return [];
  }
}
