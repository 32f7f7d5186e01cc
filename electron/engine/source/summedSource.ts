// A source that is read once, from its begin on, and remembers sums of what it gave: so whoever made something of it can tell
// whether the file still is what that was made of. A file that only grew is.

import type { SourceChange } from "../../../shared/failure.ts";
import { readSums } from "./readSums.ts";
import type { FileIdentity, Source } from "./source.ts";
import { isSameIdentity, isSettled } from "./source.ts";

/** Blocks that are looked at again at a time while a file is still read: 1 MiB. */
const fewBlocks = 4;

/**
 * For files that are spooled: later nothing but their times and these sums tells whether the spool is still what they
 * hold.
 */
export interface SummedSource extends Source {
  /** "rewritten" too. Looks at a few blocks each time that it is asked, as long as something may have been written. */
  change(): SourceChange | undefined;
  /** The same of all that was read. */
  finalChange(): SourceChange | undefined;
}

/** Keeps a sum of each block that was read; `close` closes the source itself. */
export function summedSource(source: Source): SummedSource {
  const sums = readSums(source);
  let seen: FileIdentity | undefined = isSettled(source.identity) ? source.identity : undefined;
  /** Blocks that are still to be looked at since something was written, and the next of them. */
  let left = 0;
  let next = 0;
  let isRewritten = false;

  const look = (most: number): void => {
    const identity = source.currentIdentity();
    if (!isSameIdentity(identity, seen)) {
      left = sums.count();
      // Within a tick of the clock more may be written under the same time.
      seen = isSettled(identity) ? identity : undefined;
    }
    for (let looks = Math.min(most, left); looks > 0 && !isRewritten; looks--, left--) {
      next = next < sums.count() ? next : 0;
      isRewritten = !sums.isSame(next++);
    }
  };
  const changeOf = (most: number): SourceChange | undefined => {
    const change = source.change();
    if (change === "shrunk") return change;
    if (!isRewritten) look(most);
    return isRewritten ? "rewritten" : change;
  };

  return {
    name: source.name,
    path: source.path,
    original: source.original,
    get size() {
      return source.size;
    },
    growTo: source.growTo,
    descriptor: source.descriptor,
    identity: source.identity,
    readInto: (target, at, length, position) => {
      const read = source.readInto(target, at, length, position);
      sums.take(target.subarray(at, at + read), position);
      return read;
    },
    change: () => changeOf(fewBlocks),
    finalChange: () => changeOf(Number.POSITIVE_INFINITY),
    currentSize: source.currentSize,
    currentIdentity: source.currentIdentity,
    close: source.close,
  };
}
