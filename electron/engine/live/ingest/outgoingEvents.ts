// The records that pass a filter as numbered events, in order, from the source as it was indexed. Only the next one is in
// memory. What is too large gets no number: it is counted and listed, and the event behind it takes the number.

import { RangeReader } from "../../export/rangeReader.ts";
import type { View } from "../../query/view.ts";
import { flagBit } from "../../scanner/indexScan.ts";
import type { Source } from "../../source/source.ts";
import { leastLineLength, writeEventLine } from "./eventLine.ts";
import { eventBytes } from "./ingestLimits.ts";
import type { RunningDigest } from "./runningDigest.ts";
import { digestAfter, noEvents } from "./runningDigest.ts";

export interface OutgoingEvent {
  readonly seq: number;
  /** As it travels, its newline included. */
  readonly line: Uint8Array;
  /** Of all events up to this one. */
  readonly digest: RunningDigest;
}

export interface TooLarge {
  readonly record: number;
  readonly line: number;
  readonly bytes: number;
}

/** What was not sent, since one event takes at most 16 MiB. */
export interface DroppedEvents {
  readonly count: number;
  /** The first of them. */
  readonly first: readonly TooLarge[];
}

interface Place extends TooLarge {
  readonly offset: number;
  readonly isJson: boolean;
  readonly isTorn: boolean;
}

/** Places of records that are known ahead. */
const pageRows = 1_024;
/** Dropped events that are listed; the rest are counted. */
const mostListed = 100;

/**
 * `seq` counts from 1 the events that are sent, not the records. The view is not closed here. One event is in memory,
 * of at most 16 MiB.
 */
export class OutgoingEvents {
  #view: View;
  #reader: RangeReader;
  readonly #holdsTorn: () => boolean;
  #page: readonly Place[] = [];
  /** The next row of the page, and the first one of the view behind the page. */
  #at = 0;
  #nextRow = 0;
  /** Behind the last record that was read. */
  #nextRecord = 0;
  #seq = 0;
  #digest = noEvents;
  #dropped = 0;
  #firstDropped: TooLarge[] = [];
  #next: OutgoingEvent | undefined;

  /** `holdsTorn`: whether a last line that is not whole may still be written on. */
  constructor(source: Source, view: View, holdsTorn: () => boolean = () => false) {
    this.#view = view;
    this.#holdsTorn = holdsTorn;
    this.#reader = new RangeReader(source);
  }

  get dropped(): DroppedEvents {
    return { count: this.#dropped, first: this.#firstDropped };
  }

  /** From the first one again. */
  restart(): void {
    this.#page = [];
    this.#at = 0;
    this.#nextRow = 0;
    this.#nextRecord = 0;
    this.#seq = 0;
    this.#digest = noEvents;
    this.#dropped = 0;
    this.#firstDropped = [];
    this.#next = undefined;
  }

  /** Goes on in another reading of the same source, behind the last record that was read. */
  goOnIn(source: Source, view: View): void {
    this.#view = view;
    this.#reader = new RangeReader(source);
    this.#page = [];
    this.#at = 0;
    this.#nextRow = view.rowOf(this.#nextRecord);
  }

  /** The next event, without taking it; undefined when none is known. Throws SourceError and ExportFailed. */
  peek(): OutgoingEvent | undefined {
    while (this.#next === undefined) {
      const place = this.#nextPlace();
      if (place === undefined) return undefined;
      this.#next = this.#eventAt(place);
    }
    return this.#next;
  }

  take(): OutgoingEvent | undefined {
    const event = this.peek();
    this.#next = undefined;
    return event;
  }

  #nextPlace(): Place | undefined {
    if (this.#at === this.#page.length) {
      const page: Place[] = [];
      this.#view.visit(this.#nextRow, pageRows, (record, { offsets, lengths, lines, flags }, index) => {
        page.push({
          record,
          line: lines[index] ?? 0,
          offset: offsets[index] ?? 0,
          bytes: lengths[index] ?? 0,
          isJson: ((flags[index] ?? 0) & flagBit.malformed) === 0,
          isTorn: ((flags[index] ?? 0) & flagBit.torn) !== 0,
        });
      });
      this.#page = page;
      this.#at = 0;
      this.#nextRow += page.length;
    }
    const place = this.#page[this.#at];
    if (place?.isTorn === true && this.#holdsTorn()) {
      // It is looked at again, as it is then.
      this.#nextRow -= this.#page.length - this.#at;
      this.#page = [];
      this.#at = 0;
      return undefined;
    }
    if (place === undefined) return undefined;
    this.#at += 1;
    this.#nextRecord = place.record + 1;
    return place;
  }

  #eventAt(place: Place): OutgoingEvent | undefined {
    const seq = this.#seq + 1;
    const isReadable = leastLineLength(seq, place.bytes) <= eventBytes;
    const bytes = isReadable ? this.#read(place) : undefined;
    const line = bytes === undefined ? undefined : writeEventLine({ seq, bytes }, place.isJson, eventBytes);
    if (bytes === undefined || line === undefined) {
      this.#drop(place);
      return undefined;
    }
    this.#seq = seq;
    this.#digest = digestAfter(this.#digest, bytes);
    return { seq, line, digest: this.#digest };
  }

  #read({ offset, bytes: length }: Place): Uint8Array {
    const bytes = Buffer.allocUnsafe(length);
    for (let done = 0; done < length; ) {
      const part = this.#reader.read(offset + done, length - done);
      bytes.set(part, done);
      done += part.length;
    }
    return bytes;
  }

  #drop({ record, line, bytes }: TooLarge): void {
    this.#dropped += 1;
    if (this.#firstDropped.length < mostListed) this.#firstDropped.push({ record, line, bytes });
  }
}
