// Reads chosen values of every record in a range: the scanner fills a batch of up to 1,024 records, and one cursor walks
// over it. Nothing is allocated per record.

import type { Source } from "../source/source.ts";
import { maxReadBytes } from "../source/source.ts";
import { afterByteOrderMark, createFeed } from "./chunks.ts";
import { fieldTypes, slotBytes } from "./fieldSlots.ts";
import type { FieldRecord, FieldScan, FieldSpec, FieldType, RunSpec } from "./fields.ts";
import type { ScannerInstance } from "./scannerModule.ts";
import { giveBackScanner, internedTable, internedText, numberOf, takeScanner } from "./scannerModule.ts";
import { setPaths } from "./scanPaths.ts";

// Layout of a batch; see assembly/batch.ts and assembly/layout.ts.
const headerBytes = 48;
const flagMalformed = 1;
const flagTorn = 4;
const flagDeep = 16;

/** How long one slice of work may take before other requests are served. */
const sliceMs = 12;
const defaultTextLimit = 64 * 1024;

export interface FieldScanOptions {
  /** Records may be any values (`CapturePlan`). */
  readonly values?: boolean;
  /** Of whoever asks, who keeps it. */
  readonly scanner?: ScannerInstance;
  /** False: every record is walked. For tests that compare. */
  readonly shortcuts?: boolean;
}

/** A scanner for these fields, at most 64, of which the first 32 can be interned. Holds about 4 MB, plus the interned strings; dispose it when done. */
export function createFieldScan(
  specs: readonly FieldSpec[],
  { values = false, scanner: given, shortcuts = true }: FieldScanOptions = {},
): FieldScan {
  const scanner = given ?? takeScanner();
  let isOurs = given === undefined;
  scanner.takeShortcuts(shortcuts);
  const interned = specs.reduce((mask, spec, slot) => (spec.intern && slot < 32 ? mask | (1 << slot) : mask), 0);
  scanner.reset(true, specs.length, interned, values);
  setPaths(
    scanner,
    specs.map(({ path, siblings = [] }) => [path, ...siblings]),
  );
  const cursor = new BatchCursor(scanner, specs.length);
  return {
    async read(source, from, to, onRecord, options = {}) {
      scanner.takeOutput();
      const start = from === 0 ? afterByteOrderMark(source) : from;
      scanner.restart(start, 1);
      const { runs } = options;
      if (runs === undefined) scanner.joinNothing();
      else joinRuns(scanner, runs);
      const feed = createFeed(scanner, source, start);
      let stopped = false;
      const deliver = (): void => {
        cursor.begin(source, feed.inMemory());
        while (!stopped && cursor.next()) stopped = onRecord(cursor) === false;
        scanner.takeOutput();
      };
      let sliceEnd = performance.now() + sliceMs;
      while (!stopped && feed.step(to, deliver)) {
        deliver();
        if (performance.now() < sliceEnd) continue;
        options.onProgress?.(feed.position());
        await new Promise(setImmediate);
        options.signal?.throwIfAborted();
        sliceEnd = performance.now() + sliceMs;
      }
      if (stopped) return;
      feed.finish(deliver);
      deliver();
      options.onProgress?.(feed.position());
    },
    internedText: (id) => internedText(scanner, internedTable.ids, id - 1),
    dispose: () => {
      if (isOurs) giveBackScanner(scanner);
      isOurs = false;
    },
  };
}

function joinRuns(scanner: ScannerInstance, { text, time, kind, kinds, others }: RunSpec): void {
  const bits = others.reduce((sum, field) => sum | (1 << field), 0);
  scanner.joinRuns(text, time, kind, bits);
  const scratch = scanner.scratchAddress();
  for (const name of kinds) {
    const bytes = Buffer.from(name);
    new Uint8Array(scanner.memory.buffer).set(bytes, scratch);
    scanner.allowRuns(scratch, bytes.length);
  }
}

class BatchCursor implements FieldRecord {
  offset = 0;
  length = 0;
  line = 0;
  count = 1;
  lastTime = 0;
  malformed = false;
  torn = false;
  fields = 0;
  fieldsBeyond = 0;
  slots = 0;
  deep = false;
  memory: Uint8Array;
  readonly #scanner: ScannerInstance;
  readonly #stride: number;
  readonly #batch: number;
  #memory: ArrayBuffer | SharedArrayBuffer;
  #view: DataView;
  #source: Source | undefined;
  /** The last chunk. */
  readonly #input: number;
  #inputEnd = 0;
  #next = 0;
  #count = 0;

  constructor(scanner: ScannerInstance, fields: number) {
    this.#scanner = scanner;
    this.#stride = headerBytes + fields * slotBytes;
    this.#batch = scanner.columnAddress(0);
    this.#input = scanner.inputAddress();
    this.#memory = scanner.memory.buffer;
    this.#view = new DataView(this.#memory);
    this.memory = new Uint8Array(this.#memory);
  }

  /** Starts over with the batch that is in memory now, and so many bytes of the source. */
  begin(source: Source, inMemory: number): void {
    this.#source = source;
    this.#inputEnd = this.#input + inMemory;
    this.#next = 0;
    this.#count = numberOf(this.#scanner.batched);
    if (this.#memory !== this.#scanner.memory.buffer) {
      this.#memory = this.#scanner.memory.buffer;
      this.#view = new DataView(this.#memory);
      this.memory = new Uint8Array(this.#memory);
    }
  }

  next(): boolean {
    if (this.#next >= this.#count) return false;
    const at = this.#batch + this.#next * this.#stride;
    const view = this.#view;
    this.#next++;
    this.slots = at + headerBytes;
    this.offset = view.getFloat64(at, true);
    this.length = view.getFloat64(at + 8, true);
    this.line = view.getFloat64(at + 16, true);
    const flags = view.getUint32(at + 24, true);
    this.malformed = (flags & flagMalformed) !== 0;
    this.torn = (flags & flagTorn) !== 0;
    this.fields = view.getUint32(at + 28, true);
    this.deep = (flags & flagDeep) !== 0;
    this.count = view.getUint32(at + 32, true);
    this.fieldsBeyond = view.getUint32(at + 36, true);
    this.lastTime = this.count === 1 ? 0 : view.getFloat64(at + 40, true);
    return true;
  }

  type(field: number): FieldType {
    if (!this.#has(field)) return "absent";
    return fieldTypes[this.#view.getUint32(this.#slot(field) + 24, true)] ?? "absent";
  }

  start(field: number): number {
    return this.#has(field) ? this.#view.getFloat64(this.#slot(field), true) : 0;
  }

  byteLength(field: number): number {
    return this.#has(field) ? this.#view.getFloat64(this.#slot(field) + 8, true) : 0;
  }

  escaped(field: number): boolean {
    return this.#has(field) && this.#view.getUint32(this.#slot(field) + 28, true) === 1;
  }

  id(field: number): number {
    return this.#has(field) ? this.#view.getUint32(this.#slot(field) + 16, true) : 0;
  }

  address(field: number): number {
    return this.#has(field) ? this.#view.getUint32(this.#slot(field) + 20, true) : 0;
  }

  recordAddress(field: number): number {
    const at = this.address(field);
    // What was cut by a chunk's end lies elsewhere, and what is joined, too.
    if (at < this.#input || at >= this.#inputEnd || this.count > 1) return 0;
    const from = at - (this.start(field) - this.offset);
    return from >= this.#input && from + this.length <= this.#inputEnd ? from : 0;
  }

  bytes(field: number): Uint8Array | undefined {
    const address = this.address(field);
    return address === 0 ? undefined : new Uint8Array(this.#memory, address, this.byteLength(field));
  }

  text(field: number, limit = defaultTextLimit): string | undefined {
    const length = this.byteLength(field);
    if (this.type(field) !== "string" || length > limit) return undefined;
    const raw = this.bytes(field) ?? this.#read(this.start(field), length);
    const text = Buffer.from(raw).toString("utf8");
    if (!this.escaped(field)) return text;
    try {
      const value: unknown = JSON.parse(`"${text}"`);
      return typeof value === "string" ? value : undefined;
    } catch {
      return undefined; // an escape that JSON does not know
    }
  }

  #has(field: number): boolean {
    return (((field < 32 ? this.fields : this.fieldsBeyond) >>> (field & 31)) & 1) === 1;
  }

  #slot(field: number): number {
    return this.slots + field * slotBytes;
  }

  #read(start: number, length: number): Uint8Array {
    const bytes = new Uint8Array(length);
    for (let have = 0; have < length; ) {
      const read = this.#source?.readInto(bytes, have, Math.min(maxReadBytes, length - have), start + have) ?? 0;
      if (read === 0) return bytes.subarray(0, have);
      have += read;
    }
    return bytes;
  }
}
