// Which entries of a conversation become messages, and in which order: a message with all its calls, then their results. What
// is left out is said.

import type { Entries } from "../conversation/entries.ts";
import type { Entry, Marks } from "../formats/conversationOperations.ts";
import { marks } from "../formats/conversationOperations.ts";
import { GrowingInts } from "../paging/growing.ts";
import type { Remarks } from "./remarks.ts";

/** What may be asked for beside what is valid in the end. */
export interface Extras {
  readonly inherited: boolean;
  readonly undone: boolean;
  readonly reasoning: boolean;
}

const reasons: readonly (readonly [Marks, string])[] = [
  [marks.repeated, "it is a second copy of something else in the file"],
  [marks.sidechain, "it belongs to a sub-agent's conversation"],
  [marks.inherited, "it was inherited from another session"],
  [marks.undone, "it was taken back"],
];

/** What one agent of a transcript said and did. */
export interface OwnEntries {
  /** The call that started it; 0: none in this transcript. */
  readonly call: Entry;
  readonly inOrder: () => Iterable<Entry>;
}

/** Goes through all entries once when it is made. */
export class ChosenEntries {
  readonly #entries: Entries;
  /** Undefined: all agents of the transcript are meant, as far as what they say is valid. */
  readonly #own: OwnEntries | undefined;
  readonly #excluded: Marks;
  /** By message: its last call; by call: the call of the same message before it. */
  readonly #lastCall = new GrowingInts();
  readonly #previousCall = new GrowingInts();

  constructor(entries: Entries, { inherited, undone }: Extras, own?: OwnEntries) {
    this.#entries = entries;
    this.#own = own;
    // In its own trajectory a sub-agent is the agent.
    const others = own === undefined || own.call === 0 ? marks.sidechain : 0;
    this.#excluded = marks.repeated | others | (inherited ? 0 : marks.inherited) | (undone ? 0 : marks.undone);
    for (const entry of this.#all()) {
      if (entries.sort(entry) !== "call" || !this.has(entry)) continue;
      const owner = entries.ownerOf(entry);
      if (owner === 0 || !this.has(owner)) continue;
      this.#previousCall.set(entry, this.#lastCall.get(owner));
      this.#lastCall.set(owner, entry);
    }
  }

  has(entry: Entry): boolean {
    return (this.#entries.marksOf(entry) & this.#excluded) === 0;
  }

  /** Messages with anything in them, and calls that no message has; in order. */
  *inOrder(remarks: Remarks): Generator<Entry> {
    const entries = this.#entries;
    for (const entry of this.#all()) {
      const sort = entries.sort(entry);
      if (sort === "orphan") {
        remarks.at(entries.recordOf(entry), entries.lineOf(entry));
        remarks.skipped("it is the result of a call that is not in the file");
        continue;
      }
      if (sort !== "message" && sort !== "call") continue;
      if (!this.has(entry)) {
        remarks.at(entries.recordOf(entry), entries.lineOf(entry));
        remarks.skipped(this.#reasonFor(entry));
      } else if (sort === "call") {
        const owner = entries.ownerOf(entry);
        if (owner === 0 || !this.has(owner)) yield entry;
        else if (entries.sort(owner) === "call") {
          remarks.at(entries.recordOf(entry), entries.lineOf(entry));
          remarks.skipped("a script called it: the script's own call and result are there");
        }
      } else if (entries.hasContent(entry) || this.#lastCall.get(entry) !== 0 || entries.hasReasoning(entry))
        yield entry;
    }
  }

  /** The calls of a message, in order; of a call without a message, itself. */
  callsOf(entry: Entry): readonly Entry[] {
    if (this.#entries.sort(entry) === "call") return [entry];
    const calls: Entry[] = [];
    for (let call = this.#lastCall.get(entry); call !== 0; call = this.#previousCall.get(call)) calls.push(call);
    return calls.reverse();
  }

  *#all(): Generator<Entry> {
    if (this.#own !== undefined) yield* this.#own.inOrder();
    else for (let entry: Entry = 1; entry <= this.#entries.count; entry++) yield entry;
  }

  #reasonFor(entry: Entry): string {
    const given = this.#entries.marksOf(entry) & this.#excluded;
    return reasons.find(([mark]) => (given & mark) !== 0)?.[1] ?? "it is not part of the conversation";
  }
}
