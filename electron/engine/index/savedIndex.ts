// The end of a finished index file: the directory and all that is needed to use the segments before it again.
//
//   segments … | facts (JSON) | directory, as it lies in memory | footer: magic, u32 sizes of facts and directory,
//   u32 CRC-32 of both
//
// A file without a sound footer is no index: it was cut, damaged, is another program's or another version's, and is
// thrown away. Segments carry checksums of their own.

import zlib from "node:zlib";
import { z } from "zod";
import type { Names, ScanState } from "../scanner/indexScan.ts";
import type { GrowingDirectory } from "./directory.ts";
import { loadDirectory } from "./directory.ts";
import type { SegmentFile } from "./segmentFile.ts";

/** Changes with every change of what the bytes mean. The scanner's own version is part of an index's key. */
const magic = Buffer.from("seekidx5");
const footerBytes = magic.length + 12;
/** Bytes that are checked at a time. */
const pieceBytes = 1024 * 1024;

const time = z.number().optional();
/** JSON has no whole numbers as large as that: they are written as text. */
const bigint = z
  .string()
  .regex(/^-?\d+$/)
  .transform(BigInt);
const stateSchema = z.object({
  offset: z.number(),
  line: z.number(),
  blank: z.number(),
  glued: z.number(),
  malformed: z.number(),
  commas: z.number(),
  padding: z.number(),
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
    device: bigint,
    inode: bigint,
    modifiedNs: bigint,
    changedNs: bigint,
  }),
  /** Where the sums of its blocks are; see sumStore.ts. */
  sums: z.object({ bytes: z.number(), pages: z.array(z.number()).readonly() }),
  state: stateSchema,
  /** Where a transcript that has grown is scanned on: behind so many segments, with the counts at that place. */
  resume: z.object({ segments: z.number(), state: stateSchema }),
  names: z.object({ kinds: z.array(z.string()), roles: z.array(z.string()), tools: z.array(z.string()) }),
  /** Segments in the directory. */
  segments: z.number(),
});

export type SavedFacts = Omit<z.output<typeof factsSchema>, "segments" | "state" | "resume" | "names"> & {
  readonly state: ScanState;
  readonly resume: { readonly segments: number; readonly state: ScanState };
  readonly names: Names;
};

export interface SavedIndex {
  readonly facts: SavedFacts;
  readonly directory: GrowingDirectory;
}

/** Appends the end to a file of segments. */
export function appendEnd(file: SegmentFile, facts: SavedFacts, directory: GrowingDirectory): void {
  const start = file.size();
  const plain = (_: string, value: unknown): unknown => (typeof value === "bigint" ? String(value) : value);
  const text = Buffer.from(JSON.stringify({ ...facts, segments: directory.length }, plain));
  file.append(text);
  let checksum = zlib.crc32(text);
  for (const piece of directory.pieces()) {
    file.append(piece);
    checksum = zlib.crc32(piece, checksum);
  }
  const footer = Buffer.alloc(footerBytes);
  magic.copy(footer);
  footer.writeUInt32LE(text.length, magic.length);
  footer.writeUInt32LE(file.size() - start - text.length, magic.length + 4);
  footer.writeUInt32LE(checksum, magic.length + 8);
  file.append(footer);
}

/** Reads the end of an index file; undefined when it is not sound. */
export function readEnd(file: SegmentFile): SavedIndex | undefined {
  const end = file.size() - footerBytes;
  if (end < 0) return undefined;
  const footer = Buffer.from(file.read(end, footerBytes));
  if (!footer.subarray(0, magic.length).equals(magic)) return undefined;
  const textSize = footer.readUInt32LE(magic.length);
  const size = footer.readUInt32LE(magic.length + 4);
  let at = end - textSize - size;
  if (at < 0 || checksumOf(file, at, end) !== footer.readUInt32LE(magic.length + 8)) return undefined;
  const read = (bytes: number): Uint8Array => {
    at += bytes;
    return file.read(at - bytes, bytes);
  };
  const parsed = factsSchema.safeParse(JSON.parse(Buffer.from(read(textSize)).toString("utf8")));
  if (!parsed.success) return undefined;
  const { segments, state, resume, ...facts } = parsed.data;
  return {
    directory: loadDirectory(segments, size, read),
    facts: { ...facts, state: stateOf(state), resume: { segments: resume.segments, state: stateOf(resume.state) } },
  };
}

function checksumOf(file: SegmentFile, from: number, to: number): number {
  let checksum = 0;
  for (let at = from; at < to; at += pieceBytes) {
    checksum = zlib.crc32(file.read(at, Math.min(pieceBytes, to - at)), checksum);
  }
  return checksum;
}

/** JSON leaves unknown times out; a state has them as undefined. */
function stateOf(state: z.infer<typeof stateSchema>): ScanState {
  const { firstTime, lastTime, previousTime } = state;
  return { ...state, firstTime, lastTime, previousTime };
}
