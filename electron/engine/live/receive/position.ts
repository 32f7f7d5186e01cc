// Up to where a received file holds whole windows. Two slots in a small file are written in turn, each with a sum over
// itself, so one of them is right whenever the program or the machine ends. What the received file holds behind the
// position is a torn tail: its window was never answered, and its sender sends it again.

import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import { z } from "zod";
import type { RunningDigest } from "../ingest/runningDigest.ts";
import { noEvents } from "../ingest/runningDigest.ts";
import { readAll, writeAll } from "./fileBytes.ts";

export interface Position {
  /** Grows by one with every write; its parity is the slot. */
  readonly turn: number;
  /** Events in the received file, and their bytes with newlines. */
  readonly accepted: number;
  readonly bytes: number;
  readonly digest: RunningDigest;
  /** The sender has said that these are all. */
  readonly complete: boolean;
}

export const start: Position = { turn: 0, accepted: 0, bytes: 0, digest: noEvents, complete: false };

/** Bytes of a slot: no larger than a sector of a disk. */
const slotBytes = 512;

const slotSchema = z.object({
  version: z.literal(1),
  turn: z.int().nonnegative(),
  accepted: z.int().nonnegative(),
  bytes: z.int().nonnegative(),
  digest: z.string().length(64),
  complete: z.boolean(),
  sum: z.string(),
});

/** The latest position of a file; `none` when nothing was written to it yet, `damaged` when no slot is right. */
export async function readPosition(file: FileHandle): Promise<Position | "none" | "damaged"> {
  const buffer = Buffer.alloc(2 * slotBytes);
  if ((await readAll(file, buffer, 0)) === 0) return "none";
  const slots = [0, slotBytes].flatMap((at) => readSlot(buffer.subarray(at, at + slotBytes).toString("utf8")) ?? []);
  return slots.sort((a, b) => b.turn - a.turn).at(0) ?? "damaged";
}

function readSlot(text: string): Position | undefined {
  try {
    const { sum, version, ...position } = slotSchema.parse(JSON.parse(text));
    return sum === sumOf(position) ? position : undefined;
  } catch {
    // Torn, or never written.
    return undefined;
  }
}

/** Writes it to the disk. */
export async function writePosition(file: FileHandle, position: Position): Promise<void> {
  const text = JSON.stringify({ version: 1, ...position, sum: sumOf(position) });
  const slot = Buffer.from(`${text.padEnd(slotBytes - 1)}\n`);
  await writeAll(file, slot, (position.turn % 2) * slotBytes);
  await file.sync();
}

function sumOf({ turn, accepted, bytes, digest, complete }: Position): string {
  const text = [turn, accepted, bytes, digest, complete].join(" ");
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
