// Translates AG-UI events into message operations, record by record. What the official client reads, it reads the same;
// what the client would refuse it reads as it was meant, or skips, and says so.
//
// Most events of a log are pieces of text: they take a short way (`pieces.ts`). All others go through `#apply`, a generator that yields wherever the caller may pause, since a record may be
// of any length.

import type { ByteRange, ByteWindow } from "../../scanner/byteWindow.ts";
import type { FieldRecord } from "../../scanner/fields.ts";
import type { MessageOperations, Stream, TextKeeper } from "../messageOperations.ts";
import { judgeText } from "../rawText.ts";
import type { AguiEvent, AguiEvents, EventKind } from "./events.ts";
import { eventKinds, isOfConversation, noStream } from "./events.ts";
import { EventClock } from "./eventTime.ts";
import { field, isBare, spellings } from "./fields.ts";
import { AguiLanes } from "./lanes.ts";
import { AguiOpenings } from "./openings.ts";
import { AguiPieces, isChunkKind, isPieceKind, shortText } from "./pieces.ts";
import type { PartOfRun, ReadingRemarks } from "./reasons.ts";
import { reasons } from "./reasons.ts";
import type { Work } from "./values.ts";
import { AguiValues } from "./values.ts";

/** Events of messages that do not end what their lane has open, or see to that themselves. */
const goesOn: ReadonlySet<EventKind> = new Set<EventKind>([
  ...(["MESSAGES_SNAPSHOT", "ACTIVITY_SNAPSHOT", "ACTIVITY_DELTA", "REASONING_ENCRYPTED_VALUE"] as const),
  ...(["TEXT_MESSAGE_CHUNK", "TOOL_CALL_CHUNK", "REASONING_MESSAGE_CHUNK"] as const),
]);

/**
 * Every record is given once and in order, also those of which only the time counts. A text that is no JSON string, an
 * id that is missing: `remarks` is told, and the record left out.
 */
export class AguiMessages {
  readonly #events: AguiEvents;
  readonly #operations: MessageOperations;
  readonly #remarks: ReadingRemarks;
  readonly #values: AguiValues;
  readonly #openings: AguiOpenings;
  readonly #pieces: AguiPieces;
  readonly #lanes = new AguiLanes();
  readonly #clock = new EventClock();
  #inRun = false;

  /** Short pieces of texts go to `texts`, too. */
  constructor(
    events: AguiEvents,
    operations: MessageOperations,
    window: ByteWindow,
    remarks: ReadingRemarks,
    texts?: TextKeeper,
  ) {
    this.#events = events;
    this.#operations = operations;
    this.#remarks = remarks;
    this.#values = new AguiValues(events.ids, operations, window, remarks);
    this.#openings = new AguiOpenings(events.ids, operations, remarks);
    this.#pieces = new AguiPieces({
      events,
      operations,
      window,
      remarks,
      values: this.#values,
      openings: this.#openings,
      lanes: this.#lanes,
      texts,
    });
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
        this.#operations.at(this.#clock.read(record));
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
    const time = this.#clock.read(record);
    this.#operations.at(time);
    if (this.#clock.isOdd) this.#remarks.mended(time === 0 ? reasons.noTime : reasons.time);
    const stream = this.#events.streamOf(record, kind);
    if (stream !== noStream && this.#pieces.takeShort(record, kind, stream)) {
      this.#noteReading("all");
      return undefined;
    }
    if (stream === noStream && isPieceKind(kind)) {
      this.#pieces.skipNameless(record, kind);
      return undefined;
    }
    if (isBare(record.fields) && this.#takeBare(record, kind)) return undefined;
    const event = this.#events.read(record, kind);
    if (isChunkKind(kind) && this.#pieces.takeShortChunk(record, event, kind, stream, this.#noteReading))
      return undefined;
    this.#noteReading("all");
    if (!goesOn.has(kind)) this.#lanes.close(event.subagent);
    if (event.metadata === undefined && this.#applyShort(event, record)) return undefined;
    return this.#apply(event, stream, number);
  }

  /** What opens or ends a message and says nothing else of it: nothing is made of such a record. False: it is another one. */
  #takeBare(record: FieldRecord, kind: EventKind): boolean {
    switch (kind) {
      case "TEXT_MESSAGE_START":
      case "REASONING_MESSAGE_START": {
        const id = this.#events.idOf(record, spellings.messageId.camel);
        const role = this.#events.roleOf(record);
        this.#noteReading("all");
        this.#lanes.close(0);
        this.#openings.openBare(id, role, kind === "REASONING_MESSAGE_START");
        return true;
      }
      case "TEXT_MESSAGE_END":
      case "REASONING_MESSAGE_END": {
        const id = this.#events.idOf(record, spellings.messageId.camel);
        this.#events.roleOf(record);
        this.#noteReading("all");
        this.#lanes.close(0);
        this.#operations.touch(this.#operations.messageOf(id));
        return true;
      }
      default:
        return false;
    }
  }

  /** What can be done at once with an event that carries no metadata. False: take the long way. */
  #applyShort(event: AguiEvent, record: FieldRecord): boolean {
    switch (event.kind) {
      case "TEXT_MESSAGE_START":
        this.#openings.openMessage(event, false);
        return true;
      case "REASONING_MESSAGE_START":
        this.#openings.openReasoning(event, false);
        return true;
      case "TOOL_CALL_START":
        this.#openings.openCall(event, false);
        return true;
      case "TEXT_MESSAGE_END":
      case "REASONING_MESSAGE_END":
        this.#operations.touch(this.#operations.messageOf(event.messageId));
        return true;
      case "TOOL_CALL_END":
        if (event.result !== undefined || event.error !== undefined) return false;
        this.#operations.touch(this.#operations.callOf(event.toolCallId));
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

  readonly #noteReading = (of: PartOfRun): void => {
    if (this.#events.isOdd) this.#remarks.mended(reasons.odd, of);
    if (!this.#inRun) this.#remarks.mended(reasons.outside, of);
  };

  #closeLane(record: FieldRecord): void {
    if (this.#lanes.busy) this.#lanes.close(this.#events.laneOf(record));
  }

  /** A record that is left out of the conversation (by the filter) still ends the segment it lies in. */
  pass(record: FieldRecord): void {
    const stream = this.#events.streamOf(record, this.#events.kindOf(record));
    if (stream !== noStream) this.#operations.interrupt(stream);
  }

  *#apply(event: AguiEvent, stream: Stream, number: number): Work {
    const { kind } = event;
    switch (kind) {
      case "MESSAGES_SNAPSHOT":
        this.#lanes.closeAll();
        return yield* this.#values.replaceList(event);
      case "TEXT_MESSAGE_START":
        return yield* this.#values.addMetadata(this.#openings.openMessage(event, false), event);
      case "REASONING_MESSAGE_START":
        return yield* this.#values.addMetadata(this.#openings.openReasoning(event, false), event);
      case "TEXT_MESSAGE_CONTENT":
      case "REASONING_MESSAGE_CONTENT":
        return yield* this.#pieces.appendText(event, event.messageId, stream);
      case "TEXT_MESSAGE_END":
      case "REASONING_MESSAGE_END":
        this.#operations.touch(this.#operations.messageOf(event.messageId));
        return yield* this.#values.addMetadata(this.#operations.messageOf(event.messageId), event);
      case "TOOL_CALL_START":
        return yield* this.#values.addMetadata(this.#openings.openCall(event, false), event);
      case "TOOL_CALL_ARGS":
        return yield* this.#pieces.appendArguments(event, event.toolCallId, stream);
      case "TOOL_CALL_END":
        return yield* this.#values.endCall(event);
      case "TOOL_CALL_RESULT":
        return yield* this.#values.addResult(event);
      case "TEXT_MESSAGE_CHUNK":
      case "REASONING_MESSAGE_CHUNK":
      case "TOOL_CALL_CHUNK":
        return yield* this.#pieces.takeChunk(event, kind, stream);
      case "REASONING_ENCRYPTED_VALUE":
        return yield* this.#values.setEncryptedValue(event);
      case "ACTIVITY_SNAPSHOT":
        return yield* this.#values.setActivity(event);
      case "ACTIVITY_DELTA":
        return yield* this.#values.patchActivity(event, stream);
      case "THINKING_TEXT_MESSAGE_START":
      case "THINKING_TEXT_MESSAGE_CONTENT":
      case "THINKING_TEXT_MESSAGE_END":
        return yield* this.#pieces.think(event, number);
      default:
        // Spans of reasoning make no message.
        return;
    }
  }
}
