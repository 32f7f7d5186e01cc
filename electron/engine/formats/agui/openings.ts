// What begins a message or a tool call.

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
  openMessage(event: AguiEvent, isChunk: boolean): Entity {
    return this.#open(event, this.#roleOf(event), event.name, isChunk);
  }

  openReasoning(event: AguiEvent, isChunk: boolean): Entity {
    return this.#open(event, "reasoning", 0, isChunk);
  }

  openCall(event: AguiEvent, isChunk: boolean): Entity {
    const { toolCallId: id, toolCallName: name, parentMessageId, subagent } = event;
    if (id === 0) this.#remarks.skipped(reasons.noCall);
    if (id === 0) return 0;
    if (name === 0) this.#remarks.mended("it does not name the tool");
    const parent = parentMessageId === this.#noText ? 0 : parentMessageId;
    return this.#operations.openCall({ id, name, parent, subagent, isChunk });
  }

  #open({ messageId: id, subagent }: AguiEvent, role: MessageRole, name: number, isChunk: boolean): Entity {
    if (id === 0) this.#remarks.skipped(reasons.noId);
    if (id === 0) return 0;
    const message = this.#operations.openMessage({ id, role, name, subagent, isChunk });
    if (message === 0) this.#remarks.skipped(reasons.activity);
    return message;
  }

  #roleOf({ role }: AguiEvent): MessageRole {
    if (role === undefined) return "assistant";
    if (role === "developer" || role === "system" || role === "assistant" || role === "user") return role;
    this.#remarks.mended("its role is none that text messages have; it was read as an assistant's");
    return "assistant";
  }
}
