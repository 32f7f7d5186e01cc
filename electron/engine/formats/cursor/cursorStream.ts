// What `cursor-agent --output-format stream-json` prints: Claude Code's first and last line with events of its own between.
// With partial output, pieces of an answer carry a time, and the whole of it follows without one.

import type { ValuePath } from "../condensedValue.ts";
import { isObject, isText, isTrueAt, listAt, numberAt, objectAt, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations, Entry } from "../conversationOperations.ts";
import { detectBy, guessed } from "../detecting.ts";
import type { ConversationReader, Format, FormatRecord, Head } from "../format.ts";
import { othersOf } from "../head.ts";
import { called, resulted, said, sentence, textOfParts } from "../sentence.ts";

/** Only guessed at without a call, a thought or a result of its own, as its other lines are Claude Code's too. */
export const cursorStream: Format = {
  name: "cursor-stream",
  detect: (sample) => {
    const found = detectBy(sample, "are events of Cursor's standard output", isOurs);
    return sample.some(isTelling) ? found : guessed(found, 0.3);
  },
  plan: () => ({
    kind: [[["type"]], [["subtype"]]],
    time: [["timestamp_ms"]],
    pair: [["call_id"]],
    role: [["message", "role"]],
    tool: [],
    errors: [["is_error"]],
  }),
  deltas: [{ kinds: ["thinking/delta"], text: [["text"]], together: "neighbours" }],
  turns: ["user"],
  ends: ["result", "result/*"],
  preview,
  conversation: (operations) => new CursorStream(operations),
};

/** Events that no look-alike has. */
function isTelling(head: Head): boolean {
  const type = textAt(head, "type");
  if (type === "tool_call") return objectAt(head, "tool_call") !== undefined;
  return (
    (type === "thinking" && textAt(head, "session_id") !== undefined) ||
    (type === "result" && textAt(head, "request_id") !== undefined) ||
    (type === "system" &&
      textAt(head, "apiKeySource") !== undefined &&
      valueAt(head, "claude_code_version") === undefined &&
      valueAt(head, "tools") === undefined)
  );
}

function isOurs(head: Head): boolean {
  const type = textAt(head, "type");
  const isShared = (type === "user" || type === "assistant") && textAt(head, "session_id") !== undefined;
  return (
    isTelling(head) ||
    (isShared && valueAt(head, "parent_tool_use_id") === undefined && valueAt(head, "uuid") === undefined)
  );
}

class CursorStream implements ConversationReader {
  readonly #operations: ConversationOperations;
  #answer: Entry = 0;
  /** Its text came in pieces: the whole that follows is a copy. */
  #isPieced = false;

  constructor(operations: ConversationOperations) {
    this.#operations = operations;
  }

  take({ value, number }: FormatRecord): void {
    const operations = this.#operations;
    switch (textAt(value, "type")) {
      case "system":
        operations.model(textAt(value, "model") ?? "");
        operations.end("open");
        break;
      case "user":
        this.#takeBlocks(value, operations.message({ key: undefined, speaker: "user" }), false);
        this.#close();
        break;
      case "assistant":
        this.#takeAnswer(value);
        break;
      case "thinking":
        if (isText(valueAt(value, "text")))
          operations.reasoning(this.#open(), ["text"], textAt(value, "subtype") === "delta");
        break;
      case "tool_call":
        this.#takeCall(value);
        break;
      case "result": {
        const failed = isTrueAt(value, "is_error");
        this.#takeUsage(valueAt(value, "usage"), number);
        if (failed) operations.error(textAt(value, "result") ?? "The run failed.");
        operations.end(failed ? "failed" : "completed");
        break;
      }
      default:
        break;
    }
  }

  #takeAnswer(value: unknown): void {
    const isPiece = numberAt(value, "timestamp_ms") !== undefined;
    if (!isPiece && this.#isPieced) {
      this.#close();
      return;
    }
    this.#takeBlocks(value, this.#open(), isPiece && this.#isPieced);
    this.#isPieced = isPiece;
    if (!isPiece) this.#close();
  }

  #takeBlocks(value: unknown, entry: Entry, continues: boolean): void {
    listAt(value, "message", "content").forEach((block, index) => {
      const at: ValuePath = ["message", "content", index];
      if (isText(valueAt(block, "text"))) this.#operations.text(entry, [...at, "text"], continues);
      else if (textAt(block, "type") === "image") this.#operations.attachment(entry, at);
    });
  }

  #takeCall(value: unknown): void {
    const key = textAt(value, "call_id") ?? "";
    const { tool, name } = toolOf(value);
    const at: ValuePath = ["tool_call", name];
    if (textAt(value, "subtype") === "started") {
      this.#operations.call({ key, tool: shortName(name), message: this.#answer, input: [...at, "args"] });
      this.#close();
      return;
    }
    this.#operations.call({ key, tool: shortName(name) });
    const result = valueAt(tool, "result");
    const exitCode = numberAt(result, "success", "exitCode");
    const failed = result === undefined || valueAt(result, "success") === undefined || (exitCode ?? 0) !== 0;
    this.#operations.result({ call: key, outcome: failed ? "failed" : "done", exitCode, output: [...at, "result"] });
  }

  #takeUsage(usage: unknown, number: number): void {
    const input = numberAt(usage, "inputTokens");
    if (input === undefined) return;
    const cachedInput = numberAt(usage, "cacheReadTokens") ?? 0;
    const cacheWrite = numberAt(usage, "cacheWriteTokens") ?? 0;
    const output = numberAt(usage, "outputTokens");
    this.#operations.usage({
      request: String(number),
      input: input + cachedInput + cacheWrite,
      cachedInput,
      cacheWrite,
      output,
    });
  }

  #open(): Entry {
    if (this.#answer === 0) this.#answer = this.#operations.message({ key: undefined, speaker: "assistant" });
    return this.#answer;
  }

  #close(): void {
    this.#answer = 0;
    this.#isPieced = false;
  }
}

/** A call is an object with one member, named after the tool: `{"readToolCall":{"args":…,"result":…}}`. */
function toolOf(value: Head): { readonly tool: unknown; readonly name: string } {
  const call = valueAt(value, "tool_call");
  const name = isObject(call) ? (Object.keys(call)[0] ?? "") : "";
  return { tool: valueAt(call, name), name };
}

/** `readToolCall` is the tool `read`. */
function shortName(name: string): string {
  return name.replace(/ToolCall$/, "");
}

function preview(head: Head): string {
  const type = textAt(head, "type") ?? "";
  if (type === "tool_call") {
    const { tool, name } = toolOf(head);
    const call = called(shortName(name), valueAt(tool, "args"));
    if (textAt(head, "subtype") === "started") return call;
    const result = valueAt(tool, "result");
    return sentence(
      call,
      resulted(othersOf(valueAt(result, "success") ?? result), valueAt(result, "success") === undefined),
    );
  }
  if (type === "thinking") return textAt(head, "text") ?? "";
  if (type === "result") return said("result", textAt(head, "result"));
  const text = textOfParts(valueAt(head, "message", "content"));
  return text === "" ? othersOf(head, "type", "subtype", "session_id") : said(type, text);
}
