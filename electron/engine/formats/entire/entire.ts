// Compact transcripts of Entire (cli 0.5): what it keeps of an agent's session, calls with their results in one block.

import type { ValuePath } from "../condensedValue.ts";
import { isText, listAt, numberAt, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations, Entry } from "../conversationOperations.ts";
import { detectBy } from "../detecting.ts";
import type { ConversationReader, Format, FormatRecord, Head } from "../format.ts";
import { called, resulted, said, sentence } from "../sentence.ts";

/** The smallest family with all parts: an example for a new one. A failed call is told by its result's status. */
export const entire: Format = {
  name: "entire",
  detect: (sample) => detectBy(sample, "are lines of a compact transcript of Entire", isOurs),
  plan: () => ({
    kind: [[["type"]], [["content", 0, "type"]]],
    time: [["ts"]],
    pair: [["content", 0, "id"], ["id"]],
    role: [["type"]],
    tool: [["content", 0, "name"]],
    level: [{ path: ["content", 0, "result", "status"], numbers: [] }],
  }),
  turns: ["user", "user/text"],
  preview,
  conversation: (operations) => new EntireReader(operations),
};

function isOurs(head: Head): boolean {
  return (
    numberAt(head, "v") !== undefined &&
    textAt(head, "cli_version") !== undefined &&
    textAt(head, "agent") !== undefined
  );
}

class EntireReader implements ConversationReader {
  readonly #operations: ConversationOperations;

  constructor(operations: ConversationOperations) {
    this.#operations = operations;
  }

  take({ value }: FormatRecord): void {
    const operations = this.#operations;
    const isUser = textAt(value, "type") === "user";
    const id = textAt(value, "id");
    const entry = operations.message({ key: id, speaker: isUser ? "user" : "assistant" });
    let calls = 0;
    listAt(value, "content").forEach((block, index) => {
      const at: ValuePath = ["content", index];
      if (textAt(block, "type") === "tool_use") {
        calls++;
        this.#takeCall(block, entry, at);
      } else if (isText(valueAt(block, "text"))) operations.text(entry, [...at, "text"]);
    });
    if (!isUser && id !== undefined) {
      // Each line of a message has the whole message's usage.
      const [input, output] = [numberAt(value, "input_tokens"), numberAt(value, "output_tokens")];
      if (input !== undefined || output !== undefined) operations.usage({ request: id, input, output });
    }
    operations.end(isUser || calls > 0 ? "open" : "completed");
  }

  #takeCall(block: unknown, message: Entry, at: ValuePath): void {
    const key = textAt(block, "id") ?? "";
    const input = [...at, "input"];
    this.#operations.call({ key, tool: textAt(block, "name") ?? "", message, input, isNew: true });
    const status = textAt(block, "result", "status");
    if (valueAt(block, "result") === undefined) return;
    const outcome = status === "error" ? "failed" : "done";
    this.#operations.result({ call: key, outcome, output: [...at, "result", "output"] });
  }
}

function preview(head: Head): string {
  const parts = listAt(head, "content").map((block) => {
    if (textAt(block, "type") !== "tool_use") return textAt(block, "text");
    const call = called(textAt(block, "name"), valueAt(block, "input"));
    if (valueAt(block, "result") === undefined) return call;
    return sentence(call, resulted(textAt(block, "result", "output"), textAt(block, "result", "status") === "error"));
  });
  const text = sentence(...parts);
  return textAt(head, "type") === "user" ? said("user", text) : text;
}
