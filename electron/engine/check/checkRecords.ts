// Rules on records one by one: damage, times that run backwards, what can be shown in part only.

import type { DamagedRecord } from "../conversation/readRecords.ts";
import type { FormatRecord } from "../formats/format.ts";
import type { Findings } from "./findings.ts";

/** Programs with several writers step back by seconds all the time (8 % of Claude Code's lines); a clock that was set does not. */
const toleratedMs = 60_000;

export class RecordCheck {
  readonly #findings: Findings;
  #latest: number | undefined;

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  take({ number, line, time }: FormatRecord, complete: boolean): void {
    if (!complete) {
      const message = "It holds more, or lies deeper, than is looked at: what is beyond was not checked.";
      this.#findings.add({ rule: "cut-output", record: number, line, message });
    }
    if (time === undefined) return;
    const back = this.#latest === undefined ? 0 : this.#latest - time;
    if (back > toleratedMs) {
      const message = `It is ${Math.round(back / 1000)} seconds earlier than a record before it.`;
      this.#findings.add({ rule: "time-backwards", record: number, line, message });
      // From here on the clock runs anew: one jump is one finding.
      this.#latest = time;
    } else this.#latest = Math.max(this.#latest ?? time, time);
  }

  takeDamaged({ number, line, length, torn }: DamagedRecord): void {
    const rule = torn ? "torn-end" : "not-json";
    const message = torn
      ? `The file ends inside it, behind ${bytesOf(length)}.`
      : `It is no JSON object (${bytesOf(length)}): nothing is known of what it says.`;
    this.#findings.add({ rule, record: number, line, message });
  }
}

function bytesOf(length: number): string {
  return length === 1 ? "1 byte" : `${length} bytes`;
}
