import { unorderedBit } from "../query/unordered.ts";
import type { ScanState } from "../scanner/indexScan.ts";
import { flagBit } from "../scanner/indexScan.ts";
import type { GroupNames } from "./groupNames.ts";
import { fact, noTime } from "./recordFacts.ts";

/** What is counted over all records of a group, as a scan of all of them would say. */
export class RecordTotals {
  readonly #names: GroupNames;
  #records = 0;
  #longest = 0;
  #malformed = 0;
  #glued = 0;
  #backwards = 0;
  #firstTime: number | undefined;
  #lastTime: number | undefined;

  constructor(names: GroupNames) {
    this.#names = names;
  }

  count(facts: Float64Array): void {
    const flags = facts[fact.flags] ?? 0;
    const time = facts[fact.time] ?? noTime;
    this.#records++;
    this.#longest = Math.max(this.#longest, facts[fact.length] ?? 0);
    if ((flags & flagBit.malformed) !== 0) this.#malformed++;
    if ((flags & flagBit.glued) !== 0) this.#glued++;
    if ((flags & unorderedBit) !== 0) this.#backwards++;
    if (time === noTime) return;
    this.#firstTime = Math.min(time, this.#firstTime ?? time);
    this.#lastTime = Math.max(time, this.#lastTime ?? time);
  }

  state(): ScanState {
    return {
      ...{ offset: 0, line: this.#records + 1, blank: 0, commas: 0, padding: 0 },
      ...{ glued: this.#glued, malformed: this.#malformed, longest: this.#longest },
      ...{ firstTime: this.#firstTime, lastTime: this.#lastTime, previousTime: undefined, backwards: this.#backwards },
      kindsOverflowed: this.#names.kindsOverflowed,
      namesOverflowed: this.#names.namesOverflowed,
    };
  }
}
