// A conversation that says what is wrong while it is folded: what a format finds, and results that are second or made up.

import type { RuleName } from "../../../shared/findings.ts";
import { Entries } from "../conversation/entries.ts";
import { NoPieces } from "../conversation/pieces.ts";
import type { NewResult } from "../formats/conversationOperations.ts";
import { marks } from "../formats/conversationOperations.ts";
import type { PlacedRecord } from "../formats/format.ts";
import { NoNumbers } from "../paging/growing.ts";
import type { Findings } from "./findings.ts";

export class CheckedEntries extends Entries {
  override readonly pieces = new NoPieces();
  protected override readonly times = new NoNumbers();
  protected override readonly resultTimes = new NoNumbers();
  protected override readonly exitCodes = new NoNumbers();
  readonly #findings: Findings;
  #record = 0;
  #line = 1;

  constructor(findings: Findings) {
    super();
    this.#findings = findings;
  }

  override at(record: PlacedRecord): void {
    super.at(record);
    this.#record = record.number;
    this.#line = record.line;
  }

  override get wantsFindings(): boolean {
    return true;
  }

  override finding(rule: RuleName, message: string): void {
    this.#findings.add({ rule, record: this.#record, line: this.#line, message });
  }

  override result(result: NewResult): void {
    const call = this.callOf(result.call);
    const given = result.marks ?? 0;
    if ((given & marks.madeUp) !== 0)
      this.finding("made-up-result", "The program invented this result: no tool gave it.");
    else if (this.hasFirstResult(call) && !isMore(result) && (given & marks.repeated) === 0) {
      this.finding("several-results", `The call of ${this.nameOf(call) || "a tool"} has a result already.`);
    }
    super.result(result);
  }
}

/** It belongs to another result, and is none by itself. */
function isMore({ continues = false, isPartial = false }: NewResult): boolean {
  return continues || isPartial;
}
