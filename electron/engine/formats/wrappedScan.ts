// Reads events that lie inside records of a capture as if they were the records: their members, and where they begin and
// end. Whoever reads events need not know of the records around them, though ranges that it asks for begin and end inside
// of those. A record without an event is handed on as it is; it has none of the members.

import { createFieldScan } from "../scanner/fieldScan.ts";
import type { FieldPath, FieldRecord, FieldScan, FieldSpec, FieldType } from "../scanner/fields.ts";
import { lineStartFrom } from "../scanner/lineStart.ts";
import type { Source } from "../source/source.ts";

/** Of so many bytes, the first record that begins there is remembered: from there, a range inside is reached. */
const stepBytes = 64 * 1024;
/** How far behind a range the end of its last line is looked for. */
const lookBytes = 1024 * 1024;

/** A field scan of events: the records themselves when the prefix is empty, else what lies there in each. At most 31 fields then. */
export function createEventScan(specs: readonly FieldSpec[], prefix: FieldPath): FieldScan {
  if (prefix.length === 0) return createFieldScan(specs);
  const inside = specs.map(({ path, intern }) => ({ path: [...prefix, ...path], intern }));
  const scan = createFieldScan([...inside, { path: prefix, intern: false }]);
  const event = new EventInside(specs.length);
  /** Starts of records, at least `stepBytes` apart. */
  const starts: number[] = [];
  /** The record that a reading was stopped at, with the event inside. */
  let stopped = { from: 0, to: 0, eventFrom: -1, eventTo: -1 };

  return {
    async read(source, from, to, onRecord, options) {
      const isAtEvent = from === stopped.eventFrom;
      const isBehind = from === stopped.eventTo;
      const start = isAtEvent ? stopped.from : isBehind ? stopped.to : startBefore(starts, from);
      let linesBefore: number | undefined = isBehind ? 0 : undefined;
      const look = (record: FieldRecord): boolean => {
        if (record.offset >= (starts.at(-1) ?? -stepBytes) + stepBytes) starts.push(record.offset);
        event.point(record);
        if (event.offset >= to) return false;
        if (event.offset < from) return true;
        linesBefore ??= record.line - 1;
        event.line = record.line - linesBefore;
        if (onRecord(event) !== false) return true;
        const { offset, length } = record;
        stopped = { from: offset, to: offset + length, eventFrom: event.offset, eventTo: event.offset + event.length };
        return false;
      };
      // What surrounds the events differs, so there are no runs.
      await scan.read(source, start, endOfRecord(source, to), look, { ...options, runs: undefined });
    },
    internedText: (id) => scan.internedText(id),
    dispose: () => scan.dispose(),
  };
}

/** Where the record has ended whose event ends at `to`: behind its line, or wherever the scan is stopped. */
function endOfRecord(source: Source, to: number): number {
  const limit = Math.min(source.size, to + lookBytes);
  const end = lineStartFrom(source, to, limit);
  return end < limit ? end : source.size;
}

/** The last of the starts that is not behind a place. */
function startBefore(starts: readonly number[], place: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  return starts[low - 1] ?? 0;
}

/** A cursor over the events, as the scanner's is over the records. */
class EventInside implements FieldRecord {
  offset = 0;
  length = 0;
  line = 0;
  readonly count = 1;
  readonly lastTime = 0;
  malformed = false;
  torn = false;
  fields = 0;
  fieldsBeyond = 0;
  slots = 0;
  deep = false;
  memory: Uint8Array = new Uint8Array(0);
  readonly #position: number;
  #record: FieldRecord | undefined;

  /** `position` is that of the event among the fields of the record. */
  constructor(position: number) {
    this.#position = position;
  }

  point(record: FieldRecord): void {
    const position = this.#position;
    const isInside = !record.malformed && record.type(position) === "object";
    this.offset = isInside ? record.start(position) : record.offset;
    this.length = isInside ? record.byteLength(position) : record.length;
    this.malformed = record.malformed;
    this.torn = record.torn;
    this.fields = record.fields;
    this.fieldsBeyond = record.fieldsBeyond;
    this.slots = record.slots;
    this.deep = record.deep;
    this.memory = record.memory;
    this.#record = record;
  }

  type(field: number): FieldType {
    return this.#record?.type(field) ?? "absent";
  }

  start(field: number): number {
    return this.#record?.start(field) ?? 0;
  }

  byteLength(field: number): number {
    return this.#record?.byteLength(field) ?? 0;
  }

  escaped(field: number): boolean {
    return this.#record?.escaped(field) ?? false;
  }

  id(field: number): number {
    return this.#record?.id(field) ?? 0;
  }

  address(field: number): number {
    return this.#record?.address(field) ?? 0;
  }

  recordAddress(field: number): number {
    const at = this.#record?.recordAddress(field) ?? 0;
    return at === 0 ? 0 : at + this.offset - (this.#record?.offset ?? 0);
  }

  bytes(field: number): Uint8Array | undefined {
    return this.#record?.bytes(field);
  }

  text(field: number, limit?: number): string | undefined {
    return this.#record?.text(field, limit);
  }
}
