// Brings the text of messages together from its pieces. Messages are written one after the other, but their pieces may lie
// interleaved in the log; so the texts of the next megabyte of messages are gathered at once, each into its own
// stretch of one buffer, in one reading of the part of the log that holds them. A text too long for the buffer is passed
// on piece by piece.

import { isUtf8 } from "node:buffer";
import type { KeptTexts } from "../conversation/keptTexts.ts";
import type { Steps } from "../conversation/pacer.ts";
import type { Skeleton } from "../conversation/skeleton.ts";
import { flags } from "../conversation/skeleton.ts";
import type { Span, SpanReader } from "../conversation/spans.ts";
import { readSpans } from "../conversation/spans.ts";
import type { Entity } from "../formats/messageOperations.ts";
import type { ByteRange } from "../scanner/byteWindow.ts";
import type { FieldRecord } from "../scanner/fields.ts";
import { SourceError } from "../source/fileSource.ts";
import type { JsonOutput } from "./output.ts";

/** Text gathered at once, and of how many messages and tool calls at most: each takes some hundred bytes beside its text. */
const gatheredBytes = 1024 * 1024;
const mostGathered = 4096;
/** Pieces up to this length are copied byte by byte: a view of them would cost more. */
const shortPiece = 64;
/** Bytes of a kept text that are put out before the output is looked at again. */
const putAtOnce = 64 * 1024;
/** What stands for a place of a text: it is not at hand, or is the next one in the buffer. */
export const notAtHand = -1;
const inBuffer = -2;
/** The buffer's first size; small logs need no more. */
const firstBytes = 64 * 1024;

/** Where the text of an entity goes in the buffer, and how far it has come. */
interface Stretch {
  readonly entity: Entity;
  readonly start: number;
  readonly end: number;
  at: number;
}

export class Gather {
  readonly #reader: SpanReader;
  readonly #skeleton: Skeleton;
  /** The position of a record's text among the fields. */
  readonly #field: number;
  readonly #upcoming: Iterator<Entity>;
  /** Undefined before anything had to be gathered. */
  #next: IteratorResult<Entity> | undefined;
  readonly #texts: KeptTexts | undefined;
  #buffer = Buffer.allocUnsafeSlow(firstBytes);
  /** What the buffer holds, in the order in which it will be asked for, and what comes next of it. */
  #stretches: Stretch[] = [];
  #turn = 0;

  /** `upcoming` are all entities with text, in the order in which they will be asked for. */
  constructor(
    reader: SpanReader,
    skeleton: Skeleton,
    field: number,
    upcoming: Iterator<Entity>,
    texts: KeptTexts | undefined,
  ) {
    this.#reader = reader;
    this.#skeleton = skeleton;
    this.#field = field;
    this.#upcoming = upcoming;
    this.#texts = texts;
  }

  /** Writes all pieces of an entity's text, joined. */
  *write(entity: Entity, output: JsonOutput): Steps {
    this.#reader.onText(this.#skeleton.textBytes(entity));
    if (this.#texts !== undefined && this.#isKept(entity)) return yield* this.#writeKept(entity, this.#texts, output);
    let stretch = this.#find(entity);
    if (stretch === undefined) {
      yield () => this.#gatherFrom(entity);
      stretch = this.#find(entity);
    }
    if (stretch === undefined) yield () => this.#pass(entity, output);
    else output.putBytes(this.#buffer, stretch.start, stretch.at);
    yield* output.settle();
  }

  /** Where an entity's text lies that can be put at once: a place among the kept texts, `inBuffer`, or `notAtHand`. */
  atHand(entity: Entity): number {
    const length = this.#skeleton.textBytes(entity);
    const place = length <= putAtOnce ? (this.#texts?.placeOf(entity, length) ?? notAtHand) : notAtHand;
    if (place !== notAtHand) return place;
    return this.#stretches[this.#turn]?.entity === entity && !this.#isKept(entity) ? inBuffer : notAtHand;
  }

  /** Puts the text of which `atHand` said where it lies. */
  putAtHand(entity: Entity, place: number, output: JsonOutput): void {
    const length = this.#skeleton.textBytes(entity);
    this.#reader.onText(length);
    if (this.#texts !== undefined && place !== inBuffer) {
      output.putKept(this.#texts, place, length);
      return;
    }
    const stretch = this.#find(entity);
    if (stretch === undefined) throw new Error("a text is not at hand");
    output.putBytes(this.#buffer, stretch.start, stretch.at);
  }

  #isKept(entity: Entity): boolean {
    return this.#texts?.has(entity, this.#skeleton.textBytes(entity)) === true;
  }

  *#writeKept(entity: Entity, texts: KeptTexts, output: JsonOutput): Steps {
    for (const { place, length } of texts.stretchesOf(entity)) {
      for (let done = 0; done < length; done += putAtOnce) {
        output.putKept(texts, place + done, Math.min(putAtOnce, length - done));
        yield* output.settle();
      }
    }
  }

  /** The next one that has to be gathered. */
  #advance(): IteratorResult<Entity> {
    let next = this.#upcoming.next();
    while (next.done !== true && this.#isKept(next.value)) next = this.#upcoming.next();
    return next;
  }

  /** Mostly it is the next one; a message that stands in the list twice has one stretch only. */
  #find(entity: Entity): Stretch | undefined {
    const next = this.#stretches[this.#turn];
    if (next?.entity !== entity) return this.#stretches.find((stretch) => stretch.entity === entity);
    this.#turn++;
    return next;
  }

  async #gatherFrom(entity: Entity): Promise<void> {
    const stretches: Stretch[] = [];
    const placed = new Set<Entity>();
    let bytes = 0;
    const place = (one: Entity): void => {
      if (placed.has(one)) return;
      placed.add(one);
      const end = bytes + this.#skeleton.textBytes(one);
      stretches.push({ entity: one, start: bytes, end, at: bytes });
      bytes = end;
    };
    this.#next ??= this.#advance();
    if (this.#next.done === true || this.#next.value !== entity) {
      // Asked for out of turn.
      if (this.#isGatherable(entity, 0)) place(entity);
    } else {
      for (
        ;
        this.#next.done !== true && placed.size < mostGathered && this.#isGatherable(this.#next.value, bytes);
        this.#next = this.#advance()
      ) {
        place(this.#next.value);
      }
      if (stretches.length === 0) this.#next = this.#advance();
    }
    if (bytes > this.#buffer.length) this.#buffer = Buffer.allocUnsafeSlow(Math.min(2 * bytes, gatheredBytes));
    this.#stretches = stretches;
    this.#turn = 0;
    await readSpans(this.#reader, this.#spansOf(stretches), this.#take, async () => {});
    const { pacer } = this.#reader;
    if (pacer.isDue) await pacer.pause();
  }

  #spansOf(stretches: readonly Stretch[]): Span<Stretch>[] {
    const spans: Span<Stretch>[] = [];
    for (const owner of stretches) {
      for (const segment of this.#skeleton.segmentsOf(owner.entity)) spans.push({ segment, owner });
    }
    return spans;
  }

  #isGatherable(entity: Entity, before: number): boolean {
    if (this.#skeleton.has(entity, flags.damaged)) return false;
    return before + this.#skeleton.textBytes(entity) <= gatheredBytes;
  }

  readonly #take = (stretch: Stretch, record: FieldRecord): "taken" => {
    const length = record.byteLength(this.#field);
    const { at } = stretch;
    if (at + length > stretch.end) throw this.#changed();
    const address = record.address(this.#field);
    if (address === 0) this.#read(record.start(this.#field), at, length);
    else if (length > shortPiece) this.#buffer.set(record.memory.subarray(address, address + length), at);
    else {
      const { memory } = record;
      const buffer = this.#buffer;
      for (let i = 0; i < length; i++) buffer[at + i] = memory[address + i] ?? 0;
    }
    stretch.at = at + length;
    return "taken";
  };

  #read(position: number, at: number, length: number): void {
    for (let have = 0; have < length; ) {
      const read = this.#reader.source.readInto(this.#buffer, at + have, length - have, position + have);
      if (read === 0) throw this.#changed();
      have += read;
    }
  }

  /** Writes a text that is too long to be gathered, or not all UTF-8: each piece by itself. */
  async #pass(entity: Entity, output: JsonOutput): Promise<void> {
    const field = this.#field;
    const { pacer } = this.#reader;
    let long: ByteRange | undefined;
    const take = (_: Entity, record: FieldRecord): "taken" | "again" | "stop" => {
      if (output.isFull) return "again";
      const bytes = record.bytes(field);
      if (bytes === undefined) {
        long = { offset: record.start(field), length: record.byteLength(field) };
        return "stop";
      }
      const piece = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
      if (isUtf8(piece)) output.putBytes(piece, 0, piece.length);
      else output.put(piece.toString("utf8"));
      return "taken";
    };
    const spans = this.#skeleton.segmentsOf(entity).map((segment) => ({ segment, owner: entity }));
    // Piece by piece: segments of the longest texts end where a run may go on.
    await readSpans({ ...this.#reader, runs: undefined }, spans, take, async () => {
      await pacer.run(output.settle());
      if (long !== undefined) await pacer.run(output.copy(long));
      long = undefined;
    });
  }

  #changed(): SourceError {
    return new SourceError({ code: "source-changed", name: this.#reader.source.name, change: "replaced" });
  }
}
