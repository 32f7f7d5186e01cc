// For a reader that goes through a transcript once and has no index of it: whether what it read is of one piece.

import type { Failure } from "../../../shared/failure.ts";
import { blockBytes, sumOfBlock } from "../scanner/blockSums.ts";
import type { Source } from "../source/source.ts";
import { sampledBlocks, spread } from "./changeCheck.ts";

/**
 * Remembers the ends of a source and blocks between them. The function it gives looks at them again: a failure when they are
 * others now. A source that only grew is as it was.
 */
export function rememberSource(source: Source): () => Failure | undefined {
  const room = new Uint8Array(blockBytes);
  const count = Math.ceil(source.size / blockBytes);
  const sumOf = (block: number): bigint => {
    const start = block * blockBytes;
    const length = Math.min(blockBytes, source.size - start);
    let done = 0;
    for (let read = 1; read > 0 && done < length; done += read) {
      read = source.readInto(room, done, length - done, start + done);
    }
    return sumOfBlock(room.subarray(0, done));
  };
  const sums = Array.from(spread(count, sampledBlocks), sumOf);
  return () => {
    const isSame = Array.from(spread(count, sampledBlocks), sumOf).every((sum, index) => sum === sums[index]);
    return isSame ? undefined : { code: "source-changed", name: source.name, change: "rewritten" };
  };
}
