// The conversation in what `codex exec --json` prints. Prompts are not in it. Only `turn.failed` ends a turn in failure: an
// `error` line may be a retry, of which there may be any number (0.169).

import { isObject, objectAt, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations } from "../conversationOperations.ts";
import type { ConversationReader, FormatRecord, ReadingContext } from "../format.ts";
import { ExecEvents } from "./execEvents.ts";
import type { ItemReading } from "./itemConversation.ts";
import { takeItem } from "./itemConversation.ts";
import { tokensOf } from "./rolloutUsage.ts";

const retry = /^Reconnecting\.\.\./;

export class ExecReader implements ConversationReader {
  readonly end: (() => void) | undefined;
  readonly #operations: ConversationOperations;
  readonly #reading: ItemReading;
  readonly #events: ExecEvents;
  /** Item ids begin anew with each process, also of a resumed thread. */
  #process = 0;
  /** Totals are those of a thread. */
  #thread = "";
  #lastError: string | undefined;
  #isRetrying = false;
  #isOpen = false;

  constructor(operations: ConversationOperations, context: ReadingContext) {
    this.#operations = operations;
    this.#reading = { operations, context };
    this.#events = new ExecEvents(operations);
    if (operations.wantsFindings) this.end = () => this.#findOpenTurn();
  }

  take({ value }: FormatRecord): void {
    switch (textAt(value, "type")) {
      case "thread.started":
      case "session.created":
        this.#process++;
        this.#thread = textAt(value, "thread_id") ?? textAt(value, "session_id") ?? "";
        break;
      case "turn.started":
        this.#beginTurn();
        break;
      case "turn.completed":
        this.#isOpen = false;
        this.#takeUsage(valueAt(value, "usage"));
        this.#operations.end("completed");
        break;
      case "turn.failed":
        this.#isOpen = false;
        this.#takeFailure(textAt(value, "error", "message") ?? "The turn failed.");
        this.#operations.end("failed");
        break;
      case "item.started":
      case "item.updated":
      case "item.completed":
        takeItem(this.#reading, value, ["item"], {
          scope: String(this.#process),
          isCompleted: textAt(value, "type") === "item.completed",
        });
        break;
      case "error":
        this.#takeError(textAt(value, "message") ?? "An error without words.");
        break;
      case undefined:
        if (isObject(value)) this.#events.take(value);
        break;
      default:
        break;
    }
  }

  #findOpenTurn(): void {
    if (this.#isOpen) this.#operations.finding("unclosed-turn", "The last turn is never ended.");
  }

  #beginTurn(): void {
    if (this.#isOpen) {
      this.#operations.finding("unclosed-turn", "A turn begins, and the one before it was never ended.");
    }
    this.#isOpen = true;
    this.#operations.end("open");
  }

  #takeError(message: string): void {
    if (retry.test(message)) {
      if (!this.#isRetrying) this.#operations.notice(message);
      this.#isRetrying = true;
      return;
    }
    this.#isRetrying = false;
    this.#lastError = message;
    this.#operations.error(message);
  }

  /** A failed turn repeats the error line before it. */
  #takeFailure(message: string): void {
    if (message !== this.#lastError) this.#operations.error(message);
    this.#lastError = undefined;
  }

  /** The running total of the thread, so the last one counts. Of a review all is zero, since a thread of its own paid. */
  #takeUsage(usage: unknown): void {
    const tokens = tokensOf(objectAt({ usage }, "usage"));
    if (Object.values(tokens).every((count) => count === undefined || count === 0)) return;
    this.#operations.usage({ request: this.#thread, ...tokens });
  }
}
