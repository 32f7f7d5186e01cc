// Runs of agents, a trace each: whether a model call of one has told what was asked, and what went wrong. What only the span around
// all of a run tells is told when that comes, which is last: spans stand in the order of their end.

import { GrowingInts } from "../../paging/growing.ts";
import { TextIds } from "../../paging/textIds.ts";
import type { ConversationOperations, Entry } from "../conversationOperations.ts";
import { marks } from "../conversationOperations.ts";

export class Runs {
  readonly #operations: ConversationOperations;
  readonly #traces = new TextIds();
  /** By trace, any bits of `told`. */
  readonly #told = new GrowingInts();
  readonly #conversations = new TextIds();
  /** By conversation. */
  readonly #prompts = new GrowingInts();

  constructor(operations: ConversationOperations) {
    this.#operations = operations;
  }

  /** What a model call of this trace told: what it was asked, or why it failed. */
  tell(trace: string, what: keyof typeof told): void {
    const id = this.#traces.of(trace);
    this.#told.set(id, this.#told.get(id) | told[what]);
  }

  has(trace: string, what: keyof typeof told): boolean {
    return (this.#told.get(this.#traces.knownOf(trace)) & told[what]) !== 0;
  }

  /** How many prompts of a conversation are known. */
  promptsOf(conversation: string): number {
    return this.#prompts.get(this.#conversations.knownOf(conversation));
  }

  setPrompts(conversation: string, count: number): void {
    this.#prompts.set(this.#conversations.of(conversation), count);
  }

  /** An export of ours: the prompt comes behind what it led to, and has its place here. */
  awaitPrompt(trace: string): void {
    const key = awaited(trace);
    if (this.#operations.messageOf(key) === 0)
      this.#operations.message({ key, speaker: "user", marks: marks.injected });
  }

  /** What was waited for: 0 when nothing was. */
  awaitedPrompt(trace: string): Entry {
    const entry = this.#operations.messageOf(awaited(trace));
    if (entry !== 0) this.#operations.unmark(entry, marks.injected);
    return entry;
  }

  /** The run has no prompt: its place is that of what was said first. */
  awaitNoMore(trace: string): void {
    const entry = this.#operations.messageOf(awaited(trace));
    if (entry !== 0) this.#operations.replace(entry, entry + 1);
  }
}

const told = { prompt: 1, error: 2 } as const;

function awaited(trace: string): string {
  return `${trace} run`;
}
