// The end of a finished index file: the directory and all that is needed to use the segments before it again.
//
//   segments … | facts (JSON) | entries (binary) | footer: magic, u32 sizes of facts and entries, u32 CRC-32 of both
//
// A file without a sound footer is no index: it was cut, damaged, is another program's or another version's, and is
// thrown away. Segments carry checksums of their own.

import zlib from "node:zlib";
import { z } from "zod";
import type { Names, ScanState } from "../scanner/indexScan.ts";
import type { SegmentEntry } from "./directory.ts";
import type { SegmentFile } from "./segmentFile.ts";

/** Changes with every change of what the bytes mean. The scanner's own version is part of an index's key. */
const magic = Buffer.from("seekidx3");
const footerBytes = magic.length + 12;
const entryNumbers = 12;

const time = z.number().optional();
const stateSchema = z.object({
  offset: z.number(),
  line: z.number(),
  blank: z.number(),
  glued: z.number(),
  malformed: z.number(),
  longest: z.number(),
  firstTime: time,
  lastTime: time,
  previousTime: time,
  backwards: z.number(),
  kindsOverflowed: z.boolean(),
  namesOverflowed: z.boolean(),
});

const factsSchema = z.object({
  /** The transcript's path, for people who look into the cache. */
  path: z.string(),
  /** What the transcript was when it was indexed. */
  source: z.object({
    size: z.number(),
    device: z.number(),
    inode: z.number(),
    modifiedMs: z.number(),
    /** Checksums of short pieces; see fingerprint.ts. */
    fingerprints: z.array(z.tuple([z.number(), z.number()])),
  }),
  state: stateSchema,
  /** Where a transcript that has grown is scanned on: behind so many segments, with the counts at that place. */
  resume: z.object({ segments: z.number(), state: stateSchema }),
  names: z.object({ kinds: z.array(z.string()), roles: z.array(z.string()), tools: z.array(z.string()) }),
  entries: z.number(),
});

export type SavedFacts = Omit<z.infer<typeof factsSchema>, "entries" | "state" | "resume" | "names"> & {
  readonly state: ScanState;
  readonly resume: { readonly segments: number; readonly state: ScanState };
  readonly names: Names;
};

export interface SavedIndex {
  readonly facts: SavedFacts;
  readonly entries: readonly SegmentEntry[];
}

/** Appends the end to a file of segments. */
export function appendEnd(file: SegmentFile, facts: SavedFacts, entries: readonly SegmentEntry[]): void {
  const text = Buffer.from(JSON.stringify({ ...facts, entries: entries.length }));
  const table = Buffer.concat(entries.map(encodeEntry));
  const footer = Buffer.alloc(footerBytes);
  magic.copy(footer);
  footer.writeUInt32LE(text.length, magic.length);
  footer.writeUInt32LE(table.length, magic.length + 4);
  footer.writeUInt32LE(zlib.crc32(table, zlib.crc32(text)), magic.length + 8);
  file.append(Buffer.concat([text, table, footer]));
}

/** Reads the end of an index file; undefined when it is not sound. */
export function readEnd(file: SegmentFile): SavedIndex | undefined {
  const size = file.size();
  if (size < footerBytes) return undefined;
  const footer = Buffer.from(file.read(size - footerBytes, footerBytes));
  if (!footer.subarray(0, magic.length).equals(magic)) return undefined;
  const textSize = footer.readUInt32LE(magic.length);
  const tableSize = footer.readUInt32LE(magic.length + 4);
  const start = size - footerBytes - textSize - tableSize;
  if (start < 0) return undefined;
  const both = Buffer.from(file.read(start, textSize + tableSize));
  if (zlib.crc32(both) !== footer.readUInt32LE(magic.length + 8)) return undefined;
  const parsed = factsSchema.safeParse(JSON.parse(both.toString("utf8", 0, textSize)));
  if (!parsed.success) return undefined;
  const { entries: count, state, resume, ...facts } = parsed.data;
  const entries = decodeEntries(both.subarray(textSize), count);
  return {
    entries,
    facts: { ...facts, state: stateOf(state), resume: { segments: resume.segments, state: stateOf(resume.state) } },
  };
}

/** JSON leaves unknown times out; a state has them as undefined. */
function stateOf(state: z.infer<typeof stateSchema>): ScanState {
  const { firstTime, lastTime, previousTime } = state;
  return { ...state, firstTime, lastTime, previousTime };
}

function encodeEntry(entry: SegmentEntry): Buffer {
  const { kinds, counts, bytes } = entry;
  const buffer = Buffer.alloc(entryNumbers * 8 + kinds.length * 14);
  const numbers = [
    ...[entry.at, entry.size, entry.firstRecord, entry.count, entry.firstByte, entry.endByte],
    ...[entry.shortest, entry.longest, entry.flags, entry.firstTime, entry.lastTime, kinds.length],
  ];
  numbers.forEach((value, index) => {
    buffer.writeDoubleLE(value, index * 8);
  });
  let at = entryNumbers * 8;
  kinds.forEach((kind, index) => {
    buffer.writeUInt16LE(kind, at);
    buffer.writeUInt32LE(counts[index] ?? 0, at + 2);
    buffer.writeDoubleLE(bytes[index] ?? 0, at + 6);
    at += 14;
  });
  return buffer;
}

function decodeEntries(table: Buffer, count: number): readonly SegmentEntry[] {
  let at = 0;
  const number = (): number => {
    const value = table.readDoubleLE(at);
    at += 8;
    return value;
  };
  return Array.from({ length: count }, () => {
    const numbers = {
      ...{
        at: number(),
        size: number(),
        firstRecord: number(),
        count: number(),
        firstByte: number(),
        endByte: number(),
      },
      ...{ shortest: number(), longest: number(), flags: number(), firstTime: number(), lastTime: number() },
    };
    const present = number();
    const kinds = new Uint16Array(present);
    const counts = new Uint32Array(present);
    const bytes = new Float64Array(present);
    for (let index = 0; index < present; index++, at += 14) {
      kinds[index] = table.readUInt16LE(at);
      counts[index] = table.readUInt32LE(at + 2);
      bytes[index] = table.readDoubleLE(at + 6);
    }
    return { ...numbers, kinds, counts, bytes };
  });
}
