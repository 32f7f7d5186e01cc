// Lines of the paginated dialect are numbered: a number that is missing or given again says that something happened to the
// file. After a crash the program gives the number of a torn line once more (0.169).

import type { Archive } from "../../paging/archive.ts";
import type { ConversationOperations } from "../conversationOperations.ts";
import { isNumber, orNone, valueIn } from "../keptValue.ts";

const keptIn = valueIn<{ last?: number | undefined }>({ last: orNone(isNumber) });

/** In the beginning of a line that is no JSON. */
const ordinalOf = /^\{"timestamp":"[^"]*","ordinal":(\d{1,15}),/;

export class Ordinals {
  readonly #operations: ConversationOperations;
  #last: number | undefined;

  constructor(operations: ConversationOperations) {
    this.#operations = operations;
  }

  archive(archive: Archive): void {
    this.#last = archive.value({ last: this.#last }, keptIn).last;
  }

  /** Of the next line; undefined: it has none. */
  take(ordinal: number | undefined): void {
    if (ordinal === undefined) return;
    const last = this.#last;
    this.#last = ordinal;
    if (last === undefined || ordinal === last + 1) return;
    if (ordinal > last) {
      this.#operations.finding("ordinal-gap", `Its ordinal is ${ordinal}, and the one before it ${last}.`);
    } else {
      this.#operations.finding(
        "ordinal-repeated",
        `Its ordinal ${ordinal} was given before, the last one was ${last}.`,
      );
    }
  }

  takeDamaged(beginning: string): void {
    const ordinal = ordinalOf.exec(beginning)?.[1];
    if (ordinal !== undefined) this.#last = Number(ordinal);
  }
}
