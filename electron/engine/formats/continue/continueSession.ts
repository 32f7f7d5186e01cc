// A session of Continue (@continuedev/cli 1.5, and its extensions for editors): one JSON document, read as a line for the session, one
// for each step of its history and one for what stands behind them. A call's state and output lie beside the answer that made it.

import type { ValuePath } from "../condensedValue.ts";
import { isText, isVisible, listAt, numberAt, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations, Entry, Outcome } from "../conversationOperations.ts";
import { detectBy, guessed } from "../detecting.ts";
import type { ConversationReader, Format, FormatRecord, Head } from "../format.ts";
import { compact, othersOf } from "../head.ts";
import { called, resulted, said, sentence } from "../sentence.ts";

/** No times at all. A plain `.json` stays plain JSON unless this is chosen, as with Cline's. */
export const continueSession: Format = {
  name: "continue-session",
  staysPlain: true,
  detect: (sample) => {
    const found = detectBy(sample, "are a session of Continue", isOurs);
    return sample.some(isStep) ? found : guessed(found, 0.4);
  },
  plan: () => ({
    kind: [[["message", "role"]]],
    time: [],
    pair: [["message", "toolCalls", 0, "id"]],
    role: [["message", "role"]],
    tool: [["message", "toolCalls", 0, "function", "name"]],
  }),
  turns: ["user"],
  preview,
  conversation: (operations) => new ContinueSession(operations),
};

function isOurs(head: Head): boolean {
  return isStep(head) || isHeader(head);
}

function isHeader(head: Head): boolean {
  return textAt(head, "sessionId") !== undefined && textAt(head, "workspaceDirectory") !== undefined;
}

function isStep(head: Head): boolean {
  return textAt(head, "message", "role") !== undefined && Array.isArray(valueAt(head, "contextItems"));
}

class ContinueSession implements ConversationReader {
  readonly #operations: ConversationOperations;
  #answer: Entry = 0;

  constructor(operations: ConversationOperations) {
    this.#operations = operations;
  }

  take({ value, number }: FormatRecord): void {
    if (!isStep(value)) {
      // Behind the history, where the session counts what it took: a sum of its own, that is made up for models without prices.
      return;
    }
    const operations = this.#operations;
    switch (textAt(value, "message", "role")) {
      case "user":
        this.#takeWords(operations.message({ key: undefined, speaker: "user" }), value);
        operations.end("open");
        break;
      case "system":
        this.#takeWords(operations.message({ key: undefined, speaker: "system" }), value);
        break;
      case "thinking":
        // Of the answer behind it.
        if (isText(valueAt(value, "message", "content"))) {
          this.#answer = operations.message({ key: undefined, speaker: "assistant" });
          operations.reasoning(this.#answer, ["message", "content"]);
        }
        return;
      case "assistant":
        this.#takeAnswer(value, number);
        break;
      case "tool":
        this.#takeResult(textAt(value, "message", "toolCallId") ?? "", "unknown", ["message", "content"]);
        break;
      default:
        break;
    }
    this.#answer = 0;
    // The conversation up to here, summed up.
    if (isVisible(valueAt(value, "conversationSummary"))) operations.compaction();
  }

  #takeWords(entry: Entry, value: unknown): void {
    const operations = this.#operations;
    const content: ValuePath = ["message", "content"];
    if (isVisible(valueAt(value, ...content))) operations.text(entry, content);
    listAt(value, ...content).forEach((part, index) => {
      if (isVisible(valueAt(part, "text"))) operations.text(entry, [...content, index, "text"]);
      else if (textAt(part, "type") === "imageUrl") operations.attachment(entry, [...content, index]);
    });
  }

  #takeAnswer(value: unknown, number: number): void {
    const operations = this.#operations;
    const entry = this.#answer !== 0 ? this.#answer : operations.message({ key: undefined, speaker: "assistant" });
    if (isText(valueAt(value, "reasoning", "text"))) operations.reasoning(entry, ["reasoning", "text"]);
    this.#takeWords(entry, value);
    const calls = listAt(value, "message", "toolCalls");
    calls.forEach((call, index) => {
      operations.call({
        key: textAt(call, "id") ?? "",
        tool: textAt(call, "function", "name") ?? "",
        message: entry,
        input: ["message", "toolCalls", index, "function", "arguments"],
        isNew: true,
      });
    });
    listAt(value, "toolCallStates").forEach((state, index) => {
      const outcome = outcomes.get(textAt(state, "status") ?? "");
      if (outcome === undefined) return;
      this.#takeResult(textAt(state, "toolCallId") ?? "", outcome, ["toolCallStates", index, "output"]);
    });
    this.#takeTokens(valueAt(value, "message", "usage"), String(number));
    operations.end(calls.length > 0 ? "open" : "completed");
  }

  #takeResult(call: string, outcome: Outcome, output: ValuePath): void {
    this.#operations.result({ call, outcome, output });
  }

  #takeTokens(usage: unknown, request: string): void {
    const input = numberAt(usage, "prompt_tokens");
    const output = numberAt(usage, "completion_tokens");
    if (input === undefined || output === undefined) return;
    this.#operations.model(textAt(usage, "model") ?? "");
    this.#operations.usage({
      request,
      input,
      cachedInput: numberAt(usage, "prompt_tokens_details", "cached_tokens"),
      output,
      reasoning: numberAt(usage, "completion_tokens_details", "reasoning_tokens"),
    });
  }
}

/** States of a call that has ended; others (`generating`, `generated`, `calling`) are open. */
const outcomes: ReadonlyMap<string, Outcome> = new Map([
  ["done", "done"],
  ["errored", "failed"],
  ["canceled", "failed"],
]);

function preview(head: Head): string {
  if (!isStep(head)) return othersOf(head);
  const content = valueAt(head, "message", "content");
  const parts = Array.isArray(content)
    ? content.map((part) => textAt(part, "text") ?? compact(part))
    : [textAt(content)];
  const calls = listAt(head, "toolCallStates").map((state) => {
    const output = textAt(state, "output", 0, "content");
    const isBad = outcomes.get(textAt(state, "status") ?? "") === "failed";
    const call = called(textAt(state, "toolCall", "function", "name"), valueAt(state, "parsedArgs"));
    return output === undefined ? call : sentence(call, resulted(output, isBad));
  });
  return sentence(said(textAt(head, "message", "role") ?? "", sentence(...parts)), ...calls);
}
