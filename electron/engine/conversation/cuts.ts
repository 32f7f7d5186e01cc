// Of which results only a part was kept when they were written, and how much of how much, as far as the file tells.

import type { KeptPart } from "../../../shared/conversation.ts";
import { keptUnits } from "../../../shared/conversation.ts";
import type { Archive } from "../paging/archive.ts";
import { GrowingBytes, GrowingNumbers } from "../paging/growing.ts";

export class Cuts {
  /** One more than the position in `keptUnits`; 0: the entry is whole. */
  readonly #unit = new GrowingBytes();
  /** One more than the number; 0: unknown. */
  readonly #kept = new GrowingNumbers();
  readonly #of = new GrowingNumbers();

  *archive(archive: Archive): Generator<undefined> {
    for (const column of [this.#unit, this.#kept, this.#of]) yield* column.archive(archive);
  }

  /** Said twice of one entry, the one that knows more counts. */
  set(entry: number, { kept, of, unit }: KeptPart): void {
    const known = this.of(entry);
    if (known?.of !== undefined && (of === undefined || (known.kept !== undefined && kept === undefined))) return;
    this.#unit.set(entry, keptUnits.indexOf(unit) + 1);
    this.#kept.set(entry, countOf(kept));
    this.#of.set(entry, countOf(of));
  }

  of(entry: number): KeptPart | undefined {
    const unit = keptUnits[this.#unit.get(entry) - 1];
    if (unit === undefined) return undefined;
    const told = (count: number): number | undefined => (count === 0 ? undefined : count - 1);
    return { kept: told(this.#kept.get(entry)), of: told(this.#of.get(entry)), unit };
  }
}

function countOf(number: number | undefined): number {
  return number !== undefined && Number.isSafeInteger(number) && number >= 0 ? number + 1 : 0;
}
