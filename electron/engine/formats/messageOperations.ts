// What a format says about a conversation, record by record, and nothing about how it is spelled: open a message, append
// text, open a tool call, set a result, replace the list. The assembler folds these operations into messages of the AG-UI
// shape; every format that has messages speaks to it in these words.
//
// Ids and names are small numbers (equal for equal texts). Values are never handed over as text but as places in the
// source: text that is streamed as the record it came in, everything else as the range of the JSON value itself.

import type { ByteRange } from "../scanner/byteWindow.ts";

/** Those of AG-UI 1.0. A message's role is kept as its place here. */
export const messageRoles = ["developer", "system", "assistant", "user", "tool", "activity", "reasoning"] as const;
/** A message that a record holds whole and that has another role is dropped, as readers do. */
export type MessageRole = (typeof messageRoles)[number];

/** A message of the conversation, or (below 0) a tool call; 0 is none. */
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

/** Whether the stream's records name a message or a call. */
export function isNamed(stream: Stream): boolean {
  const kind = stream % 8;
  return kind < 2 || kind === 6;
}

/** All numbers are of ids or names; 0 is none. `subagent` is the id of the sub-agent's run. */
export interface NewMessage {
  readonly id: number;
  readonly role: MessageRole;
  readonly name: number;
  readonly subagent: number;
  /** It may go on with what chunks before it have begun. */
  readonly isChunk: boolean;
}

/** It becomes a part of the assistant's message that `parent` names, else of a new one. */
export interface NewCall {
  readonly id: number;
  readonly name: number;
  /** The message it wants to be in; 0: none is named. */
  readonly parent: number;
  readonly subagent: number;
  readonly isChunk: boolean;
}

/** A message of role "tool" that answers `call`; without `content` it has an empty one. */
export interface NewResult {
  readonly id: number;
  readonly call: number;
  /** Undefined when there is none. */
  readonly content: ByteRange | undefined;
  /** Whether it is an array of parts. */
  readonly parts: boolean;
  /** It cannot be taken as it is: parts have to be mended, another value put in quotes. */
  readonly mend: boolean;
  readonly subagent: number;
}

/** `activityType` is the place of a JSON string, `content` that of any JSON value. */
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
  /** Of a tool's message: the call that it answers; else 0. */
  readonly answers: number;
  /** Of an activity: the JSON string. */
  readonly activityType: ByteRange | undefined;
  /** When it was, if it says so. */
  readonly times: MessageTimes | undefined;
  /** What its members firstTime and lastTime say, 0 for one that is missing; undefined when it has neither. */
  readonly stated: MessageTimes | undefined;
}

/** Of its first and its last part, in ms since 1970. */
export interface MessageTimes {
  readonly first: number;
  readonly last: number;
}

/** What a list of messages is made of: messages, and results that stand in it with their calls. */
export type ListedMessage = WholeMessage | NewResult;

/** Which activities a list speaks for: all, those it holds any of (`undefined`), or those of the given types (JSON strings). */
export type ActivityScope = "all" | undefined | readonly string[];

/** Holds texts as they come, for whoever writes them later. */
export interface TextKeeper {
  /** Adds the bytes [at, at + length), which are `pieces` pieces of an entity's text. They are UTF-8. */
  keep(entity: Entity, bytes: Uint8Array, at: number, length: number, pieces: number): void;
}

/**
 * Called in the order of the log, behind `at` for each record. Places (`from`, `to`) are bytes in the source, [from,
 * to); `bytes` is the length of the text itself as it stands there.
 */
export interface MessageOperations {
  /** The time of the record that the next operations are about, in ms since 1970; 0 when it has none. */
  at(time: number): void;
  /** Adds a message; when its id is known, that one goes on (whatever its role). 0: the id is an activity's. */
  openMessage(message: NewMessage): Entity;
  /** Appends the text of one record. 0: there is no such message, or it is an activity. */
  appendText(id: number, stream: Stream, from: number, to: number, bytes: number): Entity;
  openCall(call: NewCall): Entity;
  appendArguments(id: number, stream: Stream, from: number, to: number, bytes: number): Entity;
  /** It takes the place of the one that the call's end told. */
  addResult(result: NewResult): Entity;
  /** A result that the end of a call tells, which stands until one comes as a message. */
  addToldResult(result: NewResult): Entity;
  /** Whether a call has the result that its end told, and no other. */
  isOnlyTold(call: Entity): boolean;
  /** The message to which metadata or an encrypted value of this id goes; 0: none, or an activity. */
  messageOf(id: number): Entity;
  callOf(id: number): Entity;
  /** An event is about a message or a call, and changes nothing but when it was. */
  touch(entity: Entity): void;
  /** Whether a call has a result. */
  isAnswered(call: Entity): boolean;
  setEncryptedValue(entity: Entity, value: ByteRange): void;
  /** Gives an entity metadata, if it has none yet. */
  openMetadata(entity: Entity): void;
  /** Sets one key of it. */
  setMetadata(entity: Entity, key: number, value: ByteRange): void;
  /** Some text of the entity is not UTF-8 and has to be read with replacement characters. */
  markDamaged(entity: Entity): void;
  setActivity(activity: NewActivity): Entity;
  /** Notes a patch for an activity, which also gives it a type (a JSON string); 0: there is no such activity. */
  patchActivity(id: number, stream: Stream, from: number, to: number, bytes: number, type: ByteRange): Entity;
  /** A record of this stream belongs to nothing. */
  interrupt(stream: Stream): void;
  /** Messages that a run was given, in order; known ids are left alone. */
  addHistory(messages: Iterable<ListedMessage>, run: number): void;
  /** The whole conversation as the producer sees it. The first `same` messages are those of the list before. */
  replaceList(messages: Iterable<ListedMessage>, scope: ActivityScope, same: number): void;
}
