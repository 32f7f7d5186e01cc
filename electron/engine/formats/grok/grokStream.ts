// What `grok --output-format streaming-json` prints (@xai-official/grok 1.0): pieces of text and thought, calls and their updates as
// the Agent Client Protocol spells them, and the usage of each request. Prompts are not printed. Sessions are logs of that protocol.

import type { ValuePath } from "../condensedValue.ts";
import { isObject, isText, listAt, numberAt, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations, Entry } from "../conversationOperations.ts";
import { detectBy, guessed } from "../detecting.ts";
import type { ConversationReader, Format, FormatRecord, Head } from "../format.ts";
import { othersOf } from "../head.ts";
import { called, resulted, sentence } from "../sentence.ts";

/** The tool that starts a sub-agent. */
const agentTool = "spawn_subagent";

/** No times. Grok's sessions are logs of the Agent Client Protocol, which `acp` reads. */
export const grokStream: Format = {
  name: "grok-stream",
  detect: (sample) => {
    const found = detectBy(sample, "are events of Grok's standard output", isOurs);
    // Other programs print texts, usage and errors of one member, too.
    return sample.some(isTelling) ? found : guessed(found, 0.05);
  },
  plan: () => ({
    kind: [[["type"]], [["status"]]],
    time: [],
    pair: [["toolCallId"]],
    role: [],
    tool: [["toolName"]],
  }),
  errorKinds: ["error", "tool_call_update/failed"],
  deltas: [{ kinds: ["text", "thought"], text: [["data"]], together: "neighbours" }],
  preview,
  conversation: (operations) => new GrokStream(operations),
};

function isTelling(head: Head): boolean {
  switch (textAt(head, "type")) {
    case "available_commands":
      return Array.isArray(valueAt(head, "tools")) && Array.isArray(valueAt(head, "commands"));
    case "tool_call":
      return textAt(head, "toolCallId") !== undefined && textAt(head, "toolName") !== undefined;
    case "end":
      return textAt(head, "stopReason") !== undefined && textAt(head, "sessionId") !== undefined;
    default:
      return false;
  }
}

function isOurs(head: Head): boolean {
  switch (textAt(head, "type")) {
    case "text":
    case "thought":
      return textAt(head, "data") !== undefined;
    case "usage":
      return isObject(valueAt(head, "usage"));
    case "tool_call_update":
      return textAt(head, "toolCallId") !== undefined;
    case "error":
      return textAt(head, "message") !== undefined;
    default:
      return isTelling(head);
  }
}

class GrokStream implements ConversationReader {
  readonly #operations: ConversationOperations;
  #answer: Entry = 0;
  #hasText = false;
  #hasThought = false;
  /** The request of the answer is over: what is said next is another answer. */
  #isOver = false;
  /** Requests that told their usage since the last run began. */
  #told = 0;

  constructor(operations: ConversationOperations) {
    this.#operations = operations;
  }

  take({ value, number }: FormatRecord): void {
    const operations = this.#operations;
    switch (textAt(value, "type")) {
      case "text":
        if (isText(valueAt(value, "data"))) operations.text(this.#open(), ["data"], this.#hasText);
        this.#hasText = true;
        break;
      case "thought":
        if (isText(valueAt(value, "data"))) operations.reasoning(this.#open(), ["data"], this.#hasThought);
        this.#hasThought = true;
        break;
      case "usage":
        this.#told++;
        this.#takeUsage(valueAt(value, "usage"), number);
        this.#isOver = true;
        break;
      case "tool_call":
        this.#takeCall(value);
        break;
      case "tool_call_update":
        this.#takeUpdate(value);
        break;
      case "error":
        operations.error(textAt(value, "message") ?? "Grok met an error.");
        operations.end("failed");
        break;
      case "end":
        this.#takeEnd(value, number);
        break;
      default:
        break;
    }
  }

  #open(): Entry {
    if (this.#answer === 0 || this.#isOver) {
      this.#answer = this.#operations.message({ key: undefined, speaker: "assistant" });
      this.#hasText = false;
      this.#hasThought = false;
      this.#isOver = false;
    }
    this.#operations.end("open");
    return this.#answer;
  }

  #takeCall(value: unknown): void {
    const key = textAt(value, "toolCallId") ?? "";
    const tool = textAt(value, "toolName") ?? textAt(value, "title") ?? "";
    // Usage comes before the calls of its request.
    if (this.#answer === 0) this.#open();
    this.#operations.call({ key, tool, message: this.#answer, input: ["rawInput"], isNew: true });
    if (tool === agentTool) this.#operations.subagent(key);
    this.#isOver = true;
    this.#operations.end("open");
  }

  /** While a command runs, its updates have exit code 0; the last one, also of one that failed, is "completed". */
  #takeUpdate(value: unknown): void {
    const status = textAt(value, "status");
    if (status !== "completed" && status !== "failed" && status !== "cancelled") return;
    const exitCode = numberAt(value, "rawOutput", "exit_code");
    const failed = status !== "completed" || (exitCode ?? 0) !== 0;
    const output: ValuePath = listAt(value, "content").length > 0 ? ["content"] : ["rawOutput"];
    const call = textAt(value, "toolCallId") ?? "";
    this.#operations.result({ call, outcome: failed ? "failed" : "done", exitCode, output });
  }

  /** Its input leaves out what came from a cache, unlike that of the session's file. */
  #takeUsage(usage: unknown, number: number): void {
    const input = numberAt(usage, "input_tokens");
    if (input === undefined) return;
    const cachedInput = numberAt(usage, "cache_read_input_tokens") ?? 0;
    const cacheWrite = numberAt(usage, "cache_creation_input_tokens") ?? 0;
    this.#operations.usage({
      request: String(number),
      input: input + cachedInput + cacheWrite,
      cachedInput,
      cacheWrite,
      output: numberAt(usage, "output_tokens"),
      reasoning: numberAt(usage, "reasoning_tokens"),
    });
  }

  #takeEnd(value: unknown, number: number): void {
    const models = valueAt(value, "modelUsage");
    for (const model of isObject(models) ? Object.keys(models) : []) this.#operations.model(model);
    // The run's sum: needed only where no request told its own.
    if (this.#told === 0) this.#takeUsage(valueAt(value, "usage"), number);
    this.#told = 0;
    this.#isOver = true;
    const reason = textAt(value, "stopReason");
    this.#operations.end(reason === "cancelled" ? "interrupted" : reason === "refusal" ? "failed" : "completed");
  }
}

function preview(head: Head): string {
  switch (textAt(head, "type")) {
    case "text":
    case "thought":
      return textAt(head, "data") ?? "";
    case "tool_call":
      return called(textAt(head, "toolName"), valueAt(head, "rawInput"));
    case "tool_call_update": {
      const exitCode = numberAt(head, "rawOutput", "exit_code") ?? 0;
      const text = textAt(head, "content", 0, "content", "text") ?? "";
      const status = textAt(head, "status");
      if (status !== "completed" && status !== "failed") return sentence(status, text);
      return resulted(exitCode === 0 ? text : sentence(`exit ${exitCode}`, text), status === "failed");
    }
    case "error":
      return textAt(head, "message") ?? "";
    default:
      return othersOf(head, "type", "tools", "commands");
  }
}
