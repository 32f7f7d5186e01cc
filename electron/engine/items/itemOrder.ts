// The items of a conversation in the order in which they are shown: each entry with anything to show stands once, a call
// behind the message that made it, and runs of hidden entries are one item. Twenty bytes an entry.

import type { ItemMark, StepTarget } from "../../../shared/conversation.ts";
import { firstMark } from "../conversation/markNames.ts";
import { promptOf } from "../conversation/prompts.ts";
import type { Entry, Marks } from "../formats/conversationOperations.ts";
import { marks, notLive } from "../formats/conversationOperations.ts";
import { marksNamed } from "../formats/markTitles.ts";
import { GrowingInts } from "../paging/growing.ts";
import type { PassingEntries } from "./passingEntries.ts";
import type { ShownEntries } from "./shownEntries.ts";

/** Entries between two pauses. */
const slice = 4096;
/** Levels that are told apart. */
const deepest = 32;

/** What of a conversation is shown. */
export interface Showing {
  /** Marks whose entries are shown, not folded. */
  readonly marks: readonly ItemMark[];
  /** The entries that a filter lets pass; undefined without one. */
  readonly passing?: PassingEntries | undefined;
}

export class ItemOrder {
  /** Items. */
  count = 0;
  prompts = 0;
  errors = 0;
  readonly #entries: ShownEntries;
  /** What keeps an entry from being shown. */
  readonly #hiding: Marks;
  readonly #passing: PassingEntries | undefined;
  #places = 0;
  /** By place in the order, hidden ones too: the entry. */
  readonly #entryAt = new GrowingInts();
  /** By item: its first place. */
  readonly #placeOf = new GrowingInts();
  /** By entry: 1 + its item; 0: it has nothing to show. */
  readonly #itemOf = new GrowingInts();
  readonly #outline = new GrowingInts();
  outlineCount = 0;

  constructor(entries: ShownEntries, { marks: shown, passing }: Showing) {
    this.#entries = entries;
    // What the program says in the model's place is shown with its mark: mostly it says why there is no answer.
    this.#hiding = notLive & ~marks.madeUp & ~marksNamed(shown);
    this.#passing = passing;
  }

  /** Pauses where it yields. */
  *build(): Generator<undefined> {
    const entries = this.#entries;
    // More may come meanwhile.
    const { count } = entries;
    const lastChild = new GrowingInts();
    const siblingBefore = new GrowingInts();
    for (let entry: Entry = 1; entry <= count; entry++) {
      if (entry % slice === 0) yield;
      const owner = this.#ownerOf(entry);
      if (owner === 0) continue;
      siblingBefore.set(entry, lastChild.get(owner));
      lastChild.set(owner, entry);
    }
    let wasHidden = false;
    const waiting: Entry[] = [];
    for (let root: Entry = 1; root <= count; root++) {
      if (root % slice === 0) yield;
      if (this.#ownerOf(root) !== 0) continue;
      waiting.push(root);
      for (let entry = waiting.pop(); entry !== undefined; entry = waiting.pop()) {
        for (let child = lastChild.get(entry); child !== 0; child = siblingBefore.get(child)) waiting.push(child);
        if (this.#isEmpty(entry)) continue;
        const isHidden = this.hiddenBy(entry) !== undefined;
        if (!isHidden || !wasHidden) this.#placeOf.set(this.count++, this.#places);
        this.#entryAt.set(this.#places++, entry);
        this.#itemOf.set(entry, this.count);
        wasHidden = isHidden;
        if (promptOf(entries, entry) === "valid") this.prompts++;
        if (this.#isLiveError(entry)) this.errors++;
        if (!isHidden && this.outlineSort(this.count - 1) !== undefined)
          this.#outline.set(this.outlineCount++, this.count - 1);
      }
    }
  }

  /** The entries of an item: one, or those of a hidden run. */
  *entriesOf(item: number): Generator<Entry> {
    const end = item + 1 < this.count ? this.#placeOf.get(item + 1) : this.#places;
    for (let place = this.#placeOf.get(item); place < end; place++) yield this.#entryAt.get(place);
  }

  entryOf(item: number): Entry {
    return this.#entryAt.get(this.#placeOf.get(item));
  }

  /** Why an entry is not shown; undefined for one that is. */
  hiddenBy(entry: Entry): ItemMark | "filter" | undefined {
    if (this.#passing?.has(entry) === false) return "filter";
    const hiding = this.#entries.marksOf(entry) & this.#hiding;
    return hiding === 0 ? undefined : firstMark(hiding);
  }

  isHidden(item: number): boolean {
    return this.hiddenBy(this.entryOf(item)) !== undefined;
  }

  /** The next item in a direction of which an entry is among these. */
  stepTo(from: number, direction: 1 | -1, among: PassingEntries): number | undefined {
    for (let item = from + direction; item >= 0 && item < this.count; item += direction) {
      for (const entry of this.entriesOf(item)) if (among.has(entry)) return item;
    }
    return undefined;
  }

  /** The item a record belongs to (`holds`), or the last one before it. */
  itemOf(record: number): { readonly item: number; readonly holds: boolean } | undefined {
    for (let at = this.#entries.lastTouched(record); at !== undefined; at = this.#entries.lastTouched(at - 1)) {
      // What it belongs to may show nothing: a message that was begun and never said anything.
      for (const entry of this.#entries.entriesOf(at))
        if (this.#itemOf.get(entry) > 0) return { item: this.#itemOf.get(entry) - 1, holds: at === record };
    }
    return undefined;
  }

  /** The next prompt or error in a direction. */
  step(from: number, direction: 1 | -1, to: Exclude<StepTarget, "hit">): number | undefined {
    for (let item = from + direction; item >= 0 && item < this.count; item += direction) {
      if (this.isHidden(item)) continue;
      const entry = this.entryOf(item);
      if (to === "prompt" ? promptOf(this.#entries, entry) !== undefined : this.#isError(entry)) return item;
    }
    return undefined;
  }

  /** The item of an outline entry. */
  outlined(position: number): number {
    return this.#outline.get(position);
  }

  outlineSort(item: number): "prompt" | "error" | "compaction" | "subagent" | undefined {
    const entry = this.entryOf(item);
    if (promptOf(this.#entries, entry) !== undefined) return "prompt";
    if (this.#isError(entry)) return "error";
    if (this.#entries.sort(entry) === "compaction") return "compaction";
    if (!this.#isOfSubagent(entry)) return undefined;
    return item > 0 && this.#isOfSubagent(this.entryOf(item - 1)) ? undefined : "subagent";
  }

  /** Whether what stands before an item was inherited, and the item is the session's own. */
  goesOn(item: number): boolean {
    return item > 0 && this.#isInherited(this.entryOf(item - 1)) && !this.#isInherited(this.entryOf(item));
  }

  depthOf(entry: Entry): number {
    // Whose sub-agent it is may not be told.
    let depth = this.#isOfSubagent(entry) && this.#entries.agents.of(entry) === 0 ? 1 : 0;
    for (let owner = this.#ownerOf(entry); owner !== 0 && depth < deepest; owner = this.#ownerOf(owner)) {
      if (this.#entries.sort(owner) === "call") depth++;
    }
    return depth;
  }

  /** The message that made it, or the call whose sub-agent did. One that was begun before it: so nobody owns himself, whatever a transcript says. */
  #ownerOf(entry: Entry): Entry {
    const owner = this.#entries.ownerOf(entry) || this.#entries.agents.of(entry);
    return owner < entry ? owner : 0;
  }

  #isEmpty(entry: Entry): boolean {
    const sort = this.#entries.sort(entry);
    if (sort === "replaced") return true;
    return sort === "message" && !this.#entries.hasContent(entry) && !this.#entries.hasReasoning(entry);
  }

  #isError(entry: Entry): boolean {
    const sort = this.#entries.sort(entry);
    return sort === "error" || (sort === "call" && this.#entries.outcomeOf(entry) === "failed");
  }

  #isLiveError(entry: Entry): boolean {
    return this.#isError(entry) && this.#entries.isLive(entry);
  }

  #isInherited(entry: Entry): boolean {
    return (this.#entries.marksOf(entry) & marks.inherited) !== 0;
  }

  #isOfSubagent(entry: Entry): boolean {
    return (this.#entries.marksOf(entry) & marks.sidechain) !== 0 || this.#entries.agents.of(entry) !== 0;
  }
}
