// What `opencode export` writes: a session and its messages in one JSON document. Over many lines it is read as a line for the
// session and one for each message (source/documentLines.ts), on one line as a record with all of them. A fork holds copies of
// its parent's messages with new ids but their old times, which lie before the session's own.

import type { ValuePath } from "../condensedValue.ts";
import { listAt, numberAt, objectAt, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations } from "../conversationOperations.ts";
import { marks } from "../conversationOperations.ts";
import { detectBy } from "../detecting.ts";
import type { ConversationReader, Format, FormatRecord, Head } from "../format.ts";
import { compact, othersOf } from "../head.ts";
import { said, sentence } from "../sentence.ts";
import { abortedError, previewPart, takePart, takeTokens } from "./parts.ts";

/** A record has a message with all its parts, and calls with their results; pieces and patches there are none. */
export const opencodeExport: Format = {
  name: "opencode-export",
  detect: (sample) => detectBy(sample, "are a session and its messages, as opencode export writes them", isOurs),
  owns: isOurs,
  plan: () => ({
    kind: [[["info", "role"]]],
    time: [
      ["info", "time", "created"],
      ["info", "time", "updated"],
    ],
    pair: [["info", "id"]],
    role: [["info", "role"]],
    tool: [["parts", 0, "tool"]],
  }),
  turns: ["user"],
  preview,
  conversation: (operations) => new OpencodeExport(operations),
};

function isOurs(head: Head): boolean {
  return isSession(head) || isMessage(head);
}

function isSession(head: Head): boolean {
  return (textAt(head, "info", "id") ?? "").startsWith("ses_") && Array.isArray(valueAt(head, "messages"));
}

function isMessage(head: Head): boolean {
  return textAt(head, "info", "role") !== undefined && Array.isArray(valueAt(head, "parts"));
}

function preview(head: Head): string {
  const info = valueAt(head, "info");
  if (!isMessage(head)) return sentence(said("session", textAt(info, "title")), othersOf(info, "title"));
  const parts = sentence(...listAt(head, "parts").map(previewPart));
  const problem = textAt(info, "error", "data", "message") ?? textAt(info, "error", "name");
  return sentence(textAt(info, "role") === "user" ? said("user", unquoted(parts)) : parts, problem);
}

/** `run` (1.18) puts a prompt of several words between quotes that nobody typed. */
function unquoted(prompt: string): string {
  return /^"(.*\s.*)"$/s.exec(prompt)?.[1] ?? prompt;
}

class OpencodeExport implements ConversationReader {
  readonly #operations: ConversationOperations;
  /** When the session began; copies are older. */
  #created = 0;
  /** What is reverted stays until the next prompt deletes it: from this message on, or only behind it when a part is named. */
  #revertedTo: string | undefined;
  #keepsMessage = false;
  /** The messages that are looked at lie behind the place to which the session was reverted. */
  #isReverted = false;
  /** By the session's own count. */
  #cost = 0;
  /** A fork's own sum counts the messages that were copied. */
  #copied = 0;

  constructor(operations: ConversationOperations) {
    this.#operations = operations;
  }

  take({ value }: FormatRecord): void {
    if (isMessage(value)) this.#take(value, []);
    else this.#takeSession(value);
  }

  end(): void {
    const cost = this.#cost - this.#copied;
    if (cost > 0) this.#operations.cost(cost);
  }

  #takeSession(value: unknown): void {
    const info = objectAt(value, "info");
    if (info !== undefined) {
      this.#created = numberAt(info, "time", "created") ?? 0;
      this.#revertedTo = textAt(info, "revert", "messageID");
      this.#keepsMessage = textAt(info, "revert", "partID") !== undefined;
      this.#cost = numberAt(info, "cost") ?? 0;
    }
    listAt(value, "messages").forEach((message, index) => {
      this.#take(message, ["messages", index]);
    });
  }

  #take(message: unknown, at: ValuePath): void {
    const operations = this.#operations;
    const info = valueAt(message, "info");
    const key = textAt(info, "id");
    const isNamed = this.#revertedTo !== undefined && key === this.#revertedTo;
    if (isNamed && !this.#keepsMessage) this.#isReverted = true;
    const isUser = textAt(info, "role") === "user";
    const isSummary = valueAt(info, "summary") === true;
    const isCopy = (numberAt(info, "time", "created") ?? this.#created) < this.#created;
    const given =
      (isCopy ? marks.inherited : 0) | (isSummary ? marks.summary : 0) | (this.#isReverted ? marks.undone : 0);
    const entry = operations.message({ key, speaker: isUser ? "user" : "assistant", marks: given });
    listAt(message, "parts").forEach((part, number) => {
      // What the program adds to a prompt is a part of its own.
      if (isUser && valueAt(part, "synthetic") === true) return;
      takePart(operations, entry, part, [...at, "parts", number], given);
    });
    operations.model(textAt(info, "modelID") ?? "");
    if (isNamed) this.#isReverted = true;
    if (isCopy) this.#copied += numberAt(info, "cost") ?? 0;
    if (isUser) {
      operations.end("open");
      return;
    }
    if (!isCopy) takeTokens(operations, valueAt(info, "tokens"), key ?? String(entry));
    const error = valueAt(info, "error");
    if (error !== undefined && !isCopy)
      operations.error(textAt(error, "data", "message") ?? textAt(error, "name") ?? compact(error));
    // What had come of the answer stays.
    if (error !== undefined) operations.mark(entry, marks.cut);
    operations.end(endOf(info));
  }
}

function endOf(info: unknown) {
  if (textAt(info, "error", "name") === abortedError) return "interrupted";
  if (valueAt(info, "error") !== undefined) return "failed";
  // The call that gives a run's structured output is its end (1.18).
  if (valueAt(info, "structured") !== undefined) return "completed";
  const finish = textAt(info, "finish");
  return finish === undefined || finish === "tool-calls" ? "open" : "completed";
}
