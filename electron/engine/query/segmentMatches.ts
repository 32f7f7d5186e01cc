// Which records pass, segment by segment: all, none, or 4 KB of bits. The first bits stay in memory; beyond a bound they go
// to a temporary file, so a view of 10^10 records costs no more memory than one of 10^8.

import type { SegmentFile } from "../index/segmentFile.ts";
import { createTemporaryFile } from "../index/temporaryFile.ts";
import type { Bits } from "./bits.ts";
import { wordsOfBits } from "./bits.ts";
import type { Match } from "./rowPredicate.ts";

const bytesOfBits = wordsOfBits * 4;
/** 16 MB. */
const keptInMemory = 4_000;
/** Of those in the file, kept at hand: one for the page that is shown, one for the next. */
const keptOfFile = 4;

// A segment's number in `places`: where its bits are, or that there are none.
const none = -1;
const all = -2;

export interface SegmentMatches {
  /** Adds the next segment. Throws when the temporary file cannot be written. */
  push(match: Match): void;
  readonly get: (segment: number) => Match;
  close(): void;
}

export function createSegmentMatches(
  inMemory = keptInMemory,
  createFile: () => SegmentFile = createTemporaryFile,
): SegmentMatches {
  let places = new Float64Array(64);
  let length = 0;
  const bits: Bits[] = [];
  let file: SegmentFile | undefined;
  let read: { readonly place: number; readonly bits: Bits }[] = [];

  const keep = (match: Bits): number => {
    if (bits.length < inMemory) return bits.push(match) - 1;
    file ??= createFile();
    return inMemory + file.append(new Uint8Array(match.buffer, match.byteOffset, bytesOfBits)) / bytesOfBits;
  };
  const readFrom = (place: number): Bits => {
    const known = read.find((one) => one.place === place);
    if (known !== undefined) return known.bits;
    if (file === undefined) throw new Error("there are no bits in a file");
    const bytes = file.read((place - inMemory) * bytesOfBits, bytesOfBits);
    const found = new Uint32Array(bytes.buffer, bytes.byteOffset, wordsOfBits);
    read = [{ place, bits: found }, ...read.slice(0, keptOfFile - 1)];
    return found;
  };

  return {
    push: (match) => {
      if (length === places.length) {
        const larger = new Float64Array(length * 2);
        larger.set(places);
        places = larger;
      }
      places[length] = match === "all" ? all : match === "none" ? none : keep(match);
      length++;
    },
    get: (segment) => {
      const place = segment < length ? (places[segment] ?? none) : none;
      if (place === none) return "none";
      if (place === all) return "all";
      return bits[place] ?? readFrom(place);
    },
    close: () => file?.close(),
  };
}
