// The sums that a kept index holds may be damaged on the disk. While the system says that the transcript was not written to since it
// was indexed, they are made again from it; otherwise nobody knows any more what they were: of a transcript that only grew no less than
// of one that was rewritten.

import { blockBytes, sumOfBlock } from "../scanner/blockSums.ts";
import { SourceError } from "../source/fileSource.ts";
import type { Source } from "../source/source.ts";
import { isSameIdentity } from "../source/source.ts";
import { pageBlocks } from "./sumStore.ts";

export interface SumRepairOptions {
  /** Some sums were made before the transcript was opened, of what may have been other bytes then. */
  readonly isContinued: boolean;
  readonly onDamage: () => void;
  readonly onLost: () => void;
}

/** Gives the sums of a page of blocks, of which `bytes` are indexed in all. Throws a SourceError when they are lost. */
export function createSumRepair(source: Source, { isContinued, onDamage, onLost }: SumRepairOptions) {
  return (page: number, bytes: number): BigUint64Array<ArrayBuffer> => {
    onDamage();
    throwIfLost();
    const room = new Uint8Array(blockBytes);
    const sums = new BigUint64Array(pageBlocks);
    for (let block = 0; block < pageBlocks; block++) {
      const start = (page * pageBlocks + block) * blockBytes;
      const length = Math.min(blockBytes, bytes - start);
      if (length <= 0) break;
      sums[block] = sumOf(room, start, length);
    }
    throwIfLost();
    return sums;
  };

  function throwIfLost(): void {
    if (isContinued || !isSameIdentity(source.identity, source.currentIdentity())) {
      onLost();
      throw new SourceError({ code: "index-damaged", name: source.name });
    }
  }

  function sumOf(room: Uint8Array, start: number, length: number): bigint {
    for (let done = 0; done < length; ) {
      const read = source.readInto(room, done, length - done, start + done);
      if (read === 0) throw new SourceError({ code: "source-changed", name: source.name, change: "shrunk" });
      done += read;
    }
    return sumOfBlock(room.subarray(0, length));
  }
}
