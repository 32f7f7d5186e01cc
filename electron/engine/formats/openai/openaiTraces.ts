// Traces of the OpenAI Agents SDK, as an exporter hands them on: `trace` and `trace.span` objects, spans when they end. A model
// call repeats all that was said before it, so a trace's n-th user message is one prompt however often it stands there.

import { isText, listAt, numberAt, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations, Entry } from "../conversationOperations.ts";
import { detectBy } from "../detecting.ts";
import type { ConversationReader, Format, FormatRecord, Head } from "../format.ts";
import { compact, othersOf } from "../head.ts";
import { called, resulted, said, sentence } from "../sentence.ts";

export const openaiTraces: Format = {
  name: "openai-traces",
  detect: (sample) =>
    detectBy(sample, "are traces and spans of the OpenAI Agents SDK", (head) => {
      const object = textAt(head, "object");
      return object === "trace" || (object === "trace.span" && valueAt(head, "span_data") !== undefined);
    }),
  plan: () => ({
    kind: [[["object"]], [["span_data", "type"]]],
    time: [["started_at"], ["ended_at"]],
    pair: [["parent_id"], ["trace_id"], ["id"]],
    role: [],
    tool: [["span_data", "name"]],
  }),
  preview,
  conversation: (operations) => new TraceReader(operations),
};

class TraceReader implements ConversationReader {
  readonly #operations: ConversationOperations;
  #agents = 0;

  constructor(operations: ConversationOperations) {
    this.#operations = operations;
  }

  take({ value }: FormatRecord): void {
    const operations = this.#operations;
    const data = valueAt(value, "span_data");
    const id = textAt(value, "id") ?? "";
    const problem = textAt(value, "error", "message");
    switch (textAt(data, "type")) {
      case "generation":
      case "response":
        this.#takeGeneration(value, id);
        break;
      case "function":
        operations.call({ key: id, tool: textAt(data, "name") ?? "", input: ["span_data", "input"] });
        operations.result({
          call: id,
          outcome: problem === undefined ? "done" : "failed",
          output: ["span_data", "output"],
        });
        break;
      case "agent":
        // The first is the agent itself; what it hands over to, or calls, are others.
        if (++this.#agents > 1 && textAt(value, "parent_id") !== undefined) operations.subagent(id);
        break;
      default:
        break;
    }
    if (problem !== undefined && textAt(data, "type") !== "function") {
      operations.error(problem);
      operations.end("failed");
    }
  }

  end(): void {}

  #takeGeneration(value: unknown, id: string): void {
    const operations = this.#operations;
    const data = valueAt(value, "span_data");
    const trace = textAt(value, "trace_id") ?? "";
    let users = 0;
    listAt(data, "input").forEach((message, index) => {
      if (textAt(message, "role") !== "user") return;
      const key = `${trace} user ${++users}`;
      if (operations.messageOf(key) !== 0) return;
      const prompt = operations.message({ key, speaker: "user" });
      this.#takeContent(prompt, valueAt(message, "content"), ["span_data", "input", index, "content"]);
    });
    const answer = operations.message({ key: id, speaker: "assistant" });
    listAt(data, "output").forEach((message, index) => {
      this.#takeContent(answer, valueAt(message, "content"), ["span_data", "output", index, "content"]);
    });
    operations.model(textAt(data, "model") ?? "");
    const usage = valueAt(data, "usage");
    const input = numberAt(usage, "input_tokens") ?? numberAt(usage, "prompt_tokens");
    if (input !== undefined) {
      operations.usage({
        request: id,
        input,
        cachedInput: numberAt(usage, "input_tokens_details", "cached_tokens"),
        output: numberAt(usage, "output_tokens") ?? numberAt(usage, "completion_tokens"),
        reasoning: numberAt(usage, "output_tokens_details", "reasoning_tokens"),
      });
    }
    operations.end("completed");
  }

  #takeContent(entry: Entry, content: unknown, at: readonly (string | number)[]): void {
    if (isText(content)) this.#operations.text(entry, at);
    listAt(content).forEach((part, index) => {
      if (isText(valueAt(part, "text"))) this.#operations.text(entry, [...at, index, "text"]);
    });
  }
}

function preview(head: Head): string {
  const data = valueAt(head, "span_data");
  const problem = textAt(head, "error", "message");
  switch (textAt(data, "type")) {
    case "function":
      return sentence(
        called(textAt(data, "name"), valueAt(data, "input")),
        resulted(problem ?? compact(valueAt(data, "output")), problem !== undefined),
      );
    case "generation": {
      const output = listAt(data, "output").map(
        (message) => textAt(message, "content") ?? compact(valueAt(message, "content")),
      );
      return sentence(textAt(data, "model"), said("assistant", output.join("")), problem);
    }
    default:
      return data === undefined ? othersOf(head, "object") : sentence(othersOf(data, "type"), problem);
  }
}
