// What the records of a group would be as one file: one behind the other in the order in which they happened, each on a line of
// its own. Nothing of it is written: bytes are read where they stand, and held against what was indexed. A few transcripts are
// open at a time.

import path from "node:path";
import { CheckedBlocks } from "../index/checkedBlocks.ts";
import type { KnownSums } from "../index/sumStore.ts";
import { firstWhere } from "../query/firstWhere.ts";
import { FewOpen } from "../source/fewOpen.ts";
import { openFile, SourceError } from "../source/fileSource.ts";
import type { FilePlace, Source } from "../source/source.ts";
import { maxReadBytes } from "../source/source.ts";
import type { GroupColumns } from "./groupColumns.ts";
import type { GroupIndex } from "./groupIndex.ts";

/** Files that are open at a time. */
const mostOpen = 32;
/**
 * Transcripts of which the block that was read last is at hand, 64 KiB each. Where more than this were written to at the same time, reading
 * all records in order opens a file for each record; where fewer were, for each block.
 */
const mostAtHand = 512;
const newline = 0x0a;

type ReadFile = Pick<Source, "name" | "readInto">;

/** A transcript that is opened again when its bytes are wanted. */
export interface GroupPart {
  readonly place: FilePlace;
  readonly sums: KnownSums;
  /** Where it is open because it grows, it is read there. */
  readonly live: (() => Source) | undefined;
}

export interface GroupBytes extends Source {
  /** Opens a transcript anew when it is read next: others of its bytes count now. */
  forget(number: number): void;
}

/** `index` says where the bytes stand. */
export function createGroupSource(name: string, parts: readonly GroupPart[], index: () => GroupIndex): GroupBytes {
  const partOf = (number: number): GroupPart => {
    const part = parts[number];
    if (part === undefined) throw new Error(`there is no transcript ${number}`);
    return part;
  };
  const open = new FewOpen(mostOpen, (number) => reopen(partOf(number)));
  const atHand = new FewOpen(mostAtHand, (number) => {
    const { place, sums } = partOf(number);
    const file = {
      name: path.basename(place.original),
      readInto: (...read: Parameters<ReadFile["readInto"]>) => open.of(number).readInto(...read),
    };
    const blocks = new CheckedBlocks(file, sums, 1);
    const readInto: ReadFile["readInto"] = (...read) => blocks.readInto(...read);
    return { ...file, readInto, close: () => {} };
  });
  const sourceOf = (number: number): ReadFile => partOf(number).live?.() ?? atHand.of(number);
  const size = (): number => index().position();

  /** Bytes of the records of a segment from a place on. */
  const readSegment = (
    columns: GroupColumns,
    target: Uint8Array,
    at: number,
    length: number,
    place: number,
  ): number => {
    const { count, offsets, lengths, origins } = columns;
    let read = 0;
    for (let row = rowAt(columns, place); row < count && read < length; row++) {
      const skipped = place + read - (offsets[row] ?? 0);
      const left = Math.min((lengths[row] ?? 0) - skipped, length - read);
      if (left > 0) {
        readAll(sourceOf(origins.sources[row] ?? 0), target, at + read, left, (origins.offsets[row] ?? 0) + skipped);
        read += left;
      }
      if (read < length) target[at + read++] = newline;
    }
    return read;
  };

  return {
    name,
    path: name,
    original: name,
    get size() {
      return size();
    },
    growTo: () => {},
    descriptor: undefined,
    identity: undefined,
    readInto: (target, at, length, position) => {
      const wanted = Math.max(0, Math.min(length, maxReadBytes, size() - position));
      for (let done = 0; done < wanted; ) {
        const place = position + done;
        done += readSegment(index().groupColumns(segmentAt(index(), place)), target, at + done, wanted - done, place);
      }
      return wanted;
    },
    // Each block is held against its sum when it is read.
    change: () => undefined,
    finalChange: () => undefined,
    currentSize: size,
    currentIdentity: () => undefined,
    forget: (number) => {
      open.drop(number);
      atHand.drop(number);
    },
    close: () => {
      open.close();
      atHand.close();
    },
  };
}

function reopen({ place }: GroupPart): Source {
  const opened = openFile(place);
  if (!opened.ok) throw new SourceError(opened.failure);
  return opened.value;
}

function readAll(source: ReadFile, target: Uint8Array, at: number, length: number, position: number): void {
  for (let done = 0; done < length; ) {
    const read = source.readInto(target, at + done, length - done, position + done);
    if (read === 0) throw new SourceError({ code: "source-changed", name: source.name, change: "shrunk" });
    done += read;
  }
}

/** The segment that holds a byte, or the newline behind its last record. */
function segmentAt(index: GroupIndex, byte: number): number {
  const segments = index.segments();
  return firstWhere(segments.length, (segment) => segments.endByte(segment) >= byte);
}

/** The row that holds a byte, or the newline behind it. */
function rowAt({ count, offsets, lengths }: GroupColumns, byte: number): number {
  return firstWhere(count, (row) => (offsets[row] ?? 0) + (lengths[row] ?? 0) >= byte);
}
