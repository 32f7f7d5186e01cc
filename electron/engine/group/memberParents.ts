// Which transcript of a group started or was the origin of which. Programs say it in a transcript's first records, or by where
// it lies: what `run.jsonl` has started lies in `run/`. All of it is hostile: a transcript that would be its own ancestor is none's.

import path from "node:path";
import type { Kinship } from "../formats/format.ts";
import { unpackedName } from "../source/packed/packing.ts";

export interface NamedKin {
  /** The transcript's name in its group: a path with slashes. */
  readonly name: string;
  readonly kinship: Kinship;
}

const uuid = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g;

/** By a transcript's number, that of its parent; undefined where the group does not hold it, or there is none. */
export function parentsOf(transcripts: readonly NamedKin[]): readonly (number | undefined)[] {
  const byId = new Map<string, number>();
  const byStem = new Map<string, number>();
  // What a transcript says of itself counts more than a name that another has given it. Of several of one id the first is meant.
  for (const [number, { kinship }] of transcripts.entries()) keep(byId, kinship.id, number);
  for (const [number, { name }] of transcripts.entries()) {
    const stem = stemOf(name);
    keep(byStem, stem, number);
    const own = path.posix.basename(stem);
    for (const id of [own, ...(own.match(uuid) ?? [])]) keep(byId, id, number);
  }
  const parents: (number | undefined)[] = [];
  for (const [number, { name, kinship }] of transcripts.entries()) {
    const named = kinship.parent === undefined ? undefined : byId.get(stemOf(kinship.parent));
    const parent = named === undefined || named === number ? ownerOf(stemOf(name), byStem) : named;
    parents.push(isAncestor(number, parent, parents) ? undefined : parent);
  }
  return parents;
}

function keep(numbers: Map<string, number>, key: string | undefined, number: number): void {
  if (key !== undefined && key !== "" && !numbers.has(key)) numbers.set(key, number);
}

/** The transcript whose folder this one lies in, the nearest. */
function ownerOf(stem: string, byStem: ReadonlyMap<string, number>): number | undefined {
  for (let folder = path.posix.dirname(stem); folder !== "." && folder !== "/"; folder = path.posix.dirname(folder)) {
    const owner = byStem.get(folder);
    if (owner !== undefined) return owner;
  }
  return undefined;
}

/** Whether `number` is met on the way up from a transcript, as far as parents are known. */
function isAncestor(number: number, from: number | undefined, parents: readonly (number | undefined)[]): boolean {
  for (let at = from; at !== undefined; at = parents[at]) if (at === number) return true;
  return false;
}

function stemOf(name: string): string {
  return unpackedName(name).replace(/\.(?:jsonl|ndjson)$/i, "");
}
