// What `cline --json` prints (cline 3.0): hooks, events of the agent and a result; no prompt. Every piece of a text is called
// `content_start`; `content_end` has the whole text again.

import { isText, isVisible, numberAt, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationEnd, ConversationOperations, Entry } from "../conversationOperations.ts";
import { marks } from "../conversationOperations.ts";
import { detectBy } from "../detecting.ts";
import type { ConversationReader, Format, FormatRecord, Head } from "../format.ts";
import { compact, othersOf } from "../head.ts";
import { called, resulted, sentence } from "../sentence.ts";
import { hasFailed } from "./outcome.ts";

const types: ReadonlySet<string> = new Set(["hook_event", "agent_event", "run_result", "run_start"]);

/** Told by a type and a `ts` alone. Behind its `run_result` nothing more comes. */
export const clineStream: Format = {
  name: "cline-stream",
  detect: (sample) =>
    detectBy(
      sample,
      "are events of Cline's standard output",
      (head) => types.has(textAt(head, "type") ?? "") && textAt(head, "ts") !== undefined,
    ),
  plan: () => ({
    kind: [[["type"]], [["event", "type"], ["hookEventName"]], [["event", "contentType"]]],
    time: [["ts"]],
    pair: [["event", "toolCallId"]],
    role: [],
    tool: [["event", "toolName"]],
  }),
  turns: ["hook_event/agent_start"],
  ends: ["run_result"],
  preview,
  conversation: (operations) => new ClineStream(operations),
};

class ClineStream implements ConversationReader {
  readonly #operations: ConversationOperations;
  /** The answer of the iteration that is under way. */
  #answer: Entry = 0;
  /** What of it came in pieces, and is passed over when it comes whole. */
  #hasText = false;
  #hasReasoning = false;
  /** The answer that is being asked for again. */
  #cut: { readonly answer: Entry; readonly hasText: boolean; readonly hasReasoning: boolean } | undefined;
  #isErrorSaid = false;
  /** Why the run is given up: the calls of several answers could not be run. */
  #mistake: string | undefined;
  #hasGivenUp = false;
  #requests = 0;

  constructor(operations: ConversationOperations) {
    this.#operations = operations;
  }

  take({ value, number }: FormatRecord): void {
    switch (textAt(value, "type")) {
      case "hook_event":
        this.#takeHook(value);
        break;
      case "agent_event":
        this.#takeEvent(valueAt(value, "event"));
        break;
      case "run_result":
        this.#takeResult(value, number);
        break;
      default:
        break;
    }
  }

  #takeHook(value: unknown): void {
    // Only an agent that gives up by itself says so; behind it the run tells of another client's abort (3.0).
    if (textAt(value, "hookEventName") === "agent_error") this.#hasGivenUp = true;
    if (textAt(value, "hookEventName") !== "agent_start") return;
    this.#hasGivenUp = false;
    if (textAt(value, "parentAgentId") !== undefined) this.#operations.subagent(textAt(value, "agentId") ?? "");
    this.#operations.end("open");
  }

  #takeEvent(event: unknown): void {
    const operations = this.#operations;
    switch (textAt(event, "type")) {
      case "iteration_start":
        this.#beginAnswer();
        break;
      case "content_start":
        this.#takeContent(event, true);
        break;
      case "content_end":
        this.#takeContent(event, false);
        break;
      case "usage":
        operations.usage({
          request: String(++this.#requests),
          input: numberAt(event, "inputTokens"),
          cachedInput: numberAt(event, "cacheReadTokens") ?? 0,
          cacheWrite: numberAt(event, "cacheWriteTokens") ?? 0,
          output: numberAt(event, "outputTokens"),
        });
        break;
      case "error":
        this.#mistake = textAt(event, "error", "message");
        break;
      case "notice":
        this.#takeNotice(valueAt(event, "metadata"));
        break;
      case "done":
        if (textAt(event, "reason") === "error") this.#takeError(event);
        break;
      default:
        break;
    }
  }

  /**
   * An answer that ended at the limit of tokens is asked for again, after a compaction (3.0); both come in one iteration. Where there is
   * nothing to compact, it stays.
   */
  #takeNotice(metadata: unknown): void {
    const kind = textAt(metadata, "kind") ?? "";
    const phase = textAt(metadata, "phase");
    if (kind === "max_tokens_compaction" && phase === "failed") {
      this.#answer = this.#cut?.answer ?? 0;
      this.#hasText = this.#cut?.hasText ?? false;
      this.#hasReasoning = this.#cut?.hasReasoning ?? false;
    } else if (kind === "max_tokens_compaction") {
      if (this.#answer !== 0) this.#operations.mark(this.#answer, marks.cut);
      this.#cut = { answer: this.#answer, hasText: this.#hasText, hasReasoning: this.#hasReasoning };
      this.#beginAnswer();
    }
    if (kind.endsWith("compaction") && phase === "completed") this.#operations.compaction();
  }

  /** Said by the run's last event, or (3.0) by its result alone. */
  #takeError(value: unknown): void {
    if (!this.#isErrorSaid) this.#operations.error(textAt(value, "text") ?? "Cline met an error.");
    this.#isErrorSaid = true;
  }

  /** What is blank until now is no answer yet; of a text that has begun every piece counts. */
  #takeText(event: unknown): void {
    if (this.#hasText) {
      this.#operations.text(this.#open(), ["event", "text"], true);
      return;
    }
    const sofar = textAt(event, "accumulated") === undefined ? "text" : "accumulated";
    if (!isVisible(valueAt(event, sofar))) return;
    this.#operations.text(this.#open(), ["event", sofar]);
    this.#hasText = true;
  }

  #beginAnswer(): void {
    this.#answer = 0;
    this.#hasText = false;
    this.#hasReasoning = false;
  }

  #takeContent(event: unknown, isPiece: boolean): void {
    const operations = this.#operations;
    const sort = textAt(event, "contentType");
    if (sort === "tool") {
      const key = textAt(event, "toolCallId") ?? "";
      if (isPiece) {
        const tool = textAt(event, "toolName") ?? "";
        operations.call({ key, tool, message: this.#answer, input: ["event", "input"], isNew: true });
      } else
        operations.result({
          call: key,
          outcome: hasFailed(event, "output") ? "failed" : "done",
          output: ["event", "output"],
        });
      return;
    }
    if (sort === "text" && isText(valueAt(event, "text")) && (isPiece || !this.#hasText)) this.#takeText(event);
    if (sort === "reasoning" && isText(valueAt(event, "reasoning")) && (isPiece || !this.#hasReasoning)) {
      operations.reasoning(this.#open(), ["event", "reasoning"], this.#hasReasoning);
      this.#hasReasoning = true;
    }
  }

  #open(): Entry {
    if (this.#answer === 0) this.#answer = this.#operations.message({ key: undefined, speaker: "assistant" });
    return this.#answer;
  }

  #takeResult(value: unknown, number: number): void {
    const operations = this.#operations;
    operations.model(textAt(value, "model", "id") ?? "");
    const usage = valueAt(value, "usage");
    // The run's sum: needed only where no request told its own.
    const input = numberAt(usage, "inputTokens") ?? 0;
    if (this.#requests === 0 && input > 0) {
      operations.usage({
        request: `run ${number}`,
        input,
        cachedInput: numberAt(usage, "cacheReadTokens"),
        cacheWrite: numberAt(usage, "cacheWriteTokens"),
        output: numberAt(usage, "outputTokens"),
      });
    }
    const cost = numberAt(value, "aggregateUsage", "totalCost") ?? numberAt(usage, "totalCost");
    if (cost !== undefined && cost > 0) operations.cost(cost);
    const told = endOf(textAt(value, "finishReason"));
    const hasGivenUp = told === "interrupted" && this.#hasGivenUp;
    const end = hasGivenUp ? "failed" : told;
    if (hasGivenUp) operations.error(this.#mistake ?? "Cline gave up.");
    else if (end === "failed") this.#takeError(value);
    this.#isErrorSaid = false;
    operations.end(end);
  }
}

function endOf(reason: string | undefined): ConversationEnd {
  if (reason === "completed") return "completed";
  return /abort|cancel|interrupt/.test(reason ?? "") ? "interrupted" : "failed";
}

function preview(head: Head): string {
  const event = valueAt(head, "event");
  if (textAt(head, "type") === "run_result") return sentence(textAt(head, "finishReason"), textAt(head, "text"));
  if (textAt(event, "contentType") === "tool") {
    if (textAt(event, "type") === "content_start") return called(textAt(event, "toolName"), valueAt(event, "input"));
    if (textAt(event, "type") === "content_update") return textAt(event, "update", "chunk") ?? "";
    const output = textAt(event, "output", 0, "result") ?? compact(valueAt(event, "output"));
    return sentence(textAt(event, "toolName"), resulted(output, hasFailed(event, "output")));
  }
  return textAt(event, "text") ?? textAt(event, "reasoning") ?? othersOf(event ?? head, "type", "ts");
}
