// What an export says about records that it left out or read differently. All are counted, the first ones kept.

import type { ExportRemark, ExportRemarks } from "../../../shared/exports.ts";
import type { ReadingRemarks } from "../formats/agui/reasons.ts";

/** Remarks kept of each sort. */
const most = 100;

export class Remarks implements ReadingRemarks {
  readonly #skipped = new RemarkList();
  readonly #mended = new RemarkList();
  #record = 0;
  #line = 0;

  /** Says which record the next remarks are about. */
  at(record: number, line: number): void {
    this.#record = record;
    this.#line = line;
  }

  skipped(reason: string): void {
    this.#skipped.add(this.#record, this.#line, reason);
  }

  mended(reason: string): void {
    this.#mended.add(this.#record, this.#line, reason);
  }

  /** From now on records come from the log's start again. */
  beginPass(): void {
    this.#skipped.beginPass();
    this.#mended.beginPass();
  }

  get all(): { readonly skipped: ExportRemarks; readonly mended: ExportRemarks } {
    return { skipped: this.#skipped.result, mended: this.#mended.result };
  }
}

/** Records come in order within a pass, so the first ones overall are among the first ones of every pass. */
class RemarkList {
  #count = 0;
  #before: readonly ExportRemark[] = [];
  #first: ExportRemark[] = [];
  #last = -1;

  /** One remark for a record is enough. */
  add(record: number, line: number, reason: string): void {
    if (record === this.#last) return;
    this.#last = record;
    this.#count++;
    if (this.#first.length < most) this.#first.push({ record, line, reason });
  }

  beginPass(): void {
    this.#before = this.result.first;
    this.#first = [];
    this.#last = -1;
  }

  get result(): ExportRemarks {
    const first = [...this.#before, ...this.#first].sort((a, b) => a.record - b.record).slice(0, most);
    return { count: this.#count, first };
  }
}
