// The tool that each record of a transcript belongs to (query/callTools.ts), told while its records are gone through in order: where they stand in
// the group, a result may come before its call.

import { kindLimit } from "../index/kindTotals.ts";
import { toolReach } from "../query/callTools.ts";

/** Ids for which there is room before those out of reach are looked for. */
const leastIds = 4_096;

export class CalledTools {
  /** By id: the record that named a tool under it last, and which tool. */
  readonly #named = new Map<number, number>();
  #prunedAt = leastIds;

  /** That of a call or result of a record: the one that it names, or the one that was named under its id. 0: none. */
  of(record: number, pair: number, tool: number): number {
    if (pair === 0) return tool;
    if (tool !== 0) {
      this.#named.set(pair, record * kindLimit + tool);
      if (this.#named.size >= this.#prunedAt) this.#prune(record);
      return tool;
    }
    const naming = this.#named.get(pair);
    return naming === undefined || record - Math.floor(naming / kindLimit) > toolReach ? 0 : naming % kindLimit;
  }

  #prune(record: number): void {
    const least = (record - toolReach) * kindLimit;
    for (const [pair, naming] of this.#named) if (naming < least) this.#named.delete(pair);
    this.#prunedAt = Math.max(leastIds, 2 * this.#named.size);
  }
}
