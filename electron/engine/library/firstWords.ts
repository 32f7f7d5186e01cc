// What a family says of the records at a session's head or tail, as far as a list shows it: prompts, the first one's words,
// the last error. It listens to the same readers as a whole conversation does.

import type { Spoken } from "../../../shared/conversation.ts";
import { textAt } from "../formats/condensedValue.ts";
import type {
  ConversationEnd,
  ConversationOperations,
  Entry,
  Marks,
  NewCall,
  NewMessage,
} from "../formats/conversationOperations.ts";
import { notLive } from "../formats/conversationOperations.ts";
import type { Head } from "../formats/format.ts";
import { messagesIn, wordsOf } from "../formats/spoken.ts";

interface Message {
  readonly isUser: boolean;
  marks: Marks;
  text: string | undefined;
}

type Path = readonly (string | number)[];

export class FirstWords implements ConversationOperations {
  readonly #messages: (Message | undefined)[] = [undefined];
  readonly #messageOf = new Map<string, Entry>();
  readonly #callOf = new Map<string, Entry>();
  #record: Head = {};
  lastError: string | undefined;
  readonly wantsFindings = false;

  /** What is said from now on is said of this record. */
  at(record: Head): void {
    this.#record = record;
  }

  /** The words of prompts that are valid, in order. */
  prompts(): readonly string[] {
    return this.#messages.flatMap((message) =>
      message?.isUser === true && (message.marks & notLive) === 0 && message.text !== undefined ? [message.text] : [],
    );
  }

  message({ key, speaker, marks = 0 }: NewMessage): Entry {
    const known = key === undefined ? 0 : this.messageOf(key);
    if (known === 0) return this.#begin({ isUser: speaker === "user", marks, text: undefined }, this.#messageOf, key);
    this.mark(known, marks);
    return known;
  }

  messageOf(key: string): Entry {
    return this.#messageOf.get(key) ?? 0;
  }

  callOf(key: string): Entry {
    return this.#callOf.get(key) ?? 0;
  }

  text(message: Entry, at: Path, _continues?: boolean, spoken?: Spoken): void {
    const said = this.#messages[message];
    if (said === undefined || said.text !== undefined) return;
    const text = textAt(this.#record, ...at);
    const messages = text === undefined || spoken === undefined ? undefined : messagesIn(text);
    said.text = (messages === undefined || spoken === undefined ? undefined : wordsOf(messages, spoken)) ?? text;
  }

  retell(message: Entry): void {
    const said = this.#messages[message];
    if (said !== undefined) said.text = undefined;
  }

  call({ key }: NewCall): Entry {
    const known = this.callOf(key);
    return known === 0 ? this.#begin(undefined, this.#callOf, key) : known;
  }

  mark(entry: Entry, marks: Marks): void {
    const message = this.#messages[entry];
    if (message !== undefined) message.marks |= marks;
  }

  unmark(entry: Entry, marks: Marks): void {
    const message = this.#messages[entry];
    if (message !== undefined) message.marks &= ~marks;
  }

  markRange(from: Entry, to: Entry | undefined, marks: Marks): void {
    for (let entry = from; entry < (to ?? this.nextEntry()); entry++) this.mark(entry, marks);
  }

  ofSubagent(): void {}

  nextEntry(): Entry {
    return this.#messages.length;
  }

  compaction(): void {
    this.#begin(undefined, this.#callOf, undefined);
  }

  notice(): void {
    this.#begin(undefined, this.#callOf, undefined);
  }

  error(message: string): void {
    this.lastError = message;
  }

  end(end: ConversationEnd): void {
    if (end === "completed") this.lastError = undefined;
  }

  reasoning(): void {}
  attachment(): void {}
  input(): void {}
  result(): void {}
  keptOf(): void {}
  outcome(): void {}
  subagent(): void {}
  source(): void {}
  model(): void {}
  usage(): void {}
  dropUsage(): void {}
  cost(): void {}
  finding(): void {}

  #begin(message: Message | undefined, of: Map<string, Entry>, key: string | undefined): Entry {
    const entry = this.#messages.push(message) - 1;
    if (key !== undefined) of.set(key, entry);
    return entry;
  }
}
