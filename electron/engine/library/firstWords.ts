// What a family says of the records at a session's head or tail, as far as a list shows it: prompts, the first one's words,
// the last error. It listens to the same readers as a whole conversation does.

import { textAt } from "../formats/condensedValue.ts";
import type {
  ConversationEnd,
  ConversationOperations,
  Entry,
  Marks,
  NewMessage,
} from "../formats/conversationOperations.ts";
import { notLive } from "../formats/conversationOperations.ts";
import type { Head } from "../formats/format.ts";
import { QuietOperations } from "../formats/quietOperations.ts";
import { beginningOf } from "../formats/spoken.ts";

interface Message {
  readonly isUser: boolean;
  marks: Marks;
  text: string | undefined;
}

export class FirstWords extends QuietOperations {
  /** In the order in which they were begun. */
  readonly #messages = new Map<Entry, Message>();
  #record: Head = {};
  lastError: string | undefined;

  /** What is said from now on is said of this record. */
  at(record: Head): void {
    this.#record = record;
  }

  /** The words of prompts that are valid, in order. */
  prompts(): readonly string[] {
    return [...this.#messages.values()].flatMap(({ isUser, marks, text }) =>
      isUser && (marks & notLive) === 0 && text !== undefined ? [text] : [],
    );
  }

  override message(message: NewMessage): Entry {
    const { speaker, marks = 0 } = message;
    const entry = super.message(message);
    if (this.#messages.has(entry)) this.mark(entry, marks);
    else this.#messages.set(entry, { isUser: speaker === "user", marks, text: undefined });
    return entry;
  }

  override text(...[message, at, , spoken]: Parameters<ConversationOperations["text"]>): void {
    const said = this.#messages.get(message);
    if (said === undefined || said.text !== undefined) return;
    const text = textAt(this.#record, ...at);
    said.text = text === undefined || spoken === undefined ? text : beginningOf(text, spoken);
  }

  override retell(message: Entry): void {
    const said = this.#messages.get(message);
    if (said !== undefined) said.text = undefined;
  }

  override mark(entry: Entry, marks: Marks): void {
    const message = this.#messages.get(entry);
    if (message !== undefined) message.marks |= marks;
  }

  override unmark(entry: Entry, marks: Marks): void {
    const message = this.#messages.get(entry);
    if (message !== undefined) message.marks &= ~marks;
  }

  override error(message: string): void {
    this.lastError = message;
  }

  override end(end: ConversationEnd): void {
    if (end === "completed") this.lastError = undefined;
  }
}
