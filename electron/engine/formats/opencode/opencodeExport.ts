// What `opencode export` writes: one JSON document with a session and its messages. A fork holds copies of its parent's
// messages with new ids but their old times, which lie before the session's own.

import { listAt, numberAt, objectAt, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations } from "../conversationOperations.ts";
import { marks } from "../conversationOperations.ts";
import type { ConversationReader, Format, FormatRecord, Head } from "../format.ts";
import { compact, othersOf } from "../head.ts";
import { said, sentence } from "../sentence.ts";
import { abortedError, takePart, takeTokens } from "./parts.ts";

export const opencodeExport: Format = {
  name: "opencode-export",
  detect: (sample) => ({
    score: sample.length === 1 && isExport(sample[0]) ? 1 : 0,
    reason: "The document is a session as opencode export writes it.",
  }),
  isDocument: true,
  plan: () => ({ kind: [], time: [["info", "time", "updated"]], pair: [], role: [], tool: [] }),
  preview: (head) => sentence(said("session", textAt(head, "info", "title")), othersOf(valueAt(head, "info"), "title")),
  conversation: (operations) => new OpencodeExport(operations),
};

function isExport(document: Head): boolean {
  return (
    objectAt(document, "info") !== undefined &&
    Array.isArray(valueAt(document, "messages")) &&
    (textAt(document, "info", "id") ?? "").startsWith("ses_")
  );
}

class OpencodeExport implements ConversationReader {
  readonly #operations: ConversationOperations;
  /** The messages that are looked at lie behind the place to which the session was reverted. */
  #isReverted = false;

  constructor(operations: ConversationOperations) {
    this.#operations = operations;
  }

  take({ value }: FormatRecord): void {
    const created = numberAt(value, "info", "time", "created") ?? 0;
    // What is reverted stays until the next prompt deletes it: from this message on, or only behind it when a part is named.
    const revertedTo = textAt(value, "info", "revert", "messageID");
    const keepsMessage = textAt(value, "info", "revert", "partID") !== undefined;
    let copied = 0;
    listAt(value, "messages").forEach((message, index) => {
      const isNamed = revertedTo !== undefined && textAt(message, "info", "id") === revertedTo;
      if (isNamed && !keepsMessage) this.#isReverted = true;
      if (this.#takeMessage(message, index, created)) copied += numberAt(message, "info", "cost") ?? 0;
      if (isNamed) this.#isReverted = true;
    });
    // A fork's own sum counts the messages that were copied.
    const cost = (numberAt(value, "info", "cost") ?? 0) - copied;
    if (cost > 0) this.#operations.cost(cost);
  }

  end(): void {}

  /** Whether it is a copy that a fork brought along. */
  #takeMessage(message: unknown, index: number, created: number): boolean {
    const operations = this.#operations;
    const info = valueAt(message, "info");
    const isUser = textAt(info, "role") === "user";
    const isSummary = valueAt(info, "summary") === true;
    const isCopy = (numberAt(info, "time", "created") ?? created) < created;
    const given =
      (isCopy ? marks.inherited : 0) | (isSummary ? marks.summary : 0) | (this.#isReverted ? marks.undone : 0);
    const key = textAt(info, "id");
    const entry = operations.message({ key, speaker: isUser ? "user" : "assistant", marks: given });
    listAt(message, "parts").forEach((part, number) => {
      // What the program adds to a prompt is a part of its own.
      if (isUser && valueAt(part, "synthetic") === true) return;
      takePart(operations, entry, part, ["messages", index, "parts", number], given);
    });
    operations.model(textAt(info, "modelID") ?? "");
    if (isUser) {
      operations.end("open");
      return isCopy;
    }
    if (!isCopy) takeTokens(operations, valueAt(info, "tokens"), key ?? String(index));
    const error = valueAt(info, "error");
    if (error !== undefined)
      operations.error(textAt(error, "data", "message") ?? textAt(error, "name") ?? compact(error));
    operations.end(endOf(info));
    return isCopy;
  }
}

function endOf(info: unknown) {
  if (textAt(info, "error", "name") === abortedError) return "interrupted";
  if (valueAt(info, "error") !== undefined) return "failed";
  const finish = textAt(info, "finish");
  return finish === undefined || finish === "tool-calls" ? "open" : "completed";
}
