// The oldest shape of what `codex exec --json` printed (until August 2025): a line of settings, one with the prompt, then
// events inside `msg`, named as the legacy ones of rollouts.

import { objectAt, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations } from "../conversationOperations.ts";
import { readItemEvent } from "./items.ts";
import { tokensOf } from "./rolloutUsage.ts";

export class ExecEvents {
  readonly #operations: ConversationOperations;
  #requests = 0;
  #previousTotal = "";

  constructor(operations: ConversationOperations) {
    this.#operations = operations;
  }

  /** A record without a type. */
  take(value: unknown): void {
    const event = objectAt(value, "msg");
    if (event !== undefined) this.#takeEvent(value, event);
    else if (textAt(value, "prompt") !== undefined) {
      const prompt = this.#operations.message({ key: undefined, speaker: "user" });
      this.#operations.text(prompt, ["prompt"]);
      this.#operations.end("open");
    } else this.#operations.model(textAt(value, "model") ?? "");
  }

  #takeEvent(value: unknown, event: unknown): void {
    switch (textAt(event, "type")) {
      case "session_configured":
        this.#operations.model(textAt(event, "model") ?? "");
        break;
      case "agent_message":
        this.#operations.text(this.#operations.message({ key: undefined, speaker: "assistant" }), ["msg", "message"]);
        break;
      case "agent_reasoning":
        this.#operations.reasoning(this.#operations.message({ key: undefined, speaker: "assistant" }), ["msg", "text"]);
        break;
      case "token_count":
        this.#takeCount(event);
        break;
      case "task_started":
        this.#operations.end("open");
        break;
      case "task_complete":
        this.#operations.end("completed");
        break;
      case "turn_aborted":
        this.#operations.end("interrupted");
        break;
      case "error":
        this.#operations.error(textAt(event, "message") ?? "An error without words.");
        this.#operations.end("failed");
        break;
      default:
        this.#takeCall(value);
        break;
    }
  }

  #takeCall(value: unknown): void {
    const item = readItemEvent(value, ["msg"]);
    if (item === undefined || item.sort !== "call") return;
    const isNew = this.#operations.callOf(item.id) === 0;
    this.#operations.call({ key: item.id, tool: item.tool, input: isNew ? item.input : undefined });
    if (!item.isRunning) {
      this.#operations.result({ call: item.id, outcome: item.outcome, output: item.output });
    }
  }

  /** What one response took: flat, or since September 2025 beside the total. */
  #takeCount(event: unknown): void {
    const last = objectAt(event, "info", "last_token_usage");
    const total = JSON.stringify(tokensOf(valueAt(event, "info", "total_token_usage")));
    const isRepeated = last !== undefined && total === this.#previousTotal;
    this.#previousTotal = total;
    if (isRepeated) return;
    const tokens = tokensOf(last ?? event);
    if (tokens.input === undefined && tokens.output === undefined) return;
    this.#operations.usage({ request: String(++this.#requests), ...tokens });
  }
}
