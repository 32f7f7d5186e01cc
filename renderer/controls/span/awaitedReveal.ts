// A row that is to be brought into view before the list draws the rows that it is among: the page knows of a view as soon as it is
// here, and the list some time later, when it is drawn.

import type { Align } from "./span.ts";

export interface Reveal {
  /** `last`: whichever is the last one when it is revealed. */
  readonly row: number | "last";
  readonly align: Align;
}

/** What the list draws at the moment. */
export interface DrawnView {
  readonly epoch: number;
  readonly rows: number;
}

/** Holds one order at most, until the view that it is of is drawn. */
export class AwaitedReveal {
  #reveal: (Reveal & { readonly epoch: number }) | undefined;

  /** Asked for a row of the view of that epoch; the newest counts. */
  ask(reveal: Reveal, epoch: number): void {
    this.#reveal = { ...reveal, epoch };
  }

  /** What can be done now, once. What was asked of a view that another has followed is forgotten. */
  take({ epoch, rows }: DrawnView): { readonly row: number; readonly align: Align } | undefined {
    const asked = this.#reveal;
    if (asked === undefined || asked.epoch > epoch) return undefined;
    const row = asked.row === "last" ? rows - 1 : asked.row;
    if (asked.epoch === epoch && (row < 0 || row >= rows)) return undefined;
    this.#reveal = undefined;
    return asked.epoch === epoch ? { row, align: asked.align } : undefined;
  }
}
