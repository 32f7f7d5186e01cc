// Pieces of text: what goes to a message or to the arguments of a call. Most events of a log are such, so they take a short
// way (`takeShort`) on which nothing is allocated and no text is decoded.

import type { ByteWindow } from "../../scanner/byteWindow.ts";
import type { FieldRecord } from "../../scanner/fields.ts";
import type { Entity, MessageOperations, Stream, TextKeeper } from "../messageOperations.ts";
import { streamOf } from "../messageOperations.ts";
import { judgeText } from "../rawText.ts";
import { judgeRange } from "../textRange.ts";
import type { AguiEvent, AguiEvents, EventKind } from "./events.ts";
import { noStream } from "./events.ts";
import { field, spellings } from "./fields.ts";
import type { AguiLanes, ChunkSort } from "./lanes.ts";
import type { AguiOpenings } from "./openings.ts";
import type { PartOfRun, ReadingRemarks } from "./reasons.ts";
import { reasons } from "./reasons.ts";
import type { AguiValues, Work } from "./values.ts";

/** Longer text is judged on the long way, with pauses. */
export const shortText = 256 * 1024;
const thinking = streamOf("thinking", 0);

/** What pieces are read with. */
export interface PieceReading {
  readonly events: AguiEvents;
  readonly operations: MessageOperations;
  readonly window: ByteWindow;
  readonly remarks: ReadingRemarks;
  readonly values: AguiValues;
  readonly openings: AguiOpenings;
  readonly lanes: AguiLanes;
  /** What short pieces are handed to. */
  readonly texts?: TextKeeper | undefined;
}

export class AguiPieces {
  readonly #events: AguiEvents;
  readonly #operations: MessageOperations;
  readonly #window: ByteWindow;
  readonly #remarks: ReadingRemarks;
  readonly #values: AguiValues;
  readonly #openings: AguiOpenings;
  readonly #lanes: AguiLanes;
  readonly #texts: TextKeeper | undefined;
  /** The reasoning message that THINKING_TEXT_MESSAGE_CONTENT goes to, 0 when none is open. */
  #thought = 0;

  constructor({ events, operations, window, remarks, values, openings, lanes, texts }: PieceReading) {
    this.#texts = texts;
    this.#events = events;
    this.#operations = operations;
    this.#window = window;
    this.#remarks = remarks;
    this.#values = values;
    this.#openings = openings;
    this.#lanes = lanes;
  }

  /** A piece of something that nobody has heard of. Its id is not kept: such records may be many. */
  skipNameless(record: FieldRecord, kind: EventKind): void {
    if (kind !== "ACTIVITY_DELTA") this.#closeLane(record);
    const isCall = kind === "TOOL_CALL_ARGS";
    const { camel, snake } = isCall ? spellings.toolCallId : spellings.messageId;
    const isNamed = record.type(camel) === "string" || record.type(snake) === "string";
    if (!isNamed) this.#remarks.skipped(isCall ? reasons.noCall : reasons.noId);
    else if (kind === "ACTIVITY_DELTA") this.#remarks.skipped(reasons.noActivity);
    else this.#remarks.skipped(isCall ? reasons.noOpenCall : reasons.noMessage);
  }

  /**
   * The short way of a chunk that begins something, with a text and nothing else but names; or of a run, of which the first one does.
   * `note` notes what is to be said of each record. False: take the long way.
   */
  takeShortChunk(
    record: FieldRecord,
    event: AguiEvent,
    kind: ChunkKind,
    stream: Stream,
    note: (of: PartOfRun) => void,
  ): boolean {
    const size = record.byteLength(field.delta);
    const at = record.address(field.delta);
    const isPlain = event.delta?.type === "string" && event.metadata === undefined;
    if (!isPlain || at === 0 || size > shortText) return false;
    const verdict = record.count > 1 ? "fine" : judgeText(record.memory, at, at + size);
    if (verdict === "broken") return false;
    const sort = sortOf(kind);
    const about = this.#lanes.take(sort, sort === "call" ? event.toolCallId : event.messageId, event.subagent);
    note(about?.isNew === true ? "first" : "all");
    if (about === undefined) {
      this.#operations.interrupt(stream);
      this.#remarks.skipped(reasons.noChunk);
      return true;
    }
    if (about.isNew) {
      this.#open(event, sort);
      note("rest");
    }
    const entity = this.#appendChunk(record, sort, about.id, stream, size);
    this.#keep(record, entity, verdict === "damaged", at, size);
    return true;
  }

  #appendChunk(record: FieldRecord, sort: ChunkSort, id: number, stream: Stream, size: number): Entity {
    const { offset } = record;
    const to = offset + record.length;
    const entity =
      sort === "call"
        ? this.#operations.appendArguments(id, stream, offset, to, size)
        : this.#operations.appendText(id, stream, offset, to, size);
    if (entity === 0) this.#remarks.skipped(sort === "call" ? reasons.noOpenCall : reasons.noMessage);
    return entity;
  }

  /** What is noted of a piece that went to an entity (0: to none), whose text lies at `at`. */
  #keep(record: FieldRecord, entity: Entity, isDamaged: boolean, at: number, size: number): void {
    if (entity === 0) return;
    if (isDamaged) this.#operations.markDamaged(entity);
    else if (size > 0) this.#texts?.keep(entity, record.memory, at, size, record.count);
    if (record.lastTime === 0) return;
    this.#operations.at(record.lastTime);
    this.#operations.touch(entity);
  }

  /** The short way: text for something that is there, and nothing else in the record. False: take the long way. */
  takeShort(record: FieldRecord, kind: EventKind, stream: Stream): boolean {
    const size = record.byteLength(field.delta);
    const at = record.address(field.delta);
    const isPlain = record.type(field.delta) === "string" && record.type(field.metadata) === "absent";
    if (!isPlain || at === 0 || size > shortText) return false;
    // The texts of a run were looked at when it was made.
    const verdict = record.count > 1 ? "fine" : judgeText(record.memory, at, at + size);
    if (verdict === "broken") return false;
    const named = Math.floor(stream / 8);
    const to = record.offset + record.length;
    let entity: Entity;
    switch (kind) {
      case "TEXT_MESSAGE_CONTENT":
      case "REASONING_MESSAGE_CONTENT":
        this.#closeLane(record);
        entity = this.#operations.appendText(named, stream, record.offset, to, size);
        if (entity === 0) this.#remarks.skipped(reasons.noMessage);
        break;
      case "TOOL_CALL_ARGS":
        this.#closeLane(record);
        entity = this.#operations.appendArguments(named, stream, record.offset, to, size);
        if (entity === 0) this.#remarks.skipped(reasons.noOpenCall);
        break;
      case "TEXT_MESSAGE_CHUNK":
      case "REASONING_MESSAGE_CHUNK":
      case "TOOL_CALL_CHUNK": {
        const sort = sortOf(kind);
        const lane = this.#events.laneOf(record);
        const isNamed = stream === streamOf(sort === "call" ? "call" : "message", named);
        const id = this.#lanes.continued(sort, isNamed ? named : 0, lane);
        if (id === 0) return false;
        entity = this.#appendChunk(record, sort, id, stream, size);
        break;
      }
      default:
        return false;
    }
    this.#keep(record, entity, verdict === "damaged", at, size);
    return true;
  }

  /** Judges the event's text: its raw length, or -1 when it has none that can be used. */
  *#text(
    { delta }: AguiEvent,
    stream: Stream,
  ): Generator<undefined, { readonly bytes: number; readonly damaged: boolean }> {
    const verdict = delta?.type === "string" ? yield* judgeRange(this.#window, delta) : "broken";
    if (verdict !== "broken" && delta !== undefined) return { bytes: delta.length - 2, damaged: verdict === "damaged" };
    this.#remarks.skipped(delta === undefined ? reasons.noDelta : reasons.brokenText);
    if (stream !== noStream) this.#operations.interrupt(stream);
    return { bytes: -1, damaged: false };
  }

  *appendText(event: AguiEvent, id: number, stream: Stream): Work {
    const { bytes, damaged } = yield* this.#text(event, stream);
    if (bytes < 0) return;
    const { offset, length } = event.range;
    const message = this.#operations.appendText(id, stream, offset, offset + length, bytes);
    if (message === 0) return this.#remarks.skipped(reasons.noMessage);
    if (damaged) this.#operations.markDamaged(message);
    yield* this.#values.addMetadata(message, event);
  }

  *appendArguments(event: AguiEvent, id: number, stream: Stream): Work {
    const { bytes, damaged } = yield* this.#text(event, stream);
    if (bytes < 0) return;
    const { offset, length } = event.range;
    const call = this.#operations.appendArguments(id, stream, offset, offset + length, bytes);
    if (call === 0) return this.#remarks.skipped(reasons.noOpenCall);
    if (damaged) this.#operations.markDamaged(call);
    yield* this.#values.addMetadata(call, event);
  }

  /** A chunk is the start of what it names, unless that goes on, and a piece of its text. */
  *takeChunk(event: AguiEvent, kind: ChunkKind, stream: Stream): Work {
    const sort = sortOf(kind);
    const named = sort === "call" ? event.toolCallId : event.messageId;
    const about = this.#lanes.take(sort, named, event.subagent);
    if (about === undefined) {
      this.#operations.interrupt(stream);
      return this.#remarks.skipped(reasons.noChunk);
    }
    if (about.isNew) {
      yield* this.#values.addMetadata(this.#open(event, sort), event);
    }
    if (event.delta !== undefined) {
      if (sort === "call") yield* this.appendArguments(event, about.id, stream);
      else yield* this.appendText(event, about.id, stream);
    } else if (event.hasRawEvent || (event.metadata !== undefined && !about.isNew)) {
      // The client makes an empty piece of it, which turns the content of a message into a string.
      const { offset, length } = event.range;
      const entity =
        sort === "call"
          ? this.#operations.appendArguments(about.id, stream, offset, offset + length, 0)
          : this.#operations.appendText(about.id, stream, offset, offset + length, 0);
      yield* this.#values.addMetadata(entity, event);
    }
  }

  #open(event: AguiEvent, sort: ChunkSort): Entity {
    switch (sort) {
      case "text":
        return this.#openings.openMessage(event, true);
      case "reasoning":
        return this.#openings.openReasoning(event, true);
      default:
        return this.#openings.openCall(event, true);
    }
  }

  #closeLane(record: FieldRecord): void {
    if (this.#lanes.busy) this.#lanes.close(this.#events.laneOf(record));
  }

  /** THINKING events have no ids: they become reasoning messages named after the record that opens them. */
  *think(event: AguiEvent, number: number): Work {
    switch (event.kind) {
      case "THINKING_TEXT_MESSAGE_START":
        this.#thought = this.#newThought(number);
        return yield* this.#values.addMetadata(
          this.#openings.openReasoning({ ...event, messageId: this.#thought }, false),
          event,
        );
      case "THINKING_TEXT_MESSAGE_CONTENT":
        if (this.#thought !== 0) return yield* this.appendText(event, this.#thought, thinking);
        this.#operations.interrupt(thinking);
        return this.#remarks.skipped(reasons.noMessage);
      default:
        yield* this.#values.addMetadata(this.#operations.messageOf(this.#thought), event);
        this.#thought = 0;
    }
  }

  #newThought(number: number): number {
    for (let suffix = ""; ; suffix += "-") {
      const id = this.#events.ids.ofText(`thinking-${number}${suffix}`);
      if (this.#operations.messageOf(id) === 0) return id;
    }
  }
}

/** Kinds that only go on with something that is there. */
export function isPieceKind(kind: EventKind): boolean {
  switch (kind) {
    case "TEXT_MESSAGE_CONTENT":
    case "REASONING_MESSAGE_CONTENT":
    case "TOOL_CALL_ARGS":
    case "ACTIVITY_DELTA":
      return true;
    default:
      return false;
  }
}

export type ChunkKind = "TEXT_MESSAGE_CHUNK" | "REASONING_MESSAGE_CHUNK" | "TOOL_CALL_CHUNK";

/** Kinds that begin what they go on with when it is not there. */
export function isChunkKind(kind: EventKind): kind is ChunkKind {
  return kind === "TEXT_MESSAGE_CHUNK" || kind === "REASONING_MESSAGE_CHUNK" || kind === "TOOL_CALL_CHUNK";
}

function sortOf(kind: ChunkKind): ChunkSort {
  return kind === "TEXT_MESSAGE_CHUNK" ? "text" : kind === "TOOL_CALL_CHUNK" ? "call" : "reasoning";
}
