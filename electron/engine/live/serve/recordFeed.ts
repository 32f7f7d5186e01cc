// The records of a file as events: byte for byte, each with an id that says where it stands. Bytes are read through the
// index, which gives none of a file that was rewritten.

import { describeFailure } from "../../../../shared/failure.ts";
import { SourceError } from "../../source/fileSource.ts";
import type { Feed, FeedPart } from "./feed.ts";
import { commentOf, FrameBuffer, frameEnd, frameStart, oneLineOf } from "./frames.ts";
import type { Place, ServedSession } from "./servedSession.ts";
import { chunkBytes } from "./serveLimits.ts";

/** `raw`: the records of any file; what is no JSON comes as an event `malformed`. `events`: those of an AG-UI log. */
export type RecordForm = "raw" | "events";

/** Records that a chunk holds at most. */
const chunkRecords = 256;
/** What stands around the data of a frame takes less. */
const aroundBytes = 256;
/** Read and used between two pauses: one serves all. */
const room = Buffer.allocUnsafeSlow(2 * chunkBytes);
/** Bytes of a malformed record that are spelled at once: base64 makes four characters of three. */
const base64Piece = 3 * 8_192;

export class RecordFeed implements Feed {
  readonly #session: ServedSession;
  readonly #form: RecordForm;
  readonly #key: string;
  /** The next record, and where the one before begins. */
  #record = 0;
  #lastOffset = -1;
  /** A record that does not fit into a chunk, and how much of it has been given. */
  #long: Place | undefined;
  #given = 0;

  constructor(session: ServedSession, form: RecordForm, lastId: string | undefined) {
    this.#session = session;
    this.#form = form;
    this.#key = `${form === "raw" ? "f" : "r"}.${session.key}`;
    const last = resumed(lastId, this.#key);
    if (last === undefined || session.places(last.record, 1)[0]?.offset !== last.offset) return;
    this.#passed(last);
  }

  close(): void {}

  read(isOver: boolean): FeedPart {
    try {
      if (this.#long !== undefined) return { is: "bytes", bytes: this.#goOn(this.#long) };
      return this.#chunk(isOver);
    } catch (error) {
      if (error instanceof SourceError) return this.#failed(describeFailure(error.failure));
      throw error;
    }
  }

  #failed(reason: string): FeedPart {
    return { is: "failed", record: this.#record, reason };
  }

  #chunk(isOver: boolean): FeedPart {
    const isNew = this.#record === 0;
    const [before, ...rest] = this.#session.places(Math.max(this.#record - 1, 0), chunkRecords);
    const isSame = isNew || (before?.offset === this.#lastOffset && this.#key.endsWith(this.#session.key));
    if (!isSame) return this.#failed("the file is another than it was: ask for it anew");
    const places = isNew && before !== undefined ? [before, ...rest] : rest;
    const { tornLine } = this.#session;
    const frames = new FrameBuffer(2 * chunkBytes + aroundBytes);
    const block = new Block(this.#session);
    for (const place of places) {
      if (frames.length >= chunkBytes) break;
      if (!isOver && place.record >= this.#session.settled) break;
      if (tornLine !== undefined && place.line >= tornLine) {
        if (!isOver) break;
        if (this.#form === "events") {
          if (frames.length > 0) break;
          return this.#failed(`its last line, ${place.line}, was not written to its end`);
        }
      }
      if (place.length > chunkBytes - aroundBytes || (place.isMalformed && this.#form === "raw")) {
        if (frames.length === 0) return { is: "bytes", bytes: this.#begin(place) };
        break;
      }
      if (place.isMalformed) frames.text(leftOut(place));
      else {
        frames.text(`id: ${this.#idOf(place)}\ndata: `);
        frames.json(block.read(place));
        frames.text("\n\n");
      }
      this.#passed(place);
    }
    return frames.length === 0 ? { is: "end" } : { is: "bytes", bytes: frames.bytes() };
  }

  #idOf({ record, offset }: Place): string {
    return `${this.#key}.${record}.${offset}`;
  }

  #start(place: Place, event?: string): Buffer {
    return frameStart(this.#idOf(place), event);
  }

  #passed({ record, offset }: Pick<Place, "record" | "offset">): void {
    this.#record = record + 1;
    this.#lastOffset = offset;
  }

  #begin(place: Place): Buffer {
    if (place.isMalformed && this.#form === "events") {
      this.#passed(place);
      return Buffer.from(leftOut(place));
    }
    this.#long = place;
    this.#given = 0;
    if (!place.isMalformed) return this.#start(place);
    const { record, line, length } = place;
    return Buffer.concat([
      this.#start(place, "malformed"),
      Buffer.from(`{"record":${record},"line":${line},"bytes":${length},"base64":"`),
    ]);
  }

  #goOn(place: Place): Buffer {
    const { offset, length, isMalformed } = place;
    const bytes = new Block(this.#session).read({
      ...place,
      offset: offset + this.#given,
      length: Math.min(length - this.#given, isMalformed ? base64Piece : chunkBytes),
    });
    this.#given += bytes.length;
    const spelled = isMalformed ? Buffer.from(Buffer.from(bytes).toString("base64"), "latin1") : oneLineOf(bytes);
    if (this.#given < length) return spelled;
    this.#long = undefined;
    this.#passed(place);
    return Buffer.concat([spelled, Buffer.from(isMalformed ? '"}' : ""), frameEnd]);
  }
}

/** A comment: nobody acts on it. */
function leftOut({ record, line }: Place): string {
  return commentOf(`record ${record} (line ${line}) is no JSON and is left out`);
}

/** The record that an id of this key is of. */
function resumed(id: string | undefined, key: string): Pick<Place, "record" | "offset"> | undefined {
  const [, record, offset] = id?.startsWith(`${key}.`) ? (/\.(\d{1,15})\.(\d{1,15})$/.exec(id) ?? []) : [];
  return record === undefined ? undefined : { record: Number(record), offset: Number(offset) };
}

/** Records that lie close together come out of one read. */
class Block {
  readonly #session: ServedSession;
  #start = 0;
  #end = 0;

  constructor(session: ServedSession) {
    this.#session = session;
  }

  /** The record's bytes, at most a chunk, valid until the next call. Throws a SourceError when they are not there any more. */
  read({ offset, length }: Place): Uint8Array {
    if (offset < this.#start || offset + length > this.#end) {
      const { source } = this.#session;
      const wanted = Math.min(room.length, source.size - offset);
      this.#start = offset;
      this.#end = offset + source.readInto(room, 0, wanted, offset);
      if (offset + length > this.#end) {
        throw new SourceError({ code: "source-changed", name: source.name, change: "shrunk" });
      }
    }
    return room.subarray(offset - this.#start, offset - this.#start + length);
  }
}
