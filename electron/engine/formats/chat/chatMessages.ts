// Reads messages of a chat, one a record. A message of a person that holds nothing but results of calls is none of a person's
// (Anthropic, Google); ids may be those of the model's server, which some count from 0 in each answer.

import { isText, isTrueAt, isVisible, listAt, numberAt, textAt, type ValuePath, valueAt } from "../condensedValue.ts";
import type { ConversationOperations, Entry } from "../conversationOperations.ts";
import { marks } from "../conversationOperations.ts";
import type { ConversationReader, FormatRecord, ReadingContext } from "../format.ts";
import { exitCodeOf } from "../kimi/exitCode.ts";
import { isAttachment, isResult, isSpoken, takeCallPart, takeResultPart, takeResults } from "./parts.ts";
import { roles } from "./roles.ts";

export class ChatMessages implements ConversationReader {
  readonly #operations: ConversationOperations;
  readonly #context: ReadingContext;
  /** The message that made the calls whose results follow. */
  #answer: Entry = 0;

  constructor(operations: ConversationOperations, context: ReadingContext) {
    this.#operations = operations;
    this.#context = context;
  }

  take({ value, number }: FormatRecord): void {
    const type = textAt(value, "type");
    const speaker = roles.get(textAt(value, "role") ?? "");
    if (speaker === undefined) this.#takeItem(value, type);
    else if (speaker === "tool") this.#takeTool(value);
    else {
      this.#takeMessage(value, speaker);
      this.#takeUsage(value, number);
    }
  }

  #takeMessage(value: unknown, speaker: "user" | "assistant" | "system"): void {
    const operations = this.#operations;
    const at: ValuePath = Array.isArray(valueAt(value, "parts")) ? ["parts"] : ["content"];
    const parts = listAt(value, ...at);
    const hasWords = isText(valueAt(value, "content")) || parts.some(isSpoken);
    // Results in a person's name: nobody says anything.
    if (speaker === "user" && !hasWords && parts.some(isResult)) {
      takeResults(operations, parts, at);
      return;
    }
    const entry = operations.message({ key: undefined, id: textAt(value, "id"), speaker });
    if (speaker === "assistant") this.#answer = entry;
    if (isText(valueAt(value, "reasoning_content"))) operations.reasoning(entry, ["reasoning_content"]);
    if (isVisible(valueAt(value, "content"))) operations.text(entry, ["content"]);
    if (isText(valueAt(value, "refusal"))) operations.text(entry, ["refusal"]);
    parts.forEach((part, index) => {
      this.#takePart(entry, part, [...at, index]);
    });
    listAt(value, "tool_calls").forEach((call, index) => {
      operations.call({
        key: textAt(call, "id") ?? "",
        tool: textAt(call, "function", "name") ?? textAt(call, "name") ?? "",
        // Of no message by itself: told again before its result has come, it is the same (Kimi Code 2.1 prints the calls that are still
        // under way once more, in an answer of their own).
        parent: entry,
        input: [
          "tool_calls",
          index,
          ...(valueAt(call, "function") === undefined ? ["args"] : ["function", "arguments"]),
        ],
        isNew: true,
      });
    });
    const old = textAt(value, "function_call", "name");
    // Before calls had ids, a result named its function.
    if (old !== undefined)
      operations.call({ key: old, tool: old, message: entry, input: ["function_call", "arguments"], isNew: true });
    if (speaker === "assistant") operations.model(textAt(value, "model") ?? "");
    this.#takeStop(value, entry, speaker);
  }

  #takePart(entry: Entry, part: unknown, at: ValuePath): void {
    const operations = this.#operations;
    if (takeCallPart(operations, entry, part, at) || takeResultPart(operations, part, at)) return;
    const type = textAt(part, "type") ?? "";
    const thought = ["reasoningContent", "text"];
    if (isText(valueAt(part, ...thought))) operations.reasoning(entry, [...at, ...thought]);
    else if (type === "thinking") operations.reasoning(entry, [...at, "thinking"]);
    else if (isText(valueAt(part, "text"))) {
      const isThought = type === "reasoning" || isTrueAt(part, "thought");
      if (isThought) operations.reasoning(entry, [...at, "text"]);
      else operations.text(entry, [...at, "text"]);
    } else if (isAttachment(part)) operations.attachment(entry, at);
  }

  /** A turn is done when an answer calls for nothing more. A reason to stop is told by few. */
  #takeStop(value: unknown, entry: Entry, speaker: string): void {
    const operations = this.#operations;
    const reason = textAt(value, "stop_reason") ?? textAt(value, "finish_reason") ?? textAt(value, "finishReason");
    if (reason === "max_tokens" || reason === "length") operations.mark(entry, marks.cut);
    const calls =
      listAt(value, "tool_calls").length +
      [...listAt(value, "content"), ...listAt(value, "parts")].filter(isCallPart).length;
    operations.end(speaker === "assistant" && calls === 0 ? "completed" : "open");
  }

  /** A result as a message of its own, or several of them as its parts (the AI SDK). */
  #takeTool(value: unknown): void {
    const operations = this.#operations;
    operations.end("open");
    const parts = listAt(value, "content");
    if (parts.some(isResult)) {
      takeResults(operations, parts, ["content"]);
      return;
    }
    const call = textAt(value, "tool_call_id") ?? textAt(value, "toolCallId") ?? textAt(value, "name") ?? "";
    const failed = isTrueAt(value, "is_error") || isTrueAt(value, "isError") || textAt(value, "status") === "error";
    const exitCode = exitCodeOf(valueAt(value, "content"), this.#context);
    // Chat Completions have no place for it.
    const outcome = failed || exitCode !== undefined ? "failed" : "unknown";
    operations.result({ call, outcome, exitCode, output: ["content"] });
  }

  /** Items of the Responses API that are no messages. */
  #takeItem(value: unknown, type: string | undefined): void {
    const operations = this.#operations;
    const call = textAt(value, "call_id") ?? "";
    if (type === "function_call") {
      operations.call({ key: call, tool: textAt(value, "name") ?? "", input: ["arguments"], isNew: true });
      operations.end("open");
    } else if (type === "function_call_output") {
      operations.result({ call, outcome: "unknown", output: ["output"] });
      operations.end("open");
    } else if (type === "reasoning") {
      listAt(value, "summary").forEach((part, index) => {
        if (!isText(valueAt(part, "text"))) return;
        this.#answer = operations.message({ key: undefined, speaker: "assistant" });
        operations.reasoning(this.#answer, ["summary", index, "text"]);
      });
    }
  }

  #takeUsage(value: unknown, number: number): void {
    const usage = valueAt(value, "usage");
    const output = numberAt(usage, "output_tokens") ?? numberAt(usage, "completion_tokens");
    if (output === undefined) return;
    const read = numberAt(usage, "cache_read_input_tokens");
    const written = numberAt(usage, "cache_creation_input_tokens");
    const input = numberAt(usage, "input_tokens") ?? numberAt(usage, "prompt_tokens");
    this.#operations.usage({
      request: textAt(value, "id") ?? String(number),
      // Anthropic's input is without what its cache gave or took.
      input: input === undefined ? undefined : input + (read ?? 0) + (written ?? 0),
      cachedInput:
        read ??
        numberAt(usage, "prompt_tokens_details", "cached_tokens") ??
        numberAt(usage, "input_tokens_details", "cached_tokens"),
      cacheWrite: written,
      output,
      reasoning:
        numberAt(usage, "completion_tokens_details", "reasoning_tokens") ??
        numberAt(usage, "output_tokens_details", "reasoning_tokens"),
    });
  }
}

function isCallPart(part: unknown): boolean {
  const type = textAt(part, "type");
  if (type === "tool_use" || type === "tool-call") return true;
  return valueAt(part, "functionCall") !== undefined || valueAt(part, "toolUse") !== undefined;
}
