// The files of a group: those that are named, and the JSON Lines files in folders, packed ones too, in the order of their paths.
// What is hidden or behind a link is none of it.

import fs from "node:fs";
import path from "node:path";
import { listName } from "../../../shared/pathList.ts";
import type { Result } from "../../../shared/result.ts";
import { fail, succeed } from "../../../shared/result.ts";
import { unpackedName } from "../source/packed/packing.ts";

/** A file that was found, perhaps gone by now: it is opened later, by `eachMember`. */
export interface GroupMember {
  /** Its path below the folder that was named, with slashes; of a file, its name. */
  readonly name: string;
  readonly file: string;
  /** A pipe, a socket or a device, which stands among the others only to be named: opening one would be felt at its other end. */
  readonly isSpecial?: true;
}

/** More are no group that anybody looks at: their tables go to an engine made for that. */
const mostMembers = 20_000;

const endings: ReadonlySet<string> = new Set([".jsonl", ".ndjson"]);

/**
 * Named files come whatever their endings; a file that is met twice counts once. Fails with `group-empty`, or with
 * `group-too-large` above `mostMembers`. A folder that cannot be read stands among them under its own path.
 */
export async function groupMembers(places: readonly string[]): Promise<Result<readonly GroupMember[]>> {
  const members: GroupMember[] = [];
  const files = new Set<string>();
  const names = new Set<string>();
  for (const place of places) {
    for await (const { name, file, ...sort } of isFolder(place)
      ? filesIn(place, "")
      : [{ name: path.basename(place), file: place } satisfies GroupMember]) {
      const real = path.resolve(file);
      if (files.has(real)) continue;
      if (members.length === mostMembers) return fail({ code: "group-too-large", most: mostMembers });
      files.add(real);
      // Two of one name are told apart by where they lie.
      members.push({ name: names.has(name) ? file.split(path.sep).join("/") : name, file, ...sort });
      names.add(name);
    }
  }
  if (members.length === 0)
    return fail({ code: "group-empty", name: places.map((place) => path.basename(place)).join(", ") });
  return succeed(members);
}

/** What a group is called: its folder, or how many files were named. */
export function groupName(places: readonly string[]): string {
  return listName(path.basename(path.resolve(places[0] ?? "")), places.length);
}

/** True when the path is a folder: several transcripts. */
export function isFolder(place: string): boolean {
  try {
    return fs.statSync(place).isDirectory();
  } catch {
    // Opening it says what is wrong.
    return false;
  }
}

async function* filesIn(root: string, prefix: string): AsyncGenerator<GroupMember> {
  // Folders may be many, and others wait meanwhile.
  await new Promise(setImmediate);
  const folder = path.join(root, prefix);
  const entries = entriesOf(folder);
  // It stands among the members, so that it is named as what could not be read.
  if (entries === undefined) yield { name: prefix === "" ? path.basename(root) : prefix.slice(0, -1), file: folder };
  for (const entry of entries ?? []) {
    if (entry.name.startsWith(".")) continue;
    const name = `${prefix}${entry.name}`;
    if (entry.isDirectory()) yield* filesIn(root, `${name}/`);
    else if (!entry.isSymbolicLink() && endings.has(path.extname(unpackedName(entry.name)).toLowerCase())) {
      yield { name, file: path.join(root, name), ...(entry.isFile() ? {} : { isSpecial: true }) };
    }
  }
}

/** Undefined: it is there and cannot be read. One that is gone meanwhile holds nothing. */
function entriesOf(folder: string): readonly fs.Dirent[] | undefined {
  try {
    return fs.readdirSync(folder, { withFileTypes: true }).sort((one, other) => (one.name < other.name ? -1 : 1));
  } catch {
    return fs.existsSync(folder) ? undefined : [];
  }
}
