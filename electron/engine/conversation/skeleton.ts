// All that the first pass keeps of a conversation: per message and tool call some numbers, and where in the source its
// values and the pieces of its text lie. No text is held, and nothing grows with the number of events: pieces that follow
// each other closely are one segment, and the more segments there are, the further apart pieces may lie in one. A message
// takes about fifty bytes, and 16 more when it has times.

import type { Entity, MessageRole, MessageTimes, Stream } from "../formats/messageOperations.ts";
import { isNamed, messageRoles } from "../formats/messageOperations.ts";
import { GrowingBytes, GrowingInts, GrowingNumbers } from "../paging/growing.ts";
import { AttributeTable } from "./attributes.ts";
import { IdTimes } from "./idTimes.ts";

/** What is known of an entity beside its numbers; bits. */
export const flags = {
  /** Taken whole from the source: its `whole` attribute is the range. */
  whole: 1,
  /** The range (or the content's) has to be mended when it is written. */
  mend: 2,
  /** Has text: the pieces appended, behind what the content was before when that was a string. */
  text: 4,
  /** Taken whole, but something was changed since. */
  changed: 8,
  /** Some of its text is not UTF-8. */
  damaged: 16,
  /** Has metadata beside what it was taken with, perhaps without a key. */
  metadata: 32,
  /** Its last segment must not be extended. */
  closed: 64,
  /** Of a tool call: it has a result. */
  answered: 128,
} as const;

/** A part of the source that holds pieces of one entity's text, all of one stream. */
export interface Segment {
  readonly entity: Entity;
  readonly stream: Stream;
  readonly from: number;
  readonly to: number;
}

/** Pieces not further apart than this lie in one segment: reading on costs less than beginning anew. */
const closeBytes = 64 * 1024;
/** Segments beyond those that the number of entities explains, before pieces may lie further apart. */
const spareSegments = 65_536;
const segmentsPerEntity = 4;
/** The longest segment, and the longest text whose length is known exactly: what fits 31 bits. */
const mostBytes = 2 ** 31 - 1;

/**
 * An entity is a number: messages count up from 1, calls down from -1, 0 is none. Ids and names are numbers of texts
 * that somebody else keeps.
 */
export class Skeleton {
  readonly attributes = new AttributeTable();
  /** Raw bytes of all text that was appended. */
  allTextBytes = 0;
  readonly #messages = new EntityTable();
  readonly #calls = new EntityTable();
  /** Of messages: the position in `messageRoles`. */
  readonly #role = new GrowingBytes();
  readonly #times = new IdTimes();
  /** Of calls: the message they are in, and the name of the tool. */
  readonly #owner = new GrowingInts();
  readonly #name = new GrowingInts();

  #segments = 0;
  #close = closeBytes;
  #allowedSegments = spareSegments;
  /** The one that the last piece went into. */
  #lastSegment = 0;
  /** Segments up to this one must not be extended. */
  #closedSegments = 0;
  readonly #from = new GrowingNumbers();
  readonly #length = new GrowingInts();
  readonly #stream = new GrowingInts();
  /** The entity's segment before this one. */
  readonly #previous = new GrowingInts();
  /** By stream that names nobody: who had its last piece. */
  readonly #lastOf = new Map<Stream, Entity>();

  addMessage(id: number, role: MessageRole): Entity {
    const message = this.#messages.add(id);
    this.#role.set(message, messageRoles.indexOf(role));
    return message;
  }

  addCall(id: number, message: Entity): Entity {
    const call = this.#calls.add(id);
    this.#owner.set(call, message);
    // A message knows its last call, and a call the one before it.
    this.#calls.link.set(call, this.#messages.link.get(message));
    this.#messages.link.set(message, call);
    return -call;
  }

  id(entity: Entity): number {
    return this.#table(entity).id.get(Math.abs(entity));
  }

  /** Of a message. */
  role(message: Entity): MessageRole {
    return messageRoles[this.#role.get(message)] ?? "assistant";
  }

  /** Whether a message has text that was appended to it, was not taken whole, and has neither metadata nor calls. */
  isTextAlone(message: Entity): boolean {
    const { flags: column, link } = this.#messages;
    const beside = flags.whole | flags.metadata;
    return (column.get(message) & (flags.text | beside)) === flags.text && link.get(message) === 0;
  }

  has(entity: Entity, flag: number): boolean {
    return (this.#table(entity).flags.get(Math.abs(entity)) & flag) !== 0;
  }

  mark(entity: Entity, flag: number): void {
    const { flags: column } = this.#table(entity);
    const index = Math.abs(entity);
    column.set(index, column.get(index) | flag);
  }

  #unmark(entity: Entity, flag: number): void {
    const { flags: column } = this.#table(entity);
    const index = Math.abs(entity);
    column.set(index, column.get(index) & ~flag);
  }

  /** The times of a message's first and last part; 0 when they are not known. They go with its id, whoever has it. */
  times(message: Entity): MessageTimes {
    return this.#times.of(this.id(message));
  }

  /** Notes when a part of a message or of a tool call came. */
  noteTime(entity: Entity, time: number): void {
    if (time === 0 || entity === 0) return;
    this.#times.note(this.id(entity > 0 ? entity : this.messageOfCall(entity)), time);
  }

  setTimes(message: Entity, times: MessageTimes): void {
    this.#times.set(this.id(message), times);
  }

  /** Notes what a message that was taken whole says of its times in members of its own. */
  stateTimes(message: Entity, { first, last }: MessageTimes): void {
    this.attributes.set(message, "ownTimes", 0, { offset: first, length: last });
  }

  /** What `stateTimes` noted. */
  statedTimes(message: Entity): MessageTimes | undefined {
    const row = this.attributes.find(message, "ownTimes");
    if (row === 0) return undefined;
    const { offset: first, length: last } = this.attributes.range(row);
    return { first, last };
  }

  messageOfCall(call: Entity): Entity {
    return this.#owner.get(-call);
  }

  /** The tool's name; 0 when it has none, or has it where it was taken from. */
  callName(call: Entity): number {
    return this.#name.get(-call);
  }

  setCallName(call: Entity, name: number): void {
    this.#name.set(-call, name);
  }

  hasCalls(message: Entity): boolean {
    return this.#messages.link.get(message) !== 0;
  }

  /** The tool calls of a message, in order. */
  callsOf(message: Entity): readonly Entity[] {
    const calls: Entity[] = [];
    for (let call = this.#messages.link.get(message); call !== 0; call = this.#calls.link.get(call)) calls.push(-call);
    return calls.reverse();
  }

  /** Raw bytes of the text that was appended; not exact beyond 2^31. */
  textBytes(entity: Entity): number {
    return this.#table(entity).textBytes.get(Math.abs(entity));
  }

  /** Appends the piece that the record [from, to) holds. */
  append(entity: Entity, stream: Stream, from: number, to: number, bytes: number): void {
    const table = this.#table(entity);
    const index = Math.abs(entity);
    table.textBytes.set(index, Math.min(mostBytes, table.textBytes.get(index) + bytes));
    this.allTextBytes += bytes;
    const last = table.lastSegment.get(index);
    if (last > this.#closedSegments && this.#stream.get(last) === stream && this.#goesOn(entity, stream, last, from)) {
      const length = to - this.#from.get(last);
      if (length <= mostBytes) {
        this.#length.set(last, length);
        this.#lastSegment = last;
        return;
      }
    }
    const segment = ++this.#segments;
    this.#from.set(segment, from);
    this.#length.set(segment, Math.min(mostBytes, to - from));
    this.#stream.set(segment, stream);
    this.#previous.set(segment, last);
    table.lastSegment.set(index, segment);
    this.#lastSegment = segment;
    this.#unmark(entity, flags.closed);
    if (!isNamed(stream)) this.#lastOf.set(stream, entity);
    if (segment > this.#allowedSegments + segmentsPerEntity * (this.#messages.count + this.#calls.count)) {
      this.#close *= 2;
      this.#allowedSegments += spareSegments;
    }
  }

  /** Appends to what the last call appended to; the caller knows that nothing has happened since. */
  extend(entity: Entity, stream: Stream, from: number, to: number, bytes: number): void {
    const segment = this.#lastSegment;
    const start = this.#from.get(segment);
    const fits = from - start - this.#length.get(segment) <= this.#close && to - start <= mostBytes;
    if (!fits) {
      this.append(entity, stream, from, to, bytes);
      return;
    }
    const { textBytes } = this.#table(entity);
    const index = Math.abs(entity);
    textBytes.set(index, Math.min(mostBytes, textBytes.get(index) + bytes));
    this.allTextBytes += bytes;
    this.#length.set(segment, to - start);
  }

  /** Whether nothing of the stream between the segment and `from` belongs to somebody else. */
  #goesOn(entity: Entity, stream: Stream, segment: number, from: number): boolean {
    if (from - this.#from.get(segment) - this.#length.get(segment) > this.#close) return false;
    return isNamed(stream) ? !this.has(entity, flags.closed) : this.#lastOf.get(stream) === entity;
  }

  /** A record that names the entity does not belong to it: no segment may reach across it. */
  closeSegment(entity: Entity): void {
    this.mark(entity, flags.closed);
  }

  /** The same for a stream that names nobody. */
  closeStream(stream: Stream): void {
    this.#lastOf.delete(stream);
  }

  /** Ids may mean others from now on. */
  closeSegments(): void {
    this.#closedSegments = this.#segments;
  }

  /** Drops what was appended so far. */
  forgetText(entity: Entity): void {
    const table = this.#table(entity);
    table.textBytes.set(Math.abs(entity), 0);
    table.lastSegment.set(Math.abs(entity), 0);
  }

  /** Where the entity's text lies; each segment begins and ends with a record of it. */
  segmentsOf(entity: Entity): readonly Segment[] {
    const segments: Segment[] = [];
    let segment = this.#table(entity).lastSegment.get(Math.abs(entity));
    for (; segment !== 0; segment = this.#previous.get(segment)) {
      const from = this.#from.get(segment);
      segments.push({ entity, stream: this.#stream.get(segment), from, to: from + this.#length.get(segment) });
    }
    return segments.reverse();
  }

  #table(entity: Entity): EntityTable {
    return entity > 0 ? this.#messages : this.#calls;
  }
}

/** What messages and tool calls have in common. */
class EntityTable {
  count = 0;
  readonly id = new GrowingInts();
  readonly flags = new GrowingBytes();
  readonly textBytes = new GrowingInts();
  readonly lastSegment = new GrowingInts();
  /** A message's last call; the call before a call. */
  readonly link = new GrowingInts();

  add(id: number): number {
    const index = ++this.count;
    this.id.set(index, id);
    return index;
  }
}
