// What is known of a group as a whole: names with numbers of their own, since each member has others, and how often each kind
// stands in it. All of it lies in pages.

import { GrowingNumbers } from "../../paging/growing.ts";
import { TextIds } from "../../paging/textIds.ts";
import type { RecordLabels } from "../../query/recordLabels.ts";
import type { EventNames } from "../timeline/timelineEvents.ts";

/** Kinds that are listed, most first. */
const mostKinds = 4096;

/** The group's numbers of a member's names. */
export interface MemberNames {
  readonly kinds: readonly number[];
  readonly roles: readonly number[];
  readonly tools: readonly number[];
}

export class GroupNames implements EventNames {
  readonly #ids = new TextIds();

  of({ kinds, roles, tools }: RecordLabels): MemberNames {
    const number = (name: string | undefined): number => (name === undefined ? 0 : this.#ids.ofText(name));
    // The first role and the first tool of a member are none.
    const named = (names: readonly string[]): number[] => names.map((name, index) => (index === 0 ? 0 : number(name)));
    return { kinds: kinds.map(number), roles: named(roles), tools: named(tools) };
  }

  kind = (number: number): string => this.#text(number) ?? "(none)";
  role = (number: number): string | undefined => this.#text(number);
  tool = (number: number): string | undefined => this.#text(number);

  #text(number: number): string | undefined {
    return number === 0 ? undefined : this.#ids.text(number);
  }
}

export class GroupKinds {
  readonly #count = new GrowingNumbers();
  #last = 0;
  #kinds = 0;

  add(kind: number): void {
    const before = this.#count.get(kind);
    if (before === 0) this.#kinds++;
    this.#count.set(kind, before + 1);
    this.#last = Math.max(this.#last, kind);
  }

  get count(): number {
    return this.#kinds;
  }

  /** The most frequent ones, most first. */
  most(names: EventNames): readonly { readonly kind: string; readonly count: number }[] {
    let found: { kind: string; count: number }[] = [];
    const cut = (): void => {
      found = found.sort((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1)).slice(0, mostKinds);
    };
    for (let kind = 0; kind <= this.#last; kind++) {
      const count = this.#count.get(kind);
      if (count === 0) continue;
      found.push({ kind: names.kind(kind), count });
      if (found.length >= 4 * mostKinds) cut();
    }
    cut();
    return found;
  }
}
