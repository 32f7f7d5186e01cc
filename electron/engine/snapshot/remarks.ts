// What an export says about records that it left out or read differently. All are counted, the first ones kept.

import type { ExportRemark, ExportRemarks, RemarkSum } from "../../../shared/exports.ts";
import type { PartOfRun, ReadingRemarks } from "../formats/agui/reasons.ts";

/** Remarks kept of each sort. */
const most = 100;
/** Reasons that are summed up by themselves; some name an id, so they may be many. */
const mostReasons = 32;

export class Remarks implements ReadingRemarks {
  readonly #skipped = new RemarkList();
  readonly #mended = new RemarkList();
  readonly #lost = new RemarkList();
  #record = 0;
  #line = 0;
  #count = 1;

  /** Says which record the next remarks are about: of a run all of its records, each on a line of its own. */
  at(record: number, line: number, count = 1): void {
    this.#record = record;
    this.#line = line;
    this.#count = count;
  }

  skipped(reason: string, of: PartOfRun = "all"): void {
    this.#addTo(this.#skipped, reason, of);
  }

  mended(reason: string, of: PartOfRun = "all"): void {
    this.#addTo(this.#mended, reason, of);
  }

  #addTo(list: RemarkList, reason: string, of: PartOfRun): void {
    const end = of === "first" ? 1 : this.#count;
    for (let one = of === "rest" ? 1 : 0; one < end; one++) list.add(this.#record + one, this.#line + one, reason);
  }

  /** The official client loses, doubles or moves something here. */
  lost(reason: string): void {
    this.#lost.add(this.#record, this.#line, reason);
  }

  /** From now on records come from the log's start again. */
  beginPass(): void {
    for (const list of [this.#skipped, this.#mended, this.#lost]) list.beginPass();
  }

  get all(): { readonly skipped: ExportRemarks; readonly mended: ExportRemarks; readonly lost: ExportRemarks } {
    return { skipped: this.#skipped.result, mended: this.#mended.result, lost: this.#lost.result };
  }
}

/** Records come in order within a pass, so the first ones overall are among the first ones of every pass. */
class RemarkList {
  #count = 0;
  #before: readonly ExportRemark[] = [];
  #first: ExportRemark[] = [];
  #last = -1;
  readonly #sums = new Map<string, RemarkSum>();
  /** The reason that came last: mostly it comes again. */
  #lastReason = "";

  /** A record has one remark, with all that is to be said of it. */
  add(record: number, line: number, reason: string): void {
    if (record === this.#last) {
      const last = this.#first.at(-1);
      if (last?.record === record && !last.reason.includes(reason)) {
        this.#first[this.#first.length - 1] = { ...last, reason: `${last.reason}; ${reason}` };
      }
      if (reason === this.#lastReason) return;
    } else {
      this.#last = record;
      this.#count++;
      if (this.#first.length < most) this.#first.push({ record, line, reason });
    }
    this.#lastReason = reason;
    const sum = this.#sums.get(reason);
    if (sum !== undefined) this.#sums.set(reason, { ...sum, count: sum.count + 1 });
    else if (this.#sums.size < mostReasons) this.#sums.set(reason, { reason, count: 1, record, line });
  }

  beginPass(): void {
    this.#before = this.#kept;
    this.#first = [];
    this.#last = -1;
  }

  get #kept(): readonly ExportRemark[] {
    return [...this.#before, ...this.#first].sort((a, b) => a.record - b.record).slice(0, most);
  }

  get result(): ExportRemarks {
    const sums = [...this.#sums.values()].sort((a, b) => a.record - b.record);
    return { count: this.#count, first: this.#kept, sums };
  }
}
