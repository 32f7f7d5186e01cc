// What `qwen --output-format stream-json` prints: Claude Code's shapes with other habits. An answer comes as one line for each
// block, each under an id of its own; only the last one has the usage. Prompts are not printed.

import type { ValuePath } from "../condensedValue.ts";
import { isText, isTrueAt, isVisible, listAt, numberAt, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations, Entry, Marks } from "../conversationOperations.ts";
import { marks } from "../conversationOperations.ts";
import { detectBy, guessed } from "../detecting.ts";
import type { ConversationReader, Format, FormatRecord, Head } from "../format.ts";
import { compact, othersOf } from "../head.ts";
import { messageDeltas } from "../messageDeltas.ts";
import { called, resulted, said, sentence } from "../sentence.ts";
import { isAgentTool, mostAsked, noSuchAgent } from "./qwen.ts";

/** How an error of the model's server is printed: as an answer. */
const errorText = /^\[API Error\b/;
/** The result of a run whose last request failed; it says that all is well (0.7), and a cut answer stands before the error. */
const failedResult = /\[API Error: [^\]]*\]$/;
/** The result of a call that was dropped and never run, because its answer was asked for again (0.24). */
const droppedCall = /^Skipped because the provider attempt was retried/;
/** How a notification about a sub-agent begins: as if the user had said it. */
const notificationText = /^Background agent "/;

/**
 * Told from Claude Code's output by three records alone, of which the first line is one; a cut output is only guessed
 * at.
 */
export const qwenStream: Format = {
  name: "qwen-stream",
  detect: (sample) => {
    const found = detectBy(sample, "are events of Qwen Code's standard output", isOurs);
    // Only the first line names the program; a goal's state comes right behind it.
    return sample.some(isTelling) ? found : guessed(found, 0.4);
  },
  plan: () => ({
    kind: [
      [["type"]],
      [["subtype"], ["event", "type"], ["message", "content", 0, "type"]],
      [["event", "delta", "type"]],
    ],
    time: [["timestamp"]],
    pair: [
      ["message", "content", 0, "tool_use_id"],
      ["message", "content", 0, "id"],
      ["data", "tool_use_id"],
    ],
    role: [["message", "role"]],
    tool: [["message", "content", 0, "name"]],
    errors: [["is_error"], ["message", "content", 0, "is_error"]],
  }),
  deltas: messageDeltas,
  turns: ["system/init"],
  preview,
  conversation: (operations) => new QwenStream(operations),
};

function isTelling(head: Head): boolean {
  return (
    textAt(head, "qwen_code_version") !== undefined ||
    textAt(head, "event", "type") === "goal_state" ||
    (textAt(head, "type") === "assistant" && numberAt(head, "message", "usage", "total_tokens") !== undefined)
  );
}

function isOurs(head: Head): boolean {
  const type = textAt(head, "type");
  const isShared =
    type === "assistant" || type === "user" || type === "stream_event" || type === "system" || type === "result";
  // Every line has an id of its own; Droid's first line, alike else, has none.
  const isNamed = textAt(head, "session_id") !== undefined && textAt(head, "uuid") !== undefined;
  return isShared && isNamed && textAt(head, "claude_code_version") === undefined;
}

class QwenStream implements ConversationReader {
  readonly #operations: ConversationOperations;
  /** The last answer is an error in the model's place. */
  #isErrorSaid = false;
  /** The answer whose usage has not come yet. */
  #answer: Entry = 0;
  /** Calls for a sub-agent that have no result yet: what an agent does names it besides. */
  readonly #asked = new Set<string>();

  constructor(operations: ConversationOperations) {
    this.#operations = operations;
  }

  take({ value, number }: FormatRecord): void {
    const parent = textAt(value, "parent_tool_use_id");
    const from = this.#operations.nextEntry();
    if (parent !== undefined) this.#operations.subagent(parent);
    const given = parent === undefined ? 0 : marks.sidechain;
    switch (textAt(value, "type")) {
      case "assistant":
        this.#takeAnswer(value, given, number);
        break;
      case "user":
        this.#takeUser(value, given);
        break;
      case "system":
        if (textAt(value, "subtype") === "init") this.#operations.model(textAt(value, "model") ?? "");
        if (/compress|compact/.test(textAt(value, "subtype") ?? "")) this.#operations.compaction(textAt(value, "uuid"));
        if (textAt(value, "subtype") === "task_started")
          this.#operations.subagent(textAt(value, "data", "tool_use_id") ?? "");
        break;
      case "result": {
        const failed = isTrueAt(value, "is_error") || failedResult.test(textAt(value, "result") ?? "");
        if (failed) {
          const message = textAt(value, "error", "message") ?? textAt(value, "result") ?? "The run failed.";
          this.#operations.error(message, this.#isErrorSaid);
        }
        // A local command answers in the model's name, which was not asked (0.24).
        if (numberAt(value, "num_turns") === 0 && this.#answer !== 0) this.#operations.mark(this.#answer, marks.madeUp);
        this.#operations.end(failed ? "failed" : "completed");
        break;
      }
      default:
        break;
    }
    if (parent !== undefined) this.#operations.ofSubagent(from, this.#operations.callOf(parent));
  }

  #takeAnswer(value: unknown, given: Marks, number: number): void {
    const operations = this.#operations;
    const blocks = listAt(value, "message", "content");
    const isError = errorText.test(textAt(blocks[0], "text") ?? "");
    this.#isErrorSaid = isError;
    const entry =
      this.#answer !== 0 && given === 0 && !isError
        ? this.#answer
        : operations.message({ key: undefined, speaker: "assistant", marks: isError ? given | marks.madeUp : given });
    blocks.forEach((block, index) => {
      this.#takeBlock(block, entry, ["message", "content", index], given);
    });
    operations.model(textAt(value, "message", "model") ?? "");
    const usage = valueAt(value, "message", "usage");
    const input = numberAt(usage, "input_tokens") ?? 0;
    if (input > 0 && given === 0) {
      operations.usage({
        request: String(number),
        input,
        cachedInput: numberAt(usage, "cache_read_input_tokens"),
        output: numberAt(usage, "output_tokens"),
      });
    }
    if (given !== 0) return;
    this.#answer = input > 0 || isError ? 0 : entry;
    operations.end("open");
  }

  #takeBlock(block: unknown, entry: Entry, at: ValuePath, given: Marks): void {
    const operations = this.#operations;
    switch (textAt(block, "type")) {
      case "text":
        if (isVisible(valueAt(block, "text"))) operations.text(entry, [...at, "text"]);
        break;
      case "thinking":
        if (isText(valueAt(block, "thinking"))) operations.reasoning(entry, [...at, "thinking"]);
        break;
      case "tool_use": {
        const key = textAt(block, "id") ?? "";
        const tool = textAt(block, "name") ?? "";
        operations.call({ key, tool, message: entry, input: [...at, "input"], isNew: true, marks: given });
        if (isAgentTool(tool) && this.#asked.size < mostAsked) this.#asked.add(key);
        break;
      }
      default:
        break;
    }
  }

  #takeUser(value: unknown, given: Marks): void {
    const operations = this.#operations;
    let said: Entry = 0;
    listAt(value, "message", "content").forEach((block, index) => {
      const at = ["message", "content", index];
      if (textAt(block, "type") === "tool_result") {
        const outcome = isTrueAt(block, "is_error") ? "failed" : "done";
        const invented = droppedCall.test(textAt(block, "content") ?? "") ? marks.madeUp : 0;
        const call = textAt(block, "tool_use_id") ?? "";
        operations.result({ call, outcome, output: [...at, "content"], marks: invented });
        if (this.#asked.delete(call) && !noSuchAgent.test(textAt(block, "content") ?? "")) operations.subagent(call);
        if (given === 0) this.#answer = 0;
      } else if (isText(valueAt(block, "text"))) {
        const byProgram = notificationText.test(textAt(block, "text") ?? "") ? marks.injected : 0;
        if (said === 0) said = operations.message({ key: undefined, speaker: "user", marks: given | byProgram });
        operations.text(said, [...at, "text"]);
      }
    });
  }
}

function preview(head: Head): string {
  const type = textAt(head, "type") ?? "";
  if (type === "stream_event") {
    const event = valueAt(head, "event");
    return (
      textAt(event, "delta", "text") ??
      textAt(event, "delta", "thinking") ??
      textAt(event, "delta", "partial_json") ??
      othersOf(event)
    );
  }
  if (type === "result") return said("result", textAt(head, "result") ?? textAt(head, "error", "message"));
  const blocks = listAt(head, "message", "content");
  if (blocks.length === 0) return othersOf(head, "type", "uuid", "session_id", "parent_tool_use_id", "tools");
  const parts = blocks.map((block) => {
    switch (textAt(block, "type")) {
      case "tool_use":
        return called(textAt(block, "name"), valueAt(block, "input"));
      case "tool_result":
        return resulted(compact(valueAt(block, "content")), isTrueAt(block, "is_error"));
      case "text":
        return said(type, textAt(block, "text"));
      default:
        return textAt(block, "thinking") ?? compact(block);
    }
  });
  return sentence(...parts);
}
