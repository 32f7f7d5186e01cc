// What `opencode run --format json` prints: parts, each when it has ended. `timestamp` is the time of printing, behind the
// part's own times; parallel calls come in the order in which they ended. It names neither prompt nor model, and a request
// that fails may be retried in silence: a run without a step that finished is open.

import { failedExits } from "../../scanner/errorLevels.ts";
import { isTrueAt, numberAt, objectAt, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations, Entry } from "../conversationOperations.ts";
import { marks } from "../conversationOperations.ts";
import { detectBy } from "../detecting.ts";
import type { ConversationReader, Format, FormatRecord, Head } from "../format.ts";
import { othersOf } from "../head.ts";
import { abortedError, previewPart, takePart, takeTokens } from "./parts.ts";

const types: ReadonlySet<string> = new Set(["step_start", "step_finish", "text", "tool_use", "reasoning", "error"]);

/** Neither prompts nor models are in it, so turns begin with the model's steps. */
export const opencodeRun: Format = {
  name: "opencode-run",
  detect: (sample) =>
    detectBy(sample, "are parts as opencode run prints them", (head) => {
      const isOurs = types.has(textAt(head, "type") ?? "") && textAt(head, "sessionID") !== undefined;
      return isOurs && (objectAt(head, "part") !== undefined || valueAt(head, "error") !== undefined);
    }),
  plan: () => ({
    kind: [[["type"]], [["part", "state", "status"]]],
    time: [["timestamp"]],
    pair: [
      ["part", "callID"],
      ["part", "messageID"],
    ],
    role: [],
    tool: [["part", "tool"]],
    // Both are completed to opencode.
    level: [
      { path: ["part", "state", "metadata", "exit"], numbers: failedExits },
      { path: ["part", "tool"], numbers: [] },
    ],
  }),
  errorKinds: ["error", "*/error"],
  // Prompts are not printed: a turn is one of the model.
  turns: ["step_start"],
  preview: (head) =>
    valueAt(head, "part") === undefined
      ? othersOf(head, "type", "timestamp", "sessionID")
      : previewPart(valueAt(head, "part")),
  conversation: (operations) => new OpencodeRun(operations),
};

class OpencodeRun implements ConversationReader {
  readonly #operations: ConversationOperations;
  #cost = 0;
  /** The message of the last part. */
  #last: Entry = 0;

  constructor(operations: ConversationOperations) {
    this.#operations = operations;
  }

  take({ value }: FormatRecord): void {
    const operations = this.#operations;
    const part = valueAt(value, "part");
    if (textAt(value, "type") === "error") {
      operations.error(errorOf(value));
      operations.end(textAt(value, "error", "name") === abortedError ? "interrupted" : "failed");
      return;
    }
    if (isTrueAt(part, "synthetic")) {
      this.#takeOwnWords(part);
      return;
    }
    const message = operations.message({ key: textAt(part, "messageID"), speaker: "assistant" });
    this.#last = message;
    takePart(operations, message, part, ["part"], 0);
    if (textAt(part, "type") === "step-finish") this.#finish(part);
    else operations.end("open");
  }

  /**
   * What the program says to the model in the person's name is printed as any text (1.18). It asks to go on behind a compaction,
   * whose summary was printed as an answer just before; nothing else tells of it.
   */
  #takeOwnWords(part: unknown): void {
    const operations = this.#operations;
    if (isTrueAt(part, "metadata", "compaction_continue")) {
      if (this.#last !== 0) operations.mark(this.#last, marks.summary);
      operations.compaction();
    }
    const entry = operations.message({ key: textAt(part, "messageID"), speaker: "user", marks: marks.injected });
    takePart(operations, entry, part, ["part"], 0);
    operations.end("open");
  }

  #finish(part: unknown): void {
    takeTokens(this.#operations, valueAt(part, "tokens"), textAt(part, "id") ?? "");
    this.#cost += numberAt(part, "cost") ?? 0;
    if (this.#cost > 0) this.#operations.cost(this.#cost);
    // A step that ends for its tools is followed by another.
    this.#operations.end(textAt(part, "reason") === "tool-calls" ? "open" : "completed");
  }
}

function errorOf(value: Head): string {
  const { error } = { error: valueAt(value, "error") };
  return (
    textAt(error, "data", "message") ??
    textAt(error, "message") ??
    textAt(error, "name") ??
    textAt(value, "error") ??
    "The run failed."
  );
}
