// What a disk holds when the power fails: of each file what was synced, and of all that was written since any part or none, in
// blocks of 512 bytes; of what a folder holds what its last sync has seen, and of what was done since the first steps.

import fs from "node:fs";
import path from "node:path";
import type { Random } from "../../cli/generator/random.ts";
import type { FileCall } from "./fileCalls.ts";

const blockBytes = 512;

/** A file, whatever it is called. */
interface Kept {
  synced: Buffer;
  last: Buffer;
}

type Step =
  | { readonly do: "make"; readonly path: string; readonly file: Kept }
  | { readonly do: "rename"; readonly path: string; readonly to: string }
  | { readonly do: "remove"; readonly path: string };

export class SyncedDisk {
  /** Names that are sure to be there behind a cut. */
  readonly #sure = new Map<string, Kept>();
  /** Steps since, in order. */
  #steps: Step[] = [];
  /** By name as it is now, and by descriptor. */
  readonly #named = new Map<string, Kept>();
  readonly #opened = new Map<number, Kept>();
  readonly #folders: readonly string[];

  /** What the folders hold at the beginning is safe. */
  constructor(folders: readonly string[]) {
    this.#folders = folders;
    for (const file of folders.flatMap(filesIn)) {
      const bytes = fs.readFileSync(file);
      const kept = { synced: bytes, last: bytes };
      this.#sure.set(file, kept);
      this.#named.set(file, kept);
    }
  }

  /** Follows a call that was done. */
  after({ operation, path: file, to, descriptor }: FileCall, result: unknown): void {
    if (!this.#folders.some((folder) => file === folder || file.startsWith(folder + path.sep))) return;
    const open = descriptor === undefined ? undefined : this.#opened.get(descriptor);
    if (operation === "open") this.#open(file, result);
    else if (operation === "write" || operation === "cut") this.#note(open);
    else if (operation === "sync") this.#sync(file, open);
    else if (operation === "close" && descriptor !== undefined) this.#opened.delete(descriptor);
    else if (operation === "rename" && to !== undefined) this.#rename(file, to);
    else if (operation === "remove") this.#remove(file);
  }

  #open(file: string, result: unknown): void {
    const descriptor = typeof result === "number" ? result : handleOf(result);
    if (descriptor === undefined || !fs.fstatSync(descriptor).isFile()) return;
    let kept = this.#named.get(file);
    if (kept === undefined) {
      kept = { synced: Buffer.alloc(0), last: Buffer.alloc(0) };
      this.#named.set(file, kept);
      this.#steps.push({ do: "make", path: file, file: kept });
    }
    this.#opened.set(descriptor, kept);
    this.#note(kept);
  }

  /** Of one without a name nobody asks what it holds. */
  #note(kept: Kept | undefined): void {
    for (const [file, one] of this.#named) if (one === kept) one.last = fs.readFileSync(file);
  }

  /** Of a file its bytes, of a folder its names. */
  #sync(file: string, kept: Kept | undefined): void {
    if (kept !== undefined) {
      kept.synced = kept.last;
      return;
    }
    this.#steps = this.#steps.filter((step) => {
      const isSeen = path.dirname(step.path) === file;
      if (isSeen) take(this.#sure, step);
      return !isSeen;
    });
  }

  #rename(file: string, to: string): void {
    const kept = this.#named.get(file);
    if (kept === undefined) return;
    this.#named.delete(file);
    this.#named.set(to, kept);
    this.#steps.push({ do: "rename", path: file, to });
  }

  #remove(file: string): void {
    for (const name of [...this.#named.keys()].filter((one) => one === file || one.startsWith(`${file}/`))) {
      this.#named.delete(name);
      this.#steps.push({ do: "remove", path: name });
    }
  }

  /** Makes the folders what they are when the machine starts again. */
  startAgain(random: Random): void {
    const names = new Map(this.#sure);
    for (const step of this.#steps.slice(0, random.between(0, this.#steps.length))) take(names, step);
    for (const folder of this.#folders) {
      for (const entry of fs.readdirSync(folder)) fs.rmSync(path.join(folder, entry), { recursive: true });
    }
    for (const [file, kept] of names) {
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, afterCut(kept, random));
    }
  }
}

function take(names: Map<string, Kept>, step: Step): void {
  if (step.do === "make") names.set(step.path, step.file);
  if (step.do === "remove") names.delete(step.path);
  const kept = names.get(step.path);
  if (step.do !== "rename" || kept === undefined) return;
  names.delete(step.path);
  names.set(step.to, kept);
}

/** A mixture of what was synced and what was written last. */
function afterCut({ synced, last }: Kept, random: Random): Buffer {
  if (synced.equals(last)) return last;
  const size = random.pick([synced.length, last.length, random.between(0, last.length)]);
  const bytes = Buffer.alloc(size);
  for (let at = 0; at < size; at += blockBytes) {
    const from = random.oneIn(2) ? synced : last;
    bytes.set(from.subarray(at, Math.min(at + blockBytes, size)), at);
  }
  return bytes;
}

function filesIn(folder: string): readonly string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .flatMap((entry) => (entry.isFile() ? [path.join(entry.parentPath, entry.name)] : []));
}

function handleOf(value: unknown): number | undefined {
  return typeof value === "object" && value !== null && "fd" in value && typeof value.fd === "number"
    ? value.fd
    : undefined;
}
