// One stream at the receiving end: a file of its events and, beside it, the position up to which they count. A window is
// appended whole, flushed to the disk, and counts from the moment its position is written. It is opened for each request
// and closed behind it: what is open is bounded by the requests, however many streams there are.

import fs from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { open } from "node:fs/promises";
import path from "node:path";
import { nodeFiles } from "../../export/fileOperations.ts";
import type { NumberedEvent } from "../ingest/eventLine.ts";
import type { RunningDigest } from "../ingest/runningDigest.ts";
import { digestAfter } from "../ingest/runningDigest.ts";
import { writeAll } from "./fileBytes.ts";
import type { Position } from "./position.ts";
import { readPosition, start, writePosition } from "./position.ts";

export type TakenOrNot =
  | { readonly type: "taken"; readonly position: Position }
  /** There are events between the last one and the first one sent. */
  | { readonly type: "gap"; readonly position: Position }
  /** The sender holds other events under the numbers that are here. */
  | { readonly type: "differs"; readonly position: Position };

/** A received file that is not as its position says: it is left alone. */
export class StreamDamaged extends Error {
  override readonly name = "StreamDamaged";
}

/**
 * The name of a stream's file in the receiver's folder; `stream` is an id that `isStreamId` accepts, so it names no
 * other place.
 */
export const eventsFile = (stream: string): string => `${stream}.jsonl`;
const positionFile = (stream: string): string => `${stream}.position`;

export class ReceivedStream {
  readonly #events: FileHandle;
  readonly #positions: FileHandle;
  #position: Position;

  private constructor(events: FileHandle, positions: FileHandle, position: Position) {
    this.#events = events;
    this.#positions = positions;
    this.#position = position;
  }

  /** Opens a stream, makes one that is new, and cuts off a torn tail. Throws StreamDamaged and what the system says. */
  static async open(folder: string, stream: string): Promise<ReceivedStream> {
    const positions = await openOwn(path.join(folder, positionFile(stream)));
    let events: FileHandle | undefined;
    try {
      events = await openOwn(path.join(folder, eventsFile(stream)));
      const { size } = await events.stat();
      const kept = await readPosition(positions);
      if (kept === "damaged" && size > 0) throw new StreamDamaged(`“${positionFile(stream)}” is damaged`);
      // A stream is ours once a position was written: the file for it, or a part of the first, may be all that an opening that
      // failed has left. Where no event is, none can be lost.
      if (kept === "none" && size > 0)
        throw new StreamDamaged(`“${eventsFile(stream)}” was there before and is not ours`);
      const position = typeof kept === "string" ? await begin(folder, positions) : kept;
      if (size < position.bytes) throw new StreamDamaged(`“${eventsFile(stream)}” is shorter than it was`);
      if (size > position.bytes) await events.truncate(position.bytes);
      return new ReceivedStream(events, positions, position);
    } catch (error) {
      await closeAll(positions, events);
      throw error;
    }
  }

  /** Where a stream is, without making one. */
  static async positionOf(folder: string, stream: string): Promise<Position> {
    if (!fs.existsSync(path.join(folder, positionFile(stream)))) return start;
    const opened = await ReceivedStream.open(folder, stream);
    await opened.close();
    return opened.#position;
  }

  /** Appends those events of a window that are new. `before` is the digest of all events before the window's first. */
  async take(events: readonly NumberedEvent[], before: RunningDigest | undefined): Promise<TakenOrNot> {
    const position = this.#position;
    const first = events[0]?.seq ?? position.accepted + 1;
    if (first > position.accepted + 1) return { type: "gap", position };
    const known = events.filter(({ seq }) => seq <= position.accepted);
    const isPast = known.length > 0 && known.at(-1)?.seq !== position.accepted;
    const here = known.reduce((digest, { bytes }) => digest && digestAfter(digest, bytes), before);
    if (!isPast && here !== undefined && here !== position.digest) return { type: "differs", position };
    const fresh = events.slice(known.length);
    if (fresh.length > 0) await this.#append(fresh);
    return { type: "taken", position: this.#position };
  }

  /** The sender says that these are all. */
  async finish(last: number, digest: RunningDigest | undefined): Promise<TakenOrNot> {
    const position = this.#position;
    if (last !== position.accepted) return { type: last > position.accepted ? "gap" : "differs", position };
    if (digest !== undefined && digest !== position.digest) return { type: "differs", position };
    if (!position.complete) await this.#write({ ...position, complete: true });
    return { type: "taken", position: this.#position };
  }

  async #append(events: readonly NumberedEvent[]): Promise<void> {
    const newline = Uint8Array.of(0x0a);
    const block = Buffer.concat(events.flatMap(({ bytes }) => [bytes, newline]));
    const { accepted, bytes, digest, turn } = this.#position;
    try {
      await writeAll(this.#events, block, bytes);
      await this.#events.sync();
    } catch (error) {
      // A full disk: what was written of the window is no part of the file.
      await this.#events.truncate(bytes).catch(() => undefined);
      throw error;
    }
    await this.#write({
      turn,
      accepted: accepted + events.length,
      bytes: bytes + block.length,
      digest: events.reduce((before, event) => digestAfter(before, event.bytes), digest),
      complete: false,
    });
  }

  async #write(position: Position): Promise<void> {
    const next = { ...position, turn: this.#position.turn + 1 };
    await writePosition(this.#positions, next);
    this.#position = next;
  }

  async close(): Promise<void> {
    await closeAll(this.#events, this.#positions);
  }
}

/** What was written is on the disk by then, so a refused closing says nothing. */
async function closeAll(...files: readonly (FileHandle | undefined)[]): Promise<void> {
  await Promise.allSettled(files.map((file) => file?.close()));
}

/** Writes the first position of a new stream, when its files are sure to be there after a power cut too. */
async function begin(folder: string, positions: FileHandle): Promise<Position> {
  await nodeFiles.syncFolder(folder);
  await writePosition(positions, start);
  return start;
}

/** A file that is made when it is not there, for its owner alone. Links are not followed: they may lead out of the folder. */
function openOwn(file: string): Promise<FileHandle> {
  const { O_RDWR, O_CREAT, O_NOFOLLOW } = fs.constants;
  return open(file, O_RDWR | O_CREAT | (O_NOFOLLOW ?? 0), 0o600);
}
