// Reads an AG-UI event from the scanner's fields: its kind, its ids as small numbers, and which stream a piece of text
// belongs to. Both passes of the snapshot read events through this, so they agree on what a record says.

import { GrowingBytes } from "../../paging/growing.ts";
import type { TextIds } from "../../paging/textIds.ts";
import { longestText } from "../../paging/textIds.ts";
import type { ByteRange, ByteWindow } from "../../scanner/byteWindow.ts";
import type { FieldRecord } from "../../scanner/fields.ts";
import { findMember } from "../judge.ts";
import type { Stream } from "../messageOperations.ts";
import { streamOf } from "../messageOperations.ts";
import type { Value } from "../shape.ts";
import type { Spellings } from "./fields.ts";
import { field, spellings } from "./fields.ts";

/** Those that make the conversation come first. `other`: a type that AG-UI does not know, or none. */
export const eventKinds = [
  "TEXT_MESSAGE_START",
  "TEXT_MESSAGE_CONTENT",
  "TEXT_MESSAGE_END",
  "TEXT_MESSAGE_CHUNK",
  "TOOL_CALL_START",
  "TOOL_CALL_ARGS",
  "TOOL_CALL_END",
  "TOOL_CALL_CHUNK",
  "TOOL_CALL_RESULT",
  "REASONING_START",
  "REASONING_MESSAGE_START",
  "REASONING_MESSAGE_CONTENT",
  "REASONING_MESSAGE_END",
  "REASONING_MESSAGE_CHUNK",
  "REASONING_END",
  "REASONING_ENCRYPTED_VALUE",
  "THINKING_START",
  "THINKING_TEXT_MESSAGE_START",
  "THINKING_TEXT_MESSAGE_CONTENT",
  "THINKING_TEXT_MESSAGE_END",
  "THINKING_END",
  "ACTIVITY_SNAPSHOT",
  "ACTIVITY_DELTA",
  "MESSAGES_SNAPSHOT",
  "other",
  "STATE_SNAPSHOT",
  "STATE_DELTA",
  "RUN_STARTED",
  "RUN_FINISHED",
  "RUN_ERROR",
  "STEP_STARTED",
  "STEP_FINISHED",
  "RAW",
  "CUSTOM",
  "META",
  "SUBAGENT_STARTED",
  "SUBAGENT_FINISHED",
  "SUBAGENT_ERROR",
] as const;
/**
 * A type that is not known is "other", and so is nothing of a conversation. Those that make one stand first in
 * `eventKinds`.
 */
export type EventKind = (typeof eventKinds)[number];

const conversationKinds = eventKinds.indexOf("other");
const positions: ReadonlyMap<string, number> = new Map(eventKinds.map((kind, position) => [kind, position]));

/** The kind of an event by its type. */
export function eventKind(type: unknown): EventKind {
  return eventKinds[codeOfType(type)] ?? "other";
}

function codeOfType(type: unknown): number {
  return (typeof type === "string" ? positions.get(type) : undefined) ?? conversationKinds;
}

/** Whether events of a kind make the conversation, and nothing else. */
export function isOfConversation(code: number): boolean {
  return code < conversationKinds;
}

/** A stream that is none. */
export const noStream: Stream = -1;
const thinking = streamOf("thinking", 0);

/** What an event says, apart from the record it was read from. Ids are 0 when they are missing. */
export interface AguiEvent {
  readonly kind: EventKind;
  /** The record. */
  readonly range: ByteRange;
  readonly messageId: number;
  readonly toolCallId: number;
  readonly toolCallName: number;
  readonly parentMessageId: number;
  readonly subagent: number;
  readonly name: number;
  /** Undefined when missing. */
  readonly role: string | undefined;
  readonly delta: Value | undefined;
  readonly content: Value | undefined;
  readonly result: Value | undefined;
  readonly metadata: Value | undefined;
  readonly hasRawEvent: boolean;
  readonly messages: Value | undefined;
  /** In the spelling of today; see `activityTypeIn`. */
  readonly activityType: Value | undefined;
  readonly patch: Value | undefined;
  /** Some producers say with the end of a call that it failed. */
  readonly error: Value | undefined;
}

const fewTypes = 256;

/**
 * Reads one record at a time, from fields in the order of `fields.ts`. `ids` numbers all ids and names of a log, so
 * equal numbers are equal texts. Types are learned once each.
 */
export class AguiEvents {
  /** True when the event being read spells a member in an older way, or has null for a missing one. */
  isOdd = false;
  readonly ids: TextIds;
  readonly #typeText: (scanned: number) => string;
  /** The role that was read last, and its text. */
  #role = 0;
  #roleText = "";
  /** By the scanner's number of a type: 1 + the position in `eventKinds`. Most logs have few types, which are looked at for each record. */
  readonly #fewKinds = new Uint8Array(fewTypes);
  readonly #kinds = new GrowingBytes();

  /** `typeText` gives the type that the scanner has numbered. */
  constructor(ids: TextIds, typeText: (scanned: number) => string) {
    this.ids = ids;
    this.#typeText = typeText;
  }

  kindOf(record: FieldRecord): EventKind {
    return eventKinds[this.codeOf(record)] ?? "other";
  }

  /** The kind as its position in `eventKinds`. */
  codeOf(record: FieldRecord): number {
    const scanned = record.id(field.type);
    const known = scanned < fewTypes ? (this.#fewKinds[scanned] ?? 0) : this.#kinds.get(scanned);
    return (known === 0 ? this.#learn(scanned) : known) - 1;
  }

  #learn(scanned: number): number {
    const code = codeOfType(scanned === 0 ? undefined : this.#typeText(scanned));
    if (scanned < fewTypes) this.#fewKinds[scanned] = code + 1;
    else this.#kinds.set(scanned, code + 1);
    return code + 1;
  }

  /** A string member as an id; 0 when it is missing. */
  idOf(record: FieldRecord, position: number): number {
    if (((record.fields >>> position) & 1) === 0) return 0;
    const at = record.address(position);
    if (at !== 0 && record.type(position) === "string" && !record.escaped(position)) {
      const id = this.ids.ofBytes(record.memory, at, record.byteLength(position));
      if (id >= 0) return id;
    }
    const text = this.#textOf(record, position);
    return text === undefined ? 0 : this.ids.ofText(text);
  }

  /** The same, but 0 too when the text is new. */
  #knownOf(record: FieldRecord, position: number): number {
    if (((record.fields >>> position) & 1) === 0) return 0;
    const at = record.address(position);
    if (at !== 0 && record.type(position) === "string" && !record.escaped(position)) {
      const id = this.ids.knownBytes(record.memory, at, record.byteLength(position));
      if (id >= 0) return id;
    }
    const text = this.#textOf(record, position);
    return text === undefined ? 0 : this.ids.known(text);
  }

  #textOf(record: FieldRecord, position: number): string | undefined {
    if (record.type(position) === "absent") return undefined;
    const text = record.text(position, longestText);
    if (text === undefined) this.isOdd = true;
    return text;
  }

  /** A member that has two spellings, as an id. */
  spelled(record: FieldRecord, { camel, snake }: Spellings): number {
    const id = this.idOf(record, camel);
    if (id !== 0) return id;
    const older = this.idOf(record, snake);
    if (older !== 0) this.isOdd = true;
    return older;
  }

  #knownSpelled(record: FieldRecord, { camel, snake }: Spellings): number {
    const id = this.#knownOf(record, camel);
    if (id !== 0) return id;
    const older = this.#knownOf(record, snake);
    if (older !== 0) this.isOdd = true;
    return older;
  }

  /** Undefined when it is missing. */
  roleOf(record: FieldRecord): string | undefined {
    const role = this.idOf(record, field.role);
    if (role === 0) return undefined;
    if (role !== this.#role) {
      this.#role = role;
      this.#roleText = this.ids.text(role);
    }
    return this.#roleText;
  }

  read(record: FieldRecord, kind: EventKind): AguiEvent {
    if (record.type(field.metadata) === "null") this.isOdd = true;
    return {
      kind,
      range: { offset: record.offset, length: record.length },
      messageId: this.spelled(record, spellings.messageId),
      toolCallId: this.spelled(record, spellings.toolCallId),
      toolCallName: this.spelled(record, spellings.toolCallName),
      // The official client takes null for no parent.
      parentMessageId: isNull(record, spellings.parentMessageId) ? 0 : this.spelled(record, spellings.parentMessageId),
      subagent: this.spelled(record, spellings.subagentRunId),
      name: this.idOf(record, field.name),
      role: this.roleOf(record),
      delta: fieldValue(record, field.delta),
      content: fieldValue(record, field.content),
      result: fieldValue(record, field.result),
      metadata: fieldValue(record, field.metadata),
      hasRawEvent: isPresent(record, field.rawEvent) || isPresent(record, field.rawEventSnake),
      messages: fieldValue(record, field.messages),
      activityType: fieldValue(record, field.activityType),
      patch: patchOf(record),
      error: fieldValue(record, field.error),
    };
  }

  /**
   * The stream that a piece of text in this record belongs to, or `noStream`: it holds none, or names what nobody has heard
   * of. Only chunks may name something new.
   */
  streamOf(record: FieldRecord, kind: EventKind): Stream {
    switch (kind) {
      case "TEXT_MESSAGE_CONTENT":
      case "REASONING_MESSAGE_CONTENT":
        return this.#ofId(this.#knownSpelled(record, spellings.messageId), "message");
      case "TOOL_CALL_ARGS":
        return this.#ofId(this.#knownSpelled(record, spellings.toolCallId), "call");
      case "TEXT_MESSAGE_CHUNK": {
        const id = this.spelled(record, spellings.messageId);
        return id === 0 ? streamOf("textChunk", this.laneOf(record)) : streamOf("message", id);
      }
      case "REASONING_MESSAGE_CHUNK": {
        const id = this.spelled(record, spellings.messageId);
        return id === 0 ? streamOf("reasoningChunk", this.laneOf(record)) : streamOf("message", id);
      }
      case "TOOL_CALL_CHUNK": {
        const id = this.spelled(record, spellings.toolCallId);
        return id === 0 ? streamOf("callChunk", this.laneOf(record)) : streamOf("call", id);
      }
      case "THINKING_TEXT_MESSAGE_CONTENT":
        return thinking;
      case "ACTIVITY_DELTA":
        return this.#ofId(this.#knownSpelled(record, spellings.messageId), "patch");
      default:
        return noStream;
    }
  }

  laneOf(record: FieldRecord): number {
    return this.spelled(record, spellings.subagentRunId);
  }

  #ofId(id: number, kind: "message" | "call" | "patch"): Stream {
    return id === 0 ? noStream : streamOf(kind, id);
  }
}

/** A field's value with its quotes; undefined when it is missing or null. */
export function fieldValue(record: FieldRecord, position: number): Value | undefined {
  if (((record.fields >>> position) & 1) === 0) return undefined;
  const type = record.type(position);
  if (type === "absent" || type === "null") return undefined;
  const offset = record.start(position);
  const length = record.byteLength(position);
  switch (type) {
    case "string":
      return { type, offset: offset - 1, length: length + 2 };
    case "true":
    case "false":
      return { type: "boolean", offset, length };
    default:
      return { type, offset, length };
  }
}

/** The type that an event gives an activity: a string. */
export function* activityTypeIn(
  window: ByteWindow,
  { range, activityType }: Pick<AguiEvent, "range" | "activityType">,
): Generator<undefined, Value | undefined> {
  return activityType ?? (yield* findMember(window, range, "activity_type"));
}

/** The patch of an activity; some producers call it a delta. */
export function patchOf(record: FieldRecord): Value | undefined {
  const patch = fieldValue(record, field.patch);
  return patch ?? (record.type(field.delta) === "array" ? fieldValue(record, field.delta) : undefined);
}

function isPresent(record: FieldRecord, position: number): boolean {
  const type = record.type(position);
  return type !== "absent" && type !== "null";
}

function isNull(record: FieldRecord, { camel }: Spellings): boolean {
  return record.type(camel) === "null";
}
