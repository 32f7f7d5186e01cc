// Brings the text of messages together from its pieces. Messages are written one after the other, but their pieces may lie
// interleaved in the log; so the texts of the next few megabytes of messages are gathered at once, each into its own
// stretch of one buffer, in one reading of the part of the log that holds them. A text too long for the buffer is passed
// on piece by piece.

import { isUtf8 } from "node:buffer";
import type { Entity } from "../formats/messageOperations.ts";
import type { FieldRecord } from "../scanner/fields.ts";
import { SourceError } from "../source/fileSource.ts";
import type { JsonOutput } from "./output.ts";
import type { Segment, Skeleton } from "./skeleton.ts";
import { flags } from "./skeleton.ts";
import type { SpanReader } from "./spans.ts";
import { readSpans } from "./spans.ts";

/** Text gathered at once. */
const gatheredBytes = 4 * 1024 * 1024;
/** Pieces up to this length are copied byte by byte. */
const shortPiece = 64;
/** The buffer's first size; small logs need no more. */
const firstBytes = 64 * 1024;

export class Gather {
  readonly #reader: SpanReader;
  readonly #skeleton: Skeleton;
  /** The position of a record's text among the fields. */
  readonly #field: number;
  readonly #upcoming: Iterator<Entity>;
  #next: IteratorResult<Entity>;
  #buffer = Buffer.allocUnsafeSlow(firstBytes);
  /** Where in the buffer the text of an entity begins, and how far it has been filled. */
  readonly #start = new Map<Entity, number>();
  readonly #filled = new Map<Entity, number>();
  /** The entity whose turn it is, where its next piece goes, and where its stretch ends. */
  #entity: Entity = 0;
  #at = 0;
  #end = 0;

  /** `upcoming` are all entities with text, in the order in which they will be asked for. */
  constructor(reader: SpanReader, skeleton: Skeleton, field: number, upcoming: Iterator<Entity>) {
    this.#reader = reader;
    this.#skeleton = skeleton;
    this.#field = field;
    this.#upcoming = upcoming;
    this.#next = upcoming.next();
  }

  /** Writes all pieces of an entity's text, joined. */
  async write(entity: Entity, output: JsonOutput): Promise<void> {
    if (!this.#start.has(entity)) await this.#gatherFrom(entity);
    this.#reader.onText(this.#skeleton.textBytes(entity));
    const start = this.#start.get(entity);
    if (start === undefined) return this.#pass(entity, output);
    await output.putBytes(this.#buffer.subarray(start, this.#filled.get(entity)));
  }

  async #gatherFrom(entity: Entity): Promise<void> {
    this.#start.clear();
    this.#filled.clear();
    const entities: Entity[] = [];
    let bytes = 0;
    if (this.#next.done === true || this.#next.value !== entity) {
      // Asked for out of turn: a message that stands in the list twice.
      if (this.#isGatherable(entity)) bytes = this.#place(entity, 0, entities);
    } else {
      while (this.#next.done !== true && this.#isGatherable(this.#next.value)) {
        const size = this.#skeleton.textBytes(this.#next.value);
        if (bytes + size > gatheredBytes) break;
        bytes = this.#place(this.#next.value, bytes, entities);
        this.#next = this.#upcoming.next();
      }
      if (entities.length === 0) this.#next = this.#upcoming.next();
    }
    if (bytes > this.#buffer.length) this.#buffer = Buffer.allocUnsafeSlow(Math.min(2 * bytes, gatheredBytes));
    const segments = entities.flatMap((one) => [...this.#skeleton.segmentsOf(one)]);
    await readSpans(this.#reader, segments, this.#take, async () => {});
    this.#turnTo(0);
    const { pacer } = this.#reader;
    if (pacer.isDue) await pacer.pause();
  }

  #place(entity: Entity, at: number, entities: Entity[]): number {
    if (this.#start.has(entity)) return at;
    this.#start.set(entity, at);
    this.#filled.set(entity, at);
    entities.push(entity);
    return at + this.#skeleton.textBytes(entity);
  }

  #isGatherable(entity: Entity): boolean {
    return this.#skeleton.textBytes(entity) <= gatheredBytes && !this.#skeleton.has(entity, flags.damaged);
  }

  readonly #take = ({ entity }: Segment, record: FieldRecord): "taken" => {
    const length = record.byteLength(this.#field);
    if (entity !== this.#entity) this.#turnTo(entity);
    const at = this.#at;
    const end = at + length;
    if (end > this.#end) throw this.#changed();
    const address = record.address(this.#field);
    if (address === 0) this.#read(record.start(this.#field), at, length);
    else if (length > shortPiece) this.#buffer.set(record.memory.subarray(address, address + length), at);
    else {
      // For a few bytes, a view costs more than copying them.
      const { memory } = record;
      const buffer = this.#buffer;
      for (let i = 0; i < length; i++) buffer[at + i] = memory[address + i] ?? 0;
    }
    this.#at = end;
    return "taken";
  };

  /** Pieces of one text mostly follow each other: where it is filled is looked up when another one's turn comes. */
  #turnTo(entity: Entity): void {
    if (this.#entity !== 0) this.#filled.set(this.#entity, this.#at);
    this.#entity = entity;
    this.#at = this.#filled.get(entity) ?? 0;
    this.#end = (this.#start.get(entity) ?? 0) + this.#skeleton.textBytes(entity);
  }

  #read(position: number, at: number, length: number): void {
    const { source } = this.#reader;
    for (let have = 0; have < length; ) {
      const read = source.readInto(this.#buffer, at + have, length - have, position + have);
      if (read === 0) throw this.#changed();
      have += read;
    }
  }

  /** Writes a text that is too long to be gathered, or not all UTF-8: each piece by itself. */
  async #pass(entity: Entity, output: JsonOutput): Promise<void> {
    const field = this.#field;
    let long: { offset: number; length: number } | undefined;
    await readSpans(
      this.#reader,
      [...this.#skeleton.segmentsOf(entity)],
      (_, record) => {
        if (output.isFull) return "again";
        const bytes = record.bytes(field);
        if (bytes !== undefined && bytes.length < gatheredBytes) {
          if (isUtf8(bytes)) output.putShort(bytes);
          else output.put(Buffer.from(bytes).toString("utf8"));
          return "taken";
        }
        long = { offset: record.start(field), length: record.byteLength(field) };
        return "stop";
      },
      async () => {
        await output.settle();
        if (long !== undefined) await output.copy(long);
        long = undefined;
      },
    );
    await output.settle();
  }

  #changed(): SourceError {
    return new SourceError({ code: "source-changed", name: this.#reader.source.name, change: "replaced" });
  }
}
