// What begins a message or a tool call. Of a run, that is its first record.

import type { TextIds } from "../../paging/textIds.ts";
import type { Entity, MessageOperations, MessageRole } from "../messageOperations.ts";
import type { AguiEvent } from "./events.ts";
import type { ReadingRemarks } from "./reasons.ts";
import { reasons } from "./reasons.ts";

export class AguiOpenings {
  readonly #operations: MessageOperations;
  readonly #remarks: ReadingRemarks;
  /** The id of the empty text: as a parent, it is none. */
  readonly #noText: number;

  constructor(ids: TextIds, operations: MessageOperations, remarks: ReadingRemarks) {
    this.#operations = operations;
    this.#remarks = remarks;
    this.#noText = ids.ofText("");
  }

  /** A text message, in the role that the event gives it. */
  openMessage({ messageId, subagent, role, name }: AguiEvent, isChunk: boolean): Entity {
    return this.#open(messageId, this.#roleOf(role), name, subagent, isChunk);
  }

  openReasoning({ messageId, subagent }: AguiEvent, isChunk: boolean): Entity {
    return this.#open(messageId, "reasoning", 0, subagent, isChunk);
  }

  /** A message of which no more is said than its id and role (for reasoning: its id). */
  openBare(id: number, role: string | undefined, isReasoning: boolean): void {
    this.#open(id, isReasoning ? "reasoning" : this.#roleOf(role), 0, 0, false);
  }

  openCall(event: AguiEvent, isChunk: boolean): Entity {
    const { toolCallId: id, toolCallName: name, parentMessageId, subagent } = event;
    if (id === 0) this.#remarks.skipped(reasons.noCall, "first");
    if (id === 0) return 0;
    if (name === 0) this.#remarks.mended("it does not name the tool", "first");
    const parent = parentMessageId === this.#noText ? 0 : parentMessageId;
    return this.#operations.openCall({ id, name, parent, subagent, isChunk });
  }

  #open(id: number, role: MessageRole, name: number, subagent: number, isChunk: boolean): Entity {
    if (id === 0) this.#remarks.skipped(reasons.noId, "first");
    if (id === 0) return 0;
    const message = this.#operations.openMessage({ id, role, name, subagent, isChunk });
    if (message === 0) this.#remarks.skipped(reasons.activity, "first");
    return message;
  }

  #roleOf(role: string | undefined): MessageRole {
    if (role === undefined) return "assistant";
    if (role === "developer" || role === "system" || role === "assistant" || role === "user") return role;
    this.#remarks.mended("its role is none that text messages have; it was read as an assistant's");
    return "assistant";
  }
}
