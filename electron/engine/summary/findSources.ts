// Looks for the files that belong to a transcript: below its own folder, in the folder above where the program keeps them
// there, and in the folders of other days. Names come from the transcript, which is hostile: only transcripts and spilled
// outputs are ever found, never a path that leads elsewhere.

import fs from "node:fs";
import path from "node:path";
import type { RelatedSource } from "../../../shared/summary.ts";
import type { NamedSource } from "../formats/conversationOperations.ts";
import { Neighbours } from "./neighbours.ts";

/** A file that belongs to a transcript, as the summary lists it, and where it is. */
export interface FoundSource {
  readonly source: RelatedSource;
  readonly named: NamedSource;
  /** Undefined: it is missing. */
  readonly path: string | undefined;
}

/**
 * Looks into folders, synchronously, and opens no file. Those that are named and not there come with `found: false`,
 * unless they are optional; a file that is named twice comes once.
 */
export function findSources(transcript: string, named: Iterable<NamedSource>): readonly FoundSource[] {
  const file = path.resolve(transcript);
  const neighbours = new Neighbours(file);
  const found = [...named].flatMap((one) => find(file, one, neighbours));
  const packed = packedTwin(file);
  const all = packed === undefined ? found : [...found, packed];
  // A folder's files may have been named one by one, too.
  const known = new Set<string>();
  return all.filter(({ path: place }) => {
    if (place === undefined) return true;
    const isNew = !known.has(place);
    known.add(place);
    return isNew;
  });
}

function find(file: string, named: NamedSource, neighbours: Neighbours): readonly FoundSource[] {
  const { name, by, isAbove = false, isOptional } = named;
  const folder = path.dirname(file);
  if (by === "folder") return neighbours.below(name, isAbove).map((place) => foundAt(place, named, folder));
  const place = by === "id" ? neighbours.withId(name) : neighbours.at(name, isAbove);
  if (place !== undefined) return [foundAt(place, named, folder)];
  if (isOptional === true) return [];
  return [{ source: { name, relation: named.relation, found: false }, named, path: undefined }];
}

function foundAt(place: string, named: NamedSource, folder: string): FoundSource {
  const name = path.relative(folder, place).split(path.sep).join("/");
  return { source: { name, relation: named.relation, found: true }, named, path: place };
}

/** Codex packs files that nobody has written to for a day, and unpacks them when they are resumed: both may be there. */
function packedTwin(file: string): FoundSource | undefined {
  const twin = file.endsWith(".jsonl.zst") ? file.slice(0, -".zst".length) : `${file}.zst`;
  if (!fs.existsSync(twin)) return undefined;
  const name = path.basename(twin);
  return { source: { name, relation: "packed", found: true }, named: { relation: "packed", name }, path: twin };
}
