// Listens to a format's reader and keeps nothing but which entries there are. Whoever wants one thing of what a reader says
// takes this and hears that.

import type { IdText } from "../paging/textIds.ts";
import { stringOf } from "../paging/textIds.ts";
import type {
  ConversationOperations,
  Entry,
  Marks,
  NewCall,
  NewMessage,
  NewResult,
  Usage,
} from "./conversationOperations.ts";

/**
 * To be extended: what is to be heard is overridden. Keys are held in memory, so it is for one record or a few, not for
 * a transcript.
 */
export class QuietOperations implements ConversationOperations {
  #entries = 0;
  readonly #messageOf = new Map<string, Entry>();
  readonly #callOf = new Map<string, Entry>();
  readonly wantsFindings = false;

  message({ key }: NewMessage): Entry {
    const known = key === undefined ? 0 : this.messageOf(key);
    return known === 0 ? this.#begin(this.#messageOf, key === undefined ? undefined : stringOf(key)) : known;
  }

  messageOf(key: IdText): Entry {
    return this.#messageOf.get(stringOf(key)) ?? 0;
  }

  callOf(key: IdText): Entry {
    return this.#callOf.get(stringOf(key)) ?? 0;
  }

  call({ key }: NewCall): Entry {
    const known = this.callOf(key);
    return known === 0 ? this.#begin(this.#callOf, stringOf(key)) : known;
  }

  markRange(from: Entry, to: Entry | undefined, marks: Marks): void {
    for (let entry = from; entry < (to ?? this.nextEntry()); entry++) this.mark(entry, marks);
  }

  nextEntry(): Entry {
    return this.#entries + 1;
  }

  compaction(): void {
    this.#entries++;
  }

  notice(_text: string): void {
    this.#entries++;
  }

  text(..._said: Parameters<ConversationOperations["text"]>): void {}
  retell(_message: Entry): void {}
  reasoning(): void {}
  attachment(): void {}
  input(): void {}
  result(_result: NewResult): void {}
  keptOf(): void {}
  outcome(): void {}
  replace(): void {}
  join(): void {}
  mark(_entry: Entry, _marks: Marks): void {}
  unmark(_entry: Entry, _marks: Marks): void {}
  ofSubagent(): void {}
  subagent(): void {}
  source(): void {}
  model(_name: string): void {}
  usage(_usage: Usage): void {}
  dropUsage(_request: string): void {}
  cost(): void {}
  error(_message: string): void {}
  finding(): void {}
  end(..._ended: Parameters<ConversationOperations["end"]>): void {}

  #begin(of: Map<string, Entry>, key: string | undefined): Entry {
    this.#entries++;
    if (key !== undefined) of.set(key, this.#entries);
    return this.#entries;
  }
}
