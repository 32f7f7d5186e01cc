// What a format says about a conversation, record by record, and nothing about how it is spelled: open a message, append
// text, open a tool call, set a result, replace the list. The assembler folds these operations into messages of the AG-UI
// shape; every format that has messages speaks to it in these words.
//
// Ids and names are small numbers (equal for equal texts). Values are never handed over as text but as places in the
// source: text that is streamed as the record it came in, everything else as the range of the JSON value itself.

import type { ByteRange } from "../scanner/byteWindow.ts";

export const messageRoles = ["developer", "system", "assistant", "user", "tool", "activity", "reasoning"] as const;
export type MessageRole = (typeof messageRoles)[number];

/** A message or a tool call of the conversation; 0 is none. */
export type Entity = number;

/**
 * How a record names what its text belongs to: by a message id, by a call id, or only by "the same as before", which
 * means something else in each `lane`. All records of one stream between two pieces of an entity belong to that entity,
 * or else `interrupt` was called: that is what lets the second pass find the pieces again.
 */
export type Stream = number;

const streamKinds = ["message", "call", "textChunk", "callChunk", "reasoningChunk", "thinking", "patch"] as const;
export type StreamKind = (typeof streamKinds)[number];

/** `id` is the message's, the call's, or the lane's (0: the lane without a name). */
export function streamOf(kind: StreamKind, id: number): Stream {
  return id * 8 + streamKinds.indexOf(kind);
}

export interface NewMessage {
  readonly id: number;
  readonly role: MessageRole;
  readonly name: number;
  readonly subagent: number;
}

export interface NewCall {
  readonly id: number;
  readonly name: number;
  /** The message it wants to be in; 0: none is named. */
  readonly parent: number;
  readonly subagent: number;
}

export interface NewResult {
  readonly id: number;
  readonly call: number;
  /** A JSON string or array. */
  readonly content: ByteRange;
  readonly parts: boolean;
  /** The parts cannot be taken as they are. */
  readonly mend: boolean;
  readonly subagent: number;
}

export interface NewActivity {
  readonly id: number;
  readonly activityType: ByteRange;
  readonly content: ByteRange;
  /** Whether it takes the place of what has its id. */
  readonly replace: boolean;
  readonly subagent: number;
}

/** A message as a record holds it whole. */
export interface WholeMessage {
  readonly id: number;
  readonly role: MessageRole;
  readonly range: ByteRange;
  /** It cannot be taken as it is. */
  readonly mend: boolean;
  /** Ids of its tool calls, in order. */
  readonly calls: readonly number[];
  /** Of an activity: the JSON string. */
  readonly activityType: ByteRange | undefined;
}

/** Which activities a list speaks for: all, those it holds any of (`undefined`), or those of the given types (JSON strings). */
export type ActivityScope = "all" | undefined | readonly string[];

export interface MessageOperations {
  /** Adds a message; when its id is known, that one goes on (whatever its role). 0: the id is an activity's. */
  openMessage(message: NewMessage): Entity;
  /** Appends the text of one record. False: there is no such message, or it is an activity. */
  appendText(id: number, stream: Stream, from: number, to: number, bytes: number): Entity;
  openCall(call: NewCall): Entity;
  appendArguments(id: number, stream: Stream, from: number, to: number, bytes: number): Entity;
  addResult(result: NewResult): Entity;
  /** The message to which metadata or an encrypted value of this id goes; 0: none, or an activity. */
  messageOf(id: number): Entity;
  callOf(id: number): Entity;
  setEncryptedValue(entity: Entity, value: ByteRange): void;
  /** Sets one key of an entity's metadata. */
  setMetadata(entity: Entity, key: number, value: ByteRange): void;
  /** Some text of the entity is not UTF-8 and has to be read with replacement characters. */
  markDamaged(entity: Entity): void;
  setActivity(activity: NewActivity): Entity;
  /** Notes a patch for an activity; 0: there is no such activity. */
  patchActivity(id: number, stream: Stream, from: number, to: number, bytes: number): Entity;
  /** A record of this stream belongs to nothing. */
  interrupt(stream: Stream): void;
  /** Messages that a run was given, in order; known ids are left alone. */
  addHistory(messages: readonly WholeMessage[], run: number): void;
  /** The whole conversation as the producer sees it. */
  replaceList(messages: readonly WholeMessage[], scope: ActivityScope): void;
}
