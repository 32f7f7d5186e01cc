// What a program's processes and folders hold at one moment, read from outside of it. Linux tells it under /proc.

import fs from "node:fs";
import path from "node:path";

/** Names of processes by what they do, in the order in which they are drawn. */
export const processNames = ["main", "page", "engine", "graphics", "other"] as const;
export type ProcessName = (typeof processNames)[number];

export interface Held {
  /** Bytes that belong to the process alone: without the files that it has mapped, which the system may drop at any time. */
  readonly memory: number;
  /** Open files, sockets and pipes. */
  readonly handles: number;
}

/** What was held at one moment. A name of which no process ran is missing. */
export interface Sample {
  /** Milliseconds since the beginning. */
  readonly at: number;
  /** From 0; each ends in a kill of the engine. */
  readonly round: number;
  /** Length of the log that grows, in bytes. */
  readonly log: number;
  readonly processes: Readonly<Partial<Record<ProcessName, Held>>>;
  /** Bytes on disk, by the folder's name. */
  readonly folders: Readonly<Record<string, number>>;
}

/** Sums by name over a process and all that it has started. One that ends meanwhile counts for nothing. */
export function heldBy(root: number): Sample["processes"] {
  const sums: Partial<Record<ProcessName, Held>> = {};
  for (const id of [root, ...descendantsOf(root)]) {
    const status = read(`/proc/${id}/status`);
    if (status === "") continue;
    const name = id === root ? "main" : processName(read(`/proc/${id}/cmdline`));
    const { memory, handles } = sums[name] ?? { memory: 0, handles: 0 };
    sums[name] = { memory: memory + ownMemory(status), handles: handles + list(`/proc/${id}/fd`).length };
  }
  return sums;
}

/** Of the words of a command line, which are ended by zero bytes. */
export function processName(commandLine: string): ProcessName {
  if (commandLine.includes("--type=renderer")) return "page";
  if (commandLine.includes("--type=gpu-process")) return "graphics";
  return commandLine.includes("node.mojom.NodeService") ? "engine" : "other";
}

/** In bytes, of the text of `/proc/…/status`. */
export function ownMemory(status: string): number {
  const kibibytes = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(status)?.[1] ?? 0);
  return (kibibytes("RssAnon") + kibibytes("RssShmem")) * 1024;
}

/** Bytes that a folder's files take on the disk, all folders inside it included. */
export function bytesIn(folder: string): number {
  let sum = 0;
  for (const name of list(folder)) {
    const inside = path.join(folder, name);
    const found = fs.lstatSync(inside, { throwIfNoEntry: false });
    if (found?.isDirectory()) sum += bytesIn(inside);
    else sum += diskBytes(found);
  }
  return sum;
}

/** Bytes on the disk of the files in a folder that have no name any more and that a program or its children hold open. */
export function namelessBytes(root: number, folder: string): number {
  const seen = new Map<bigint, number>();
  for (const id of [root, ...descendantsOf(root)]) {
    for (const handle of list(`/proc/${id}/fd`)) {
      const target = linkTarget(`/proc/${id}/fd/${handle}`);
      if (!target.startsWith(`${folder}${path.sep}`) || !target.endsWith(" (deleted)")) continue;
      const found = openFile(`/proc/${id}/fd/${handle}`);
      if (found !== undefined) seen.set(found.ino, Number(found.blocks) * 512);
    }
  }
  return [...seen.values()].reduce((sum, bytes) => sum + bytes, 0);
}

function descendantsOf(root: number): readonly number[] {
  const all: number[] = [];
  const children = (id: number) =>
    list(`/proc/${id}/task`).flatMap((thread) =>
      (read(`/proc/${id}/task/${thread}/children`).match(/\d+/g) ?? []).map(Number),
    );
  // It grows while it is gone through.
  all.push(...children(root));
  for (const id of all) all.push(...children(id));
  return all;
}

function diskBytes(found: fs.Stats | undefined): number {
  return (found?.blocks ?? 0) * 512;
}

function openFile(link: string): fs.BigIntStats | undefined {
  try {
    return fs.statSync(link, { bigint: true });
  } catch {
    return undefined;
  }
}

function linkTarget(link: string): string {
  try {
    return fs.readlinkSync(link);
  } catch {
    return "";
  }
}

function list(folder: string): readonly string[] {
  try {
    return fs.readdirSync(folder);
  } catch {
    return []; // it has ended, or was removed
  }
}

function read(file: string): string {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
