// What `gemini --output-format stream-json` prints. A retried answer prints its pieces again with no mark, so they stand in
// one message; the statistics at the end are those of the whole run, its sub-agents included.

import { isText, isTrueAt, numberAt, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations, Entry } from "../conversationOperations.ts";
import { detectBy, guessed } from "../detecting.ts";
import type { ConversationReader, Format, FormatRecord, Head } from "../format.ts";
import { othersOf } from "../head.ts";
import { called, resulted, said } from "../sentence.ts";

const types: ReadonlySet<string> = new Set(["init", "message", "tool_use", "tool_result", "error", "result"]);

/** Told by `tool_id` and by the statistics of its result. The prompt is printed, as a message of the user. */
export const geminiStream: Format = {
  name: "gemini-stream",
  detect: (sample) => {
    const found = detectBy(sample, "are events of the Gemini CLI's standard output", isOurs);
    return sample.some(isTelling) ? found : guessed(found, 0.4);
  },
  plan: () => ({
    kind: [[["type"]], [["role"], ["status"]]],
    time: [["timestamp"]],
    pair: [["tool_id"]],
    role: [["role"]],
    tool: [["tool_name"]],
  }),
  errorKinds: ["error", "*/error"],
  deltas: [{ kinds: ["message/assistant"], text: [["content"]], together: "neighbours" }],
  turns: ["message/user"],
  ends: ["result", "result/*"],
  preview,
  conversation: (operations) => new GeminiStream(operations),
};

/** Events that no look-alike has. */
function isTelling(head: Head): boolean {
  const type = textAt(head, "type");
  if (type === "tool_use" || type === "tool_result") return textAt(head, "tool_id") !== undefined;
  return type === "result" && valueAt(head, "stats") !== undefined && valueAt(head, "status") !== undefined;
}

function isOurs(head: Head): boolean {
  const type = textAt(head, "type") ?? "";
  if (type === "message") return textAt(head, "role") !== undefined && textAt(head, "content") !== undefined;
  if (type === "init") return textAt(head, "session_id") !== undefined && textAt(head, "model") !== undefined;
  return isTelling(head) || (type === "error" && types.has(type) && textAt(head, "message") !== undefined);
}

/** The tool that hands a task to a sub-agent (0.61), and its answer where there is none of that name. */
const agentTool = "invoke_agent";
const noSuchAgent = /^Subagent '.*' not found/;
/** Calls of that tool that are waited for at once. */
const mostAsked = 10_000;

/** A run that repeats itself is given up, with a warning, and its result is a success (0.61). */
const stopsRun = /^Loop detected, stopping/;

class GeminiStream implements ConversationReader {
  readonly #operations: ConversationOperations;
  #answer: Entry = 0;
  #wasStopped = false;
  /** Calls for a sub-agent that have no result yet. */
  readonly #asked = new Set<string>();

  constructor(operations: ConversationOperations) {
    this.#operations = operations;
  }

  take({ value, number }: FormatRecord): void {
    const operations = this.#operations;
    switch (textAt(value, "type")) {
      case "init":
        operations.model(textAt(value, "model") ?? "");
        break;
      case "message":
        this.#takeMessage(value);
        break;
      case "tool_use": {
        const key = textAt(value, "tool_id") ?? "";
        const tool = textAt(value, "tool_name") ?? "";
        operations.call({ key, tool, message: this.#answer, input: ["parameters"] });
        if (tool === agentTool && this.#asked.size < mostAsked) this.#asked.add(key);
        break;
      }
      case "tool_result": {
        const exitCode = exitCodeOf(value);
        const failed = textAt(value, "status") === "error" || exitCode !== undefined;
        const outcome = failed ? "failed" : "done";
        const key = textAt(value, "tool_id") ?? "";
        operations.result({ call: key, outcome, exitCode, output: ["output"] });
        if (this.#asked.delete(key) && !noSuchAgent.test(textAt(value, "output") ?? "")) operations.subagent(key);
        this.#answer = 0;
        break;
      }
      case "error": {
        const message = textAt(value, "message") ?? "The run met an error.";
        operations.error(message);
        if (stopsRun.test(message)) this.#wasStopped = true;
        break;
      }
      case "result":
        this.#takeResult(value, number);
        break;
      default:
        break;
    }
  }

  #takeMessage(value: unknown): void {
    const operations = this.#operations;
    if (!isText(valueAt(value, "content"))) return;
    if (textAt(value, "role") === "user") {
      operations.text(operations.message({ key: undefined, speaker: "user" }), ["content"]);
      this.#answer = 0;
      return;
    }
    const continues = this.#answer !== 0 && isTrueAt(value, "delta");
    if (!continues) this.#answer = operations.message({ key: undefined, speaker: "assistant" });
    operations.text(this.#answer, ["content"], continues);
  }

  #takeResult(value: unknown, number: number): void {
    const operations = this.#operations;
    const stats = valueAt(value, "stats");
    const input = numberAt(stats, "input_tokens");
    const total = numberAt(stats, "total_tokens");
    if (input !== undefined && total !== undefined && total > 0) {
      // `output_tokens` leaves out the thoughts, the total does not.
      operations.usage({
        request: String(number),
        input,
        cachedInput: numberAt(stats, "cached"),
        output: total - input,
      });
    }
    const failed = textAt(value, "status") !== "success";
    if (failed) operations.error(textAt(value, "error", "message") ?? "The run failed.");
    operations.end(failed || this.#wasStopped ? "failed" : "completed");
    this.#wasStopped = false;
    this.#answer = 0;
  }
}

/**
 * Of a command that failed and printed nothing: the sentence is its whole output. Where it printed something, standard
 * output does not tell the exit code; the session's file does.
 */
function exitCodeOf(value: unknown): number | undefined {
  const found = /^Command exited with code: (\d+)$/.exec(textAt(value, "output") ?? "");
  return found === null ? undefined : Number(found[1]);
}

function preview(head: Head): string {
  switch (textAt(head, "type")) {
    case "message":
      return isTrueAt(head, "delta")
        ? (textAt(head, "content") ?? "")
        : said(textAt(head, "role") ?? "", textAt(head, "content"));
    case "tool_use":
      return called(textAt(head, "tool_name"), valueAt(head, "parameters"));
    case "tool_result":
      return resulted(textAt(head, "output") ?? textAt(head, "error", "message"), textAt(head, "status") === "error");
    default:
      return othersOf(head, "type", "timestamp", "session_id");
  }
}
