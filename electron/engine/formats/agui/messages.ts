// Translates AG-UI events into message operations, record by record. What the official client reads, it reads the same;
// what the client would refuse it reads as it was meant, or skips, and says so.
//
// Most events of a log are pieces of text: they take a short way (`#takePiece`) on which nothing is allocated and no text
// is decoded. All others go through `#apply`, a generator that yields wherever the caller may pause, since a record may be
// of any length.

import type { ByteRange, ByteWindow } from "../../scanner/byteWindow.ts";
import type { FieldRecord } from "../../scanner/fields.ts";
import type { Entity, MessageOperations, MessageRole, Stream } from "../messageOperations.ts";
import { streamOf } from "../messageOperations.ts";
import { judgeText } from "../rawText.ts";
import { judgeRange } from "../textRange.ts";
import type { AguiEvent, AguiEvents, EventKind } from "./events.ts";
import { eventKinds, isOfConversation, noStream } from "./events.ts";
import { field, spellings } from "./fields.ts";
import type { ChunkSort } from "./lanes.ts";
import { AguiLanes } from "./lanes.ts";
import type { ReadingRemarks } from "./reasons.ts";
import { reasons } from "./reasons.ts";
import type { Work } from "./values.ts";
import { AguiValues } from "./values.ts";

/** Longer text is judged on the long way, with pauses. */
const shortText = 256 * 1024;
const thinking = streamOf("thinking", 0);

/** Events of messages that do not end what their lane has open, or see to that themselves. */
const goesOn: ReadonlySet<EventKind> = new Set<EventKind>([
  ...(["MESSAGES_SNAPSHOT", "ACTIVITY_SNAPSHOT", "ACTIVITY_DELTA", "REASONING_ENCRYPTED_VALUE"] as const),
  ...(["TEXT_MESSAGE_CHUNK", "TOOL_CALL_CHUNK", "REASONING_MESSAGE_CHUNK"] as const),
]);

export class AguiMessages {
  readonly #events: AguiEvents;
  readonly #operations: MessageOperations;
  readonly #window: ByteWindow;
  readonly #remarks: ReadingRemarks;
  readonly #values: AguiValues;
  readonly #lanes = new AguiLanes();
  /** The id of the empty text: as a parent, it is none. */
  readonly #noText: number;
  #inRun = false;
  /** The reasoning message that THINKING_TEXT_MESSAGE_CONTENT goes to, 0 when none is open. */
  #thought = 0;

  constructor(events: AguiEvents, operations: MessageOperations, window: ByteWindow, remarks: ReadingRemarks) {
    this.#events = events;
    this.#operations = operations;
    this.#window = window;
    this.#remarks = remarks;
    this.#values = new AguiValues(events.ids, operations, window, remarks);
    this.#noText = events.ids.ofText("");
  }

  /** Starts of runs so far. */
  get runs(): number {
    return this.#values.runs;
  }

  /** Reads one record; `code` is its kind, `number` its place in the log. */
  take(record: FieldRecord, code: number, number: number): Work | undefined {
    const kind = eventKinds[code] ?? "other";
    if (isOfConversation(code)) return this.#takeMessageEvent(record, kind, number);
    switch (kind) {
      case "CUSTOM":
      case "STEP_STARTED":
      case "STEP_FINISHED":
      case "STATE_SNAPSHOT":
      case "STATE_DELTA":
        this.#closeLane(record);
        return undefined;
      case "SUBAGENT_FINISHED":
      case "SUBAGENT_ERROR":
        if (this.#lanes.busy && this.#events.laneOf(record) !== 0) this.#closeLane(record);
        return undefined;
      case "RUN_FINISHED":
      case "RUN_ERROR":
        this.#lanes.closeAll();
        this.#inRun = false;
        return undefined;
      case "RUN_STARTED":
        this.#lanes.closeAll();
        return this.#startRun({ offset: record.offset, length: record.length });
      default:
        return undefined;
    }
  }

  *#startRun(range: ByteRange): Work {
    if (yield* this.#values.startRun(range)) this.#inRun = true;
  }

  #takeMessageEvent(record: FieldRecord, kind: EventKind, number: number): Work | undefined {
    this.#events.isOdd = false;
    const stream = this.#events.streamOf(record, kind);
    if (stream !== noStream && this.#takePiece(record, kind, stream)) {
      this.#noteReading();
      return undefined;
    }
    if (stream === noStream && isPieceKind(kind)) {
      this.#skipNameless(record, kind);
      return undefined;
    }
    const event = this.#events.read(record, kind);
    this.#noteReading();
    if (!goesOn.has(kind)) this.#lanes.close(event.subagent);
    if (event.metadata === undefined && this.#applyShort(event, record)) return undefined;
    return this.#apply(event, stream, number);
  }

  /** A piece of something that nobody has heard of. Its id is not kept: such records may be many. */
  #skipNameless(record: FieldRecord, kind: EventKind): void {
    if (kind !== "ACTIVITY_DELTA") this.#closeLane(record);
    const isCall = kind === "TOOL_CALL_ARGS";
    const { camel, snake } = isCall ? spellings.toolCallId : spellings.messageId;
    const isNamed = record.type(camel) === "string" || record.type(snake) === "string";
    if (!isNamed) this.#remarks.skipped(isCall ? reasons.noCall : reasons.noId);
    else if (kind === "ACTIVITY_DELTA") this.#remarks.skipped(reasons.noActivity);
    else this.#remarks.skipped(isCall ? reasons.noOpenCall : reasons.noMessage);
  }

  /** What can be done at once with an event that carries no metadata. False: take the long way. */
  #applyShort(event: AguiEvent, record: FieldRecord): boolean {
    switch (event.kind) {
      case "TEXT_MESSAGE_START":
        this.#openText(event, this.#roleOf(event));
        return true;
      case "REASONING_MESSAGE_START":
        this.#openText(event, "reasoning");
        return true;
      case "TOOL_CALL_START":
        this.#openCall(event);
        return true;
      case "TEXT_MESSAGE_END":
      case "REASONING_MESSAGE_END":
      case "TOOL_CALL_END":
        return true;
      case "TOOL_CALL_RESULT": {
        const at = record.address(field.content);
        const length = record.byteLength(field.content);
        if (at === 0 || event.content?.type !== "string" || length > shortText) return false;
        if (event.toolCallId === 0 || judgeText(record.memory, at, at + length) === "broken") return false;
        this.#values.newResult(event, event.content, false, false);
        return true;
      }
      default:
        return false;
    }
  }

  #noteReading(): void {
    if (this.#events.isOdd) this.#remarks.mended(reasons.odd);
    if (!this.#inRun) this.#remarks.mended(reasons.outside);
  }

  #closeLane(record: FieldRecord): void {
    if (this.#lanes.busy) this.#lanes.close(this.#events.laneOf(record));
  }

  /** A record that is left out of the conversation (by the filter) still ends the segment it lies in. */
  pass(record: FieldRecord): void {
    const stream = this.#events.streamOf(record, this.#events.kindOf(record));
    if (stream !== noStream) this.#operations.interrupt(stream);
  }

  /** The short way: text for something that is there, and nothing else in the record. False: take the long way. */
  #takePiece(record: FieldRecord, kind: EventKind, stream: Stream): boolean {
    const size = record.byteLength(field.delta);
    const at = record.address(field.delta);
    const isPlain = record.type(field.delta) === "string" && record.type(field.metadata) === "absent";
    if (!isPlain || at === 0 || size > shortText) return false;
    const verdict = judgeText(record.memory, at, at + size);
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
        entity =
          sort === "call"
            ? this.#operations.appendArguments(id, stream, record.offset, to, size)
            : this.#operations.appendText(id, stream, record.offset, to, size);
        if (entity === 0) this.#remarks.skipped(sort === "call" ? reasons.noOpenCall : reasons.noMessage);
        break;
      }
      default:
        return false;
    }
    if (verdict === "damaged" && entity !== 0) this.#operations.markDamaged(entity);
    return true;
  }

  *#apply(event: AguiEvent, stream: Stream, number: number): Work {
    const { kind } = event;
    switch (kind) {
      case "MESSAGES_SNAPSHOT":
        this.#lanes.closeAll();
        return yield* this.#values.replaceList(event);
      case "TEXT_MESSAGE_START":
        return yield* this.#values.addMetadata(this.#openText(event, this.#roleOf(event)), event);
      case "REASONING_MESSAGE_START":
        return yield* this.#values.addMetadata(this.#openText(event, "reasoning"), event);
      case "TEXT_MESSAGE_CONTENT":
      case "REASONING_MESSAGE_CONTENT":
        return yield* this.#appendText(event, event.messageId, stream);
      case "TEXT_MESSAGE_END":
      case "REASONING_MESSAGE_END":
        return yield* this.#values.addMetadata(this.#operations.messageOf(event.messageId), event);
      case "TOOL_CALL_START":
        return yield* this.#values.addMetadata(this.#openCall(event), event);
      case "TOOL_CALL_ARGS":
        return yield* this.#appendArguments(event, event.toolCallId, stream);
      case "TOOL_CALL_END":
        return yield* this.#values.addMetadata(this.#operations.callOf(event.toolCallId), event);
      case "TOOL_CALL_RESULT":
        return yield* this.#values.addResult(event);
      case "TEXT_MESSAGE_CHUNK":
      case "REASONING_MESSAGE_CHUNK":
      case "TOOL_CALL_CHUNK":
        return yield* this.#takeChunk(event, kind, stream);
      case "REASONING_ENCRYPTED_VALUE":
        return yield* this.#values.setEncryptedValue(event);
      case "ACTIVITY_SNAPSHOT":
        return yield* this.#values.setActivity(event);
      case "ACTIVITY_DELTA":
        return yield* this.#values.patchActivity(event, stream);
      case "THINKING_TEXT_MESSAGE_START":
      case "THINKING_TEXT_MESSAGE_CONTENT":
      case "THINKING_TEXT_MESSAGE_END":
        return yield* this.#think(event, number);
      default:
        // Spans of reasoning make no message.
        return;
    }
  }

  #roleOf({ role }: AguiEvent): MessageRole {
    if (role === undefined) return "assistant";
    if (role === "developer" || role === "system" || role === "assistant" || role === "user") return role;
    this.#remarks.mended("its role is none that text messages have; it was read as an assistant's");
    return "assistant";
  }

  #openText(event: AguiEvent, role: MessageRole): Entity {
    const { messageId: id, name, subagent } = event;
    if (id === 0) this.#remarks.skipped(reasons.noId);
    if (id === 0) return 0;
    const message = this.#operations.openMessage({ id, role, name: role === "reasoning" ? 0 : name, subagent });
    if (message === 0) this.#remarks.skipped(reasons.activity);
    return message;
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

  *#appendText(event: AguiEvent, id: number, stream: Stream): Work {
    const { bytes, damaged } = yield* this.#text(event, stream);
    if (bytes < 0) return;
    const { offset, length } = event.range;
    const message = this.#operations.appendText(id, stream, offset, offset + length, bytes);
    if (message === 0) return this.#remarks.skipped(reasons.noMessage);
    if (damaged) this.#operations.markDamaged(message);
    yield* this.#values.addMetadata(message, event);
  }

  *#appendArguments(event: AguiEvent, id: number, stream: Stream): Work {
    const { bytes, damaged } = yield* this.#text(event, stream);
    if (bytes < 0) return;
    const { offset, length } = event.range;
    const call = this.#operations.appendArguments(id, stream, offset, offset + length, bytes);
    if (call === 0) return this.#remarks.skipped(reasons.noOpenCall);
    if (damaged) this.#operations.markDamaged(call);
    yield* this.#values.addMetadata(call, event);
  }

  #openCall(event: AguiEvent): Entity {
    const { toolCallId: id, toolCallName: name, parentMessageId, subagent } = event;
    if (id === 0) this.#remarks.skipped(reasons.noCall);
    if (id === 0) return 0;
    if (name === 0) this.#remarks.mended("it does not name the tool");
    const parent = parentMessageId === this.#noText ? 0 : parentMessageId;
    return this.#operations.openCall({ id, name, parent, subagent });
  }

  /** A chunk is the start of what it names, unless that goes on, and a piece of its text. */
  *#takeChunk(event: AguiEvent, kind: ChunkKind, stream: Stream): Work {
    const sort = sortOf(kind);
    const named = sort === "call" ? event.toolCallId : event.messageId;
    const about = this.#lanes.take(sort, named, event.subagent);
    if (about === undefined) {
      this.#operations.interrupt(stream);
      return this.#remarks.skipped(reasons.noChunk);
    }
    if (about.isNew) {
      const opened =
        sort === "call"
          ? this.#openCall(event)
          : this.#openText(event, sort === "text" ? this.#roleOf(event) : "reasoning");
      yield* this.#values.addMetadata(opened, event);
    }
    if (event.delta !== undefined) {
      if (sort === "call") yield* this.#appendArguments(event, about.id, stream);
      else yield* this.#appendText(event, about.id, stream);
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

  /** THINKING events have no ids: they become reasoning messages named after the record that opens them. */
  *#think(event: AguiEvent, number: number): Work {
    switch (event.kind) {
      case "THINKING_TEXT_MESSAGE_START":
        this.#thought = this.#newThought(number);
        return yield* this.#values.addMetadata(
          this.#openText({ ...event, messageId: this.#thought }, "reasoning"),
          event,
        );
      case "THINKING_TEXT_MESSAGE_CONTENT":
        if (this.#thought !== 0) return yield* this.#appendText(event, this.#thought, thinking);
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
function isPieceKind(kind: EventKind): boolean {
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

type ChunkKind = "TEXT_MESSAGE_CHUNK" | "REASONING_MESSAGE_CHUNK" | "TOOL_CALL_CHUNK";

function sortOf(kind: ChunkKind): ChunkSort {
  return kind === "TEXT_MESSAGE_CHUNK" ? "text" : kind === "TOOL_CALL_CHUNK" ? "call" : "reasoning";
}
