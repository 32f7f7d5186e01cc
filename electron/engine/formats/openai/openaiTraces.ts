// Traces of the OpenAI Agents SDK, as an exporter hands them on: `trace` and `trace.span` objects, spans when they end. A model
// call repeats all that was said before it, so a trace's n-th user message is one prompt however often it stands there.
//
// What a `generation` gave is a list of messages (Python), or one whole chat completion (JavaScript, @openai/agents 0.20), which
// then has the usage. A `response` has nothing but an id; its tokens stand with the `turn` around it alone.

import { TextIds } from "../../paging/textIds.ts";
import { isText, listAt, numberAt, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations, Entry } from "../conversationOperations.ts";
import { detectBy } from "../detecting.ts";
import type { ConversationReader, Format, FormatRecord, Head } from "../format.ts";
import { compact, othersOf } from "../head.ts";
import { called, resulted, said, sentence } from "../sentence.ts";
import { workingTime } from "../workingTime.ts";

/** Spans stand in the order of their ends, so what began first comes last. Each trace is a turn. */
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
  turns: ["trace"],
  preview,
  conversation: (operations) => new TraceReader(operations),
};

class TraceReader implements ConversationReader {
  readonly #operations: ConversationOperations;
  /** Names of a trace's agents. */
  readonly #agents = new TextIds();
  /** The traces that have one. */
  readonly #traces = new TextIds();
  /** Spans around requests that told their usage themselves. */
  readonly #told = new TextIds();

  constructor(operations: ConversationOperations) {
    this.#operations = operations;
  }

  take({ value }: FormatRecord): void {
    const operations = this.#operations;
    const data = valueAt(value, "span_data");
    const id = textAt(value, "id") ?? "";
    const problem = problemOf(value);
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
          // What a tool threw stands with the span: it gave nothing then.
          output: problem !== undefined && !hasOutput(data) ? ["error"] : ["span_data", "output"],
          worked: workingTime(valueAt(value, "started_at"), valueAt(value, "ended_at")),
        });
        break;
      case "agent":
        this.#takeAgent(textAt(value, "trace_id") ?? "", textAt(data, "name") ?? id);
        break;
      case "custom":
        // `task` around the turns of a run has their sum.
        if (textAt(data, "data", "sdk_span_type") === "turn" && this.#told.known(id) === 0) {
          this.#takeUsage(valueAt(data, "data", "usage"), id);
        }
        break;
      default:
        break;
    }
    if (problem !== undefined && textAt(data, "type") !== "function") {
      operations.error(problem);
      operations.end("failed");
    }
  }

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
    let isTold = this.#takeUsage(valueAt(data, "usage"), id);
    listAt(data, "output").forEach((given, index) => {
      const at = ["span_data", "output", index];
      this.#takeContent(answer, valueAt(given, "content"), [...at, "content"]);
      const whole = [...at, "choices", 0, "message", "content"];
      this.#takeContent(answer, valueAt(given, "choices", 0, "message", "content"), whole);
      isTold = this.#takeUsage(valueAt(given, "usage"), id) || isTold;
    });
    operations.model(textAt(data, "model") ?? "");
    if (isTold) this.#told.ofText(textAt(value, "parent_id") ?? "");
    operations.end("completed");
  }

  /** The first is the agent itself, or one that it called, which ends before it; what is named besides are others. */
  #takeAgent(trace: string, name: string): void {
    const key = `${trace} ${name}`;
    const isKnown = this.#agents.known(key) !== 0;
    if (!isKnown && this.#traces.known(trace) !== 0) this.#operations.subagent(key);
    this.#agents.ofText(key);
    this.#traces.ofText(trace);
  }

  /** False when none is told. */
  #takeUsage(usage: unknown, request: string): boolean {
    const input = numberAt(usage, "input_tokens") ?? numberAt(usage, "prompt_tokens");
    if (input === undefined) return false;
    this.#operations.usage({
      request,
      input,
      cachedInput:
        numberAt(usage, "input_tokens_details", "cached_tokens") ??
        numberAt(usage, "prompt_tokens_details", "cached_tokens") ??
        numberAt(usage, "cached_input_tokens"),
      cacheWrite: numberAt(usage, "cache_write_input_tokens"),
      output: numberAt(usage, "output_tokens") ?? numberAt(usage, "completion_tokens"),
      reasoning:
        numberAt(usage, "output_tokens_details", "reasoning_tokens") ??
        numberAt(usage, "completion_tokens_details", "reasoning_tokens"),
    });
    return true;
  }

  #takeContent(entry: Entry, content: unknown, at: readonly (string | number)[]): void {
    if (isText(content)) this.#operations.text(entry, at);
    listAt(content).forEach((part, index) => {
      if (isText(valueAt(part, "text"))) this.#operations.text(entry, [...at, index, "text"]);
    });
  }
}

/** What went wrong, with what was thrown: `message` alone is the same for all failures of a sort. */
function problemOf(span: unknown): string | undefined {
  const message = textAt(span, "error", "message");
  const thrown = textAt(span, "error", "data", "error");
  return message === undefined || thrown === undefined ? message : `${message}: ${thrown}`;
}

function hasOutput(data: unknown): boolean {
  return (valueAt(data, "output") ?? undefined) !== undefined;
}

function preview(head: Head): string {
  const data = valueAt(head, "span_data");
  const problem = problemOf(head);
  switch (textAt(data, "type")) {
    case "function":
      return sentence(
        called(textAt(data, "name"), valueAt(data, "input")),
        resulted(problem ?? compact(valueAt(data, "output")), problem !== undefined),
      );
    case "generation": {
      const output = listAt(data, "output").map((given) => {
        const content = valueAt(given, "choices", 0, "message", "content") ?? valueAt(given, "content");
        return textAt(content) ?? compact(content);
      });
      return sentence(textAt(data, "model"), said("assistant", output.join("")), problem);
    }
    default:
      return data === undefined ? othersOf(head, "object") : sentence(othersOf(data, "type"), problem);
  }
}
