// Updates of a session that only Grok tells (@xai-official/grok 1.0). It keeps a session as its updates alone, without requests and
// responses: `~/.grok/sessions/<folder>/<id>/updates.jsonl`. So they say what went wrong, how a turn ended and what it took.

import { isObject, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations } from "../conversationOperations.ts";
import { marks } from "../conversationOperations.ts";
import type { AcpMessages } from "./acpMessages.ts";
import { endOf } from "./stopReason.ts";
import type { TurnUsage } from "./turnUsage.ts";

export class GrokUpdates {
  readonly #operations: ConversationOperations;
  readonly #usage: TurnUsage;
  readonly #messages: AcpMessages;

  constructor(operations: ConversationOperations, usage: TurnUsage, messages: AcpMessages) {
    this.#operations = operations;
    this.#usage = usage;
    this.#messages = messages;
  }

  take(update: unknown, number: number): void {
    switch (textAt(update, "sessionUpdate")) {
      case "retry_state":
        // While it retries nothing is lost.
        if (textAt(update, "type") === "retrying") return;
        this.#operations.error(
          textAt(update, "message") ?? textAt(update, "reason") ?? "A request to the model failed.",
        );
        break;
      case "subagent_spawned":
        this.#takeAgent(update);
        break;
      case "turn_completed":
        this.#takeEnd(update, number);
        break;
      default:
        break;
    }
  }

  /** Its own session lies beside this one. */
  #takeAgent(update: unknown): void {
    this.#operations.subagent(textAt(update, "subagent_id") ?? "");
    const session = textAt(update, "child_session_id");
    if (session === undefined) return;
    this.#operations.source({ relation: "sub-agent", name: `${session}/updates.jsonl`, isAbove: true });
  }

  #takeEnd(update: unknown, number: number): void {
    const models = valueAt(update, "usage", "modelUsage");
    for (const model of isObject(models) ? Object.keys(models) : []) this.#operations.model(model);
    this.#usage.begin("");
    this.#usage.finish(update, number);
    const isCut = textAt(update, "error_kind") === "max_tokens_truncation";
    if (isCut && this.#messages.answer !== 0) this.#operations.mark(this.#messages.answer, marks.cut);
    this.#operations.end(endOf(textAt(update, "stop_reason")));
    this.#messages.closeAnswer();
  }
}
