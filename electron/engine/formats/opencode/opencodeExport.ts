// What `opencode export` writes: one JSON document with a session and its messages. A fork holds copies of its parent's
// messages with new ids but their old times, which lie before the session's own.

import { listAt, numberAt, objectAt, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations } from "../conversationOperations.ts";
import { marks } from "../conversationOperations.ts";
import type { ConversationReader, Format, FormatRecord, Head } from "../format.ts";
import { compact, othersOf } from "../head.ts";
import { said, sentence } from "../sentence.ts";
import { takePart, takeTokens } from "./parts.ts";

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

  constructor(operations: ConversationOperations) {
    this.#operations = operations;
  }

  take({ value }: FormatRecord): void {
    const created = numberAt(value, "info", "time", "created") ?? 0;
    listAt(value, "messages").forEach((message, index) => {
      this.#takeMessage(message, index, created);
    });
    const cost = numberAt(value, "info", "cost");
    if (cost !== undefined && cost > 0) this.#operations.cost(cost);
  }

  end(): void {}

  #takeMessage(message: unknown, index: number, created: number): void {
    const operations = this.#operations;
    const info = valueAt(message, "info");
    const isUser = textAt(info, "role") === "user";
    const isSummary = valueAt(info, "summary") === true;
    const isCopy = (numberAt(info, "time", "created") ?? created) < created;
    const given = (isCopy ? marks.inherited : 0) | (isSummary ? marks.summary : 0);
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
      return;
    }
    if (!isCopy) takeTokens(operations, valueAt(info, "tokens"), key ?? String(index));
    const error = valueAt(info, "error");
    if (error !== undefined)
      operations.error(textAt(error, "data", "message") ?? textAt(error, "name") ?? compact(error));
    operations.end(endOf(info));
  }
}

function endOf(info: unknown) {
  if (textAt(info, "error", "name") === "MessageAbortedError") return "interrupted";
  if (valueAt(info, "error") !== undefined) return "failed";
  const finish = textAt(info, "finish");
  return finish === undefined || finish === "tool-calls" ? "open" : "completed";
}
