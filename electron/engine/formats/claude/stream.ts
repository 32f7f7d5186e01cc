// Reads what Claude Code prints as a conversation, and the SDK's objects, which hold the same in other words (`Spelling`).
// Prompts are there only when they were asked for (`--replay-user-messages`). What a sub-agent says and does stands between
// its caller's lines and counts; what it was asked to do its caller said, and no person.

import type { Archive } from "../../paging/archive.ts";
import { TextIds } from "../../paging/textIds.ts";
import type { JsonObject, ValuePath } from "../condensedValue.ts";
import { isTrueAt, listAt, numberAt, objectAt, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations } from "../conversationOperations.ts";
import { marks } from "../conversationOperations.ts";
import type { ConversationReader, FormatRecord, ReadingContext } from "../format.ts";
import { isBoolean, valueIn } from "../keptValue.ts";
import { typeOfBlock } from "./blocks.ts";
import { endOfRun } from "./ending.ts";
import { ClaudeMessages, synthetic } from "./messages.ts";
import { PartialAnswers } from "./partialAnswers.ts";
import { RunTokens } from "./runTokens.ts";
import { Subagents } from "./subagents.ts";

const ownIn = valueIn<{ wasInterrupted: boolean; hasError: boolean }>({
  wasInterrupted: isBoolean,
  hasError: isBoolean,
});

/** Where the two ways of writing differ. */
export interface Spelling {
  /** `system`, `user`, `assistant`, `stream_event`, `result`, or anything else. */
  typeOf(record: unknown): string | undefined;
  /** Where a message stands. */
  readonly message: ValuePath;
  /** Names of a message's id. */
  readonly id: string;
  /** What a system record is about, beside its `subtype`. */
  detailsOf(record: unknown): unknown;
}

export class StreamReader implements ConversationReader {
  readonly #operations: ConversationOperations;
  readonly #spelling: Spelling;
  readonly #messages: ClaudeMessages;
  readonly #subagents: Subagents;
  readonly #tokens: RunTokens;
  readonly #partials: PartialAnswers;
  readonly #seen = new TextIds();
  #wasInterrupted = false;
  /** An error of this run was told, and its result says the same. */
  #hasError = false;

  constructor(operations: ConversationOperations, context: ReadingContext, spelling: Spelling) {
    this.#operations = operations;
    this.#spelling = spelling;
    this.#messages = new ClaudeMessages(operations, context);
    this.#subagents = new Subagents(operations);
    this.#tokens = new RunTokens(operations);
    this.#partials = new PartialAnswers(operations, this.#tokens);
  }

  *archive(archive: Archive): Generator<undefined> {
    const own = archive.value({ wasInterrupted: this.#wasInterrupted, hasError: this.#hasError }, ownIn);
    this.#wasInterrupted = own.wasInterrupted;
    this.#hasError = own.hasError;
    this.#subagents.archive(archive);
    this.#partials.archive(archive);
    yield* this.#tokens.archive(archive);
    yield* this.#seen.archive(archive);
  }

  take({ value, number }: FormatRecord): void {
    const type = this.#spelling.typeOf(value);
    switch (type) {
      case "user":
      case "assistant":
        this.#takeMessage(type, value, number);
        break;
      case "stream_event":
        // Of sub-agents none were seen; theirs would be mixed with the main agent's.
        if (textAt(value, "parent_tool_use_id") === undefined) this.#partials.take(valueAt(value, "event"), ["event"]);
        this.#operations.end("open");
        break;
      case "system":
        this.#takeSystem(value);
        break;
      case "result":
        if (this.#isNew(textAt(value, "uuid"))) this.#takeResult(value);
        break;
      default:
        break;
    }
  }

  end(): void {
    this.#partials.end();
    this.#subagents.end();
  }

  /** Whoever hands lines on may hand one on twice; without an id it is another one. */
  #isNew(id: string | undefined): boolean {
    if (id === undefined) return true;
    const isKnown = this.#seen.known(id) !== 0;
    this.#seen.ofText(id);
    return !isKnown;
  }

  #takeMessage(type: "user" | "assistant", record: unknown, number: number): void {
    const id = textAt(record, "uuid");
    if (!this.#isNew(id)) {
      this.#messages.takeCopy(record, [...this.#spelling.message, "content"], type);
      return;
    }
    const parent = textAt(record, "parent_tool_use_id");
    // A skill that works apart has no call, but one agent (2.1.332).
    if (parent !== undefined) this.#subagents.named(parent, textAt(record, "agent_id"));
    this.#operations.end("open");
    const from = this.#operations.nextEntry();
    if (type === "user") this.#takeUser(record);
    else this.#takeAssistant(record, id ?? String(number));
    if (parent !== undefined) this.#operations.ofSubagent(from, this.#operations.callOf(parent));
  }

  #takeUser(record: unknown): void {
    const isInjected =
      isTrueAt(record, "isSynthetic") ||
      isTrueAt(record, "isMeta") ||
      textAt(record, "parent_tool_use_id") !== undefined;
    const said = this.#messages.takeUser(record, {
      at: [...this.#spelling.message, "content"],
      marks: isInjected ? marks.injected : 0,
      madeUp: listAt(record, "tool_result_meta").some((meta) => textAt(meta, "non_execution_kind") === "interrupted"),
    });
    for (const block of listAt(record, ...this.#spelling.message, "content")) {
      if (typeOfBlock(block) !== "result") continue;
      this.#subagents.answered(textAt(block, "tool_use_id") ?? "", isTrueAt(block, "is_error"));
    }
    if (said !== "interruption") return;
    this.#wasInterrupted = true;
    this.#operations.end("interrupted");
  }

  #takeAssistant(record: unknown, id: string): void {
    const message = valueAt(record, ...this.#spelling.message);
    const model = textAt(message, "model") ?? "";
    const content = [...this.#spelling.message, "content"];
    const key = textAt(message, this.#spelling.id);
    if (model === synthetic) {
      this.#messages.takeAnswer(record, content, key, marks.madeUp);
      if (textAt(record, "error") !== undefined) this.#takeError(textAt(message, "content", 0, "text") ?? "", true);
      return;
    }
    const entry = this.#messages.takeAnswer(record, content, key, 0, (answer) => {
      // Before its calls are taken, which may have been announced as well.
      if (textAt(record, "parent_tool_use_id") === undefined) this.#partials.whole(answer, key);
    });
    if (isTrueAt(record, "aborted")) this.#operations.mark(entry, marks.cut);
    for (const block of listAt(record, ...content)) {
      if (typeOfBlock(block) !== "call") continue;
      this.#subagents.called(textAt(block, "id") ?? "", textAt(block, "name") ?? "", block);
    }
    this.#operations.model(model);
    this.#tokens.printed(key ?? id, message, textAt(record, "parent_tool_use_id") !== undefined);
  }

  #takeSystem(record: unknown): void {
    const details = this.#spelling.detailsOf(record);
    this.#subagents.takeWorkflow(textAt(details, "task_id") ?? "", listAt(details, "workflow_progress"));
    switch (textAt(record, "subtype")) {
      case "init":
        this.#wasInterrupted = false;
        this.#hasError = false;
        this.#operations.end("open");
        break;
      case "compact_boundary":
        this.#operations.compaction(textAt(record, "uuid"));
        break;
      case "task_started":
        if (isAgent(details)) this.#subagents.named(textAt(details, "tool_use_id"), textAt(details, "task_id"));
        break;
      case "task_notification":
        if (textAt(details, "status") === "failed") this.#fail(textAt(details, "tool_use_id"));
        break;
      case "api_retry":
        this.#operations.error(retryOf(details));
        break;
      default:
        break;
    }
  }

  /** A task that ran in the background failed after its call was answered. */
  #fail(call: string | undefined): void {
    if (call !== undefined) this.#operations.outcome(this.#operations.callOf(call), "failed");
  }

  #takeResult(record: unknown): void {
    const end = endOfRun(
      textAt(record, "subtype") ?? "",
      isTrueAt(record, "is_error"),
      textAt(record, "terminal_reason"),
      this.#wasInterrupted,
    );
    if (end === "failed" && !this.#hasError) {
      const errors = listAt(record, "errors").filter((error) => typeof error === "string");
      this.#takeError(errors.join("  ") || textAt(record, "result") || textAt(record, "subtype") || "");
    }
    this.#hasError = false;
    this.#tokens.result(record);
    for (const model of Object.keys(modelsOf(record))) this.#operations.model(model);
    // With that of earlier runs of the session: never a sum.
    const cost = numberAt(record, "total_cost_usd");
    if (cost !== undefined) this.#operations.cost(cost);
    this.#operations.end(end);
  }

  #takeError(message: string, isSaid = false): void {
    this.#hasError = true;
    this.#operations.error(message || "The run failed.", isSaid);
  }
}

function modelsOf(result: unknown): JsonObject {
  return objectAt(result, "model_usage_since_last_result") ?? objectAt(result, "modelUsage") ?? {};
}

/** Commands in the background are tasks, too. */
function isAgent(task: unknown): boolean {
  const type = textAt(task, "task_type");
  return type === undefined ? textAt(task, "subagent_type") !== undefined : /agent|teammate/.test(type);
}

function retryOf(details: unknown): string {
  const status = numberAt(details, "error_status");
  const most = numberAt(details, "max_retries");
  return [
    textAt(details, "error") ?? "A request to the model failed",
    ...(status === undefined ? [] : [status]),
    `(retry ${numberAt(details, "attempt") ?? 1}${most === undefined ? "" : ` of ${most}`})`,
  ].join(" ");
}
