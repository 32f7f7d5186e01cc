// Who writes a file that is not finished, so that others can tell whether it still does. A process number alone does not
// say so: numbers are used again, by another process or behind a restart, and mean nothing to another machine.

import fs from "node:fs";
import os from "node:os";
import zlib from "node:zlib";

export interface Writer {
  /** Where process numbers mean the same: one machine from one start to the next, and within it one container. */
  readonly place: string;
  readonly pid: number;
  /** When the process started, in the system's ticks; 0 where the system does not tell. */
  readonly start: number;
}

/** What is told of a writer that may be elsewhere. */
export type WriterState = "at-work" | "gone" | "unknown";

/** A writer touches its file so often, in ms. */
export const heartbeatMs = 60_000;
/** A file that was not touched for so long, in ms, has no writer, wherever it was. */
const patienceMs = 15 * heartbeatMs;

let self: Writer | undefined;

/** This process. */
export function thisWriter(): Writer {
  self ??= { place: here(), pid: process.pid, start: startOf(process.pid) ?? 0 };
  return self;
}

/** Whether a writer still works on a file that was last touched then (in ms since 1970). Never "gone" for one that lives. */
export function stateOf({ place, pid, start }: Writer, touchedMs: number): WriterState {
  const patient = Date.now() - touchedMs > patienceMs ? "gone" : "unknown";
  if (place !== here()) return patient;
  const now = startOf(pid);
  if (now === undefined) return "gone";
  if (now !== 0 && start !== 0) return now === start ? "at-work" : "gone";
  // It may be another process with the same number.
  return patient === "gone" ? "gone" : "at-work";
}

let place: string | undefined;

function here(): string {
  place ??= zlib.crc32(placeWords().join("\n")).toString(16).padStart(8, "0");
  return place;
}

function placeWords(): readonly string[] {
  try {
    return [fs.readFileSync("/proc/sys/kernel/random/boot_id", "utf8"), fs.readlinkSync("/proc/self/ns/pid")];
  } catch {
    const cards = Object.values(os.networkInterfaces()).flatMap((addresses) => addresses ?? []);
    return [
      os.hostname(),
      ...cards
        .filter(({ internal }) => !internal)
        .map(({ mac }) => mac)
        .slice(0, 1),
    ];
  }
}

/** When a process started; 0 for one of which that is not told, undefined when there is none of this number. */
function startOf(pid: number): number | undefined {
  try {
    // Behind the name, which may hold anything, stand the state and, 19 words on, the start (proc_pid_stat(5)).
    const words = fs
      .readFileSync(`/proc/${pid}/stat`, "latin1")
      .replace(/^.*\) /s, "")
      .split(" ");
    const isDead = words[0] === "Z" || words[0] === "X";
    return isDead ? undefined : Number(words[19] ?? 0);
  } catch {
    // No such file system, no such process, or one that is hidden from us.
    return isRunning(pid) ? 0 : undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs as somebody else.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
