// The order of a group: by time, those without one last, then by line, transcript and record. The facts of all records go
// through a sort outside of memory; no body is read.

import { RowSorter } from "../index/rowSorter.ts";
import type { GroupIndex } from "./groupIndex.ts";
import type { GroupNames } from "./groupNames.ts";
import type { MemberView } from "./memberRecords.ts";
import { eachRecord } from "./memberRecords.ts";
import { factCount, sortedFacts } from "./recordFacts.ts";

/** Records that are written together. */
const recordsAtOnce = 8192;

/**
 * For the first making of a group; what grows later is appended behind. Closed by who made it, whether or not it was
 * written.
 */
export class MergedOrder {
  readonly #names: GroupNames;
  readonly #sorter = new RowSorter(factCount, sortedFacts);

  constructor(names: GroupNames) {
    this.#names = names;
  }

  /** Takes the records of a transcript. */
  async take(member: MemberView, signal: AbortSignal): Promise<void> {
    for (const _ of eachRecord(member, 0, this.#names, (facts) => this.#sorter.add(facts))) await turn(signal);
  }

  /** Writes all records in order. To be asked for once. */
  async writeTo(index: GroupIndex, signal: AbortSignal): Promise<void> {
    let written = 0;
    for (const facts of this.#sorter.sorted()) {
      index.add(facts);
      if (++written % recordsAtOnce === 0) await turn(signal);
    }
    index.seal();
    this.#names.calls.clear();
  }

  close(): void {
    this.#sorter.close();
  }
}

/** Others have theirs meanwhile. */
async function turn(signal: AbortSignal): Promise<void> {
  await new Promise(setImmediate);
  signal.throwIfAborted();
}
