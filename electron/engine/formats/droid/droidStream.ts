// What `droid exec --output-format stream-json` prints. Reasoning comes twice with one id, and text, reasoning and calls of an
// answer share a message id. Its first line looks like Claude Code's.

import { TextIds } from "../../paging/textIds.ts";
import { isText, isTrueAt, isVisible, numberAt, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations } from "../conversationOperations.ts";
import { detectBy, guessed } from "../detecting.ts";
import { exitCodeAtEnd } from "../exitCode.ts";
import type { ConversationReader, Format, FormatRecord, Head, ReadingContext } from "../format.ts";
import { compact, othersOf } from "../head.ts";
import { called, resulted, said, sentence } from "../sentence.ts";
import { exitSentence } from "./droid.ts";

/**
 * In contrast to the session it names calls by `toolId`, by which it is told from Claude Code's and Qwen Code's output.
 */
export const droidStream: Format = {
  name: "droid-stream",
  detect: (sample) => {
    const found = detectBy(sample, "are events of Droid's standard output", isOurs);
    return sample.some(isTelling) ? found : guessed(found, 0.4);
  },
  plan: () => ({
    kind: [[["type"]], [["role"], ["subtype"]]],
    time: [["timestamp"]],
    pair: [["id"]],
    role: [["role"]],
    tool: [["toolName"], ["toolId"]],
    errors: [["isError"]],
  }),
  errorKinds: ["error"],
  turns: ["message/user"],
  preview,
  conversation: (operations, context) => new DroidStream(operations, context),
};

/** Events that no look-alike has. */
function isTelling(head: Head): boolean {
  const type = textAt(head, "type");
  if (type === "tool_call" || type === "tool_result") return textAt(head, "toolId") !== undefined;
  if (type === "message") return textAt(head, "text") !== undefined && textAt(head, "session_id") !== undefined;
  return type === "completion" && textAt(head, "finalText") !== undefined;
}

function isOurs(head: Head): boolean {
  const type = textAt(head, "type");
  // Claude Code's and Qwen Code's have an id.
  if (type === "system") return textAt(head, "subtype") === "init" && textAt(head, "uuid") === undefined;
  return isTelling(head) || ((type === "reasoning" || type === "error") && textAt(head, "session_id") !== undefined);
}

class DroidStream implements ConversationReader {
  readonly #operations: ConversationOperations;
  readonly #context: ReadingContext;
  /** Ids of reasoning that was met. */
  readonly #thoughts = new TextIds();
  #failed = false;

  constructor(operations: ConversationOperations, context: ReadingContext) {
    this.#operations = operations;
    this.#context = context;
  }

  take({ value, number }: FormatRecord): void {
    const operations = this.#operations;
    const id = textAt(value, "id");
    switch (textAt(value, "type")) {
      case "system":
        operations.model(textAt(value, "model") ?? "");
        break;
      case "message": {
        const speaker = textAt(value, "role") === "user" ? "user" : "assistant";
        const entry = operations.message({ key: id, speaker });
        if (isVisible(valueAt(value, "text"))) operations.text(entry, ["text"]);
        operations.end("open");
        break;
      }
      case "reasoning": {
        if (id !== undefined && this.#thoughts.known(id) !== 0) break;
        if (id !== undefined) this.#thoughts.ofText(id);
        if (isText(valueAt(value, "text")))
          operations.reasoning(operations.message({ key: id, speaker: "assistant" }), ["text"]);
        break;
      }
      case "tool_call":
        operations.call({
          key: id ?? "",
          tool: textAt(value, "toolName") ?? textAt(value, "toolId") ?? "",
          message: operations.messageOf(textAt(value, "messageId") ?? ""),
          input: ["parameters"],
          isNew: true,
        });
        break;
      case "tool_result": {
        const exitCode = exitCodeAtEnd(valueAt(value, "value"), exitSentence, this.#context);
        const failed = isTrueAt(value, "isError") || (exitCode ?? 0) !== 0;
        operations.result({ call: id ?? "", outcome: failed ? "failed" : "done", exitCode, output: ["value"] });
        break;
      }
      case "error":
        operations.error(textAt(value, "message") ?? "Droid met an error.");
        operations.end("failed");
        this.#failed = true;
        break;
      case "completion":
        this.#takeUsage(valueAt(value, "usage"), number);
        operations.end(this.#failed ? "failed" : "completed");
        this.#failed = false;
        break;
      default:
        break;
    }
  }

  /** Of a whole run. Its input leaves out what was read from or written to a cache. */
  #takeUsage(usage: unknown, number: number): void {
    const input = numberAt(usage, "input_tokens");
    const cachedInput = numberAt(usage, "cache_read_input_tokens") ?? 0;
    const cacheWrite = numberAt(usage, "cache_creation_input_tokens") ?? 0;
    if (input === undefined) return;
    const output = numberAt(usage, "output_tokens");
    this.#operations.usage({
      request: String(number),
      input: input + cachedInput + cacheWrite,
      cachedInput,
      cacheWrite,
      output,
    });
  }
}

function preview(head: Head): string {
  switch (textAt(head, "type")) {
    case "message":
      return said(textAt(head, "role") ?? "", textAt(head, "text"));
    case "reasoning":
      return textAt(head, "text") ?? "";
    case "tool_call":
      return called(textAt(head, "toolName"), valueAt(head, "parameters"));
    case "tool_result":
      return sentence(textAt(head, "toolId"), resulted(compact(valueAt(head, "value")), isTrueAt(head, "isError")));
    case "completion":
      return said("completed", textAt(head, "finalText"));
    case "error":
      return sentence(textAt(head, "source"), textAt(head, "message"));
    default:
      return othersOf(head, "type", "id", "timestamp", "session_id");
  }
}
