// What the records of a Kimi Code session (2.1) say. Only `context.…` records are the conversation; what stands in others is told
// there too: a prompt three times, an answer and a result twice.

import type { Archive } from "../../paging/archive.ts";
import { GrowingInts } from "../../paging/growing.ts";
import { TextIds } from "../../paging/textIds.ts";
import { isText, isTrueAt, isVisible, listAt, numberAt, textAt, type ValuePath, valueAt } from "../condensedValue.ts";
import type { ConversationEnd, ConversationOperations, Entry, Marks } from "../conversationOperations.ts";
import { marks } from "../conversationOperations.ts";
import type { ConversationReader, FormatRecord, ReadingContext } from "../format.ts";
import { exitCodeOf } from "./exitCode.ts";

/** Reasons for which an answer stops before its end. */
const isCut = /^(?:error|max_tokens|truncated|filtered)$/;
/** Records that tell of the conversation. All others are the program's own books. */
const read = /^(?:context\.|turn\.(?:prompt|ended)$|usage\.record$|llm\.request$|subagent\.spawned$|forked$)/;

/** The tool that starts a sub-agent, and how its result begins. */
const agentTool = "Agent";
const agentName = /^agent_id: ([\w-]+)/;

export class KimiSession implements ConversationReader {
  readonly passedOver = { at: ["type"], has: (type: string) => !read.test(type) };
  readonly #operations: ConversationOperations;
  readonly #context: ReadingContext;
  /** What can be taken back: the prompts since the last compaction, by their number from 1. */
  readonly #anchors = new GrowingInts();
  #anchorCount = 0;
  /** Ids of calls that start an agent. */
  readonly #agentCalls = new TextIds();
  #requests = 0;
  /** Requests that a fork has copied. */
  #copied = 0;

  constructor(operations: ConversationOperations, context: ReadingContext) {
    this.#operations = operations;
    this.#context = context;
  }

  *archive(archive: Archive): Generator<undefined> {
    this.#anchorCount = archive.number(this.#anchorCount);
    this.#requests = archive.number(this.#requests);
    this.#copied = archive.number(this.#copied);
    yield* this.#anchors.archive(archive);
    yield* this.#agentCalls.archive(archive);
  }

  take({ value }: FormatRecord): void {
    const operations = this.#operations;
    switch (textAt(value, "type")) {
      case "context.append_message":
        this.#takeMessage(valueAt(value, "message"));
        break;
      case "context.append_loop_event":
        this.#takeEvent(valueAt(value, "event"));
        break;
      case "context.apply_compaction":
        this.#takeCompaction(value);
        break;
      case "context.undo":
        this.#undo(numberAt(value, "count") ?? 0);
        break;
      case "context.clear":
        this.#anchorCount = 0;
        operations.notice("The conversation was cleared.");
        break;
      case "turn.prompt":
        operations.end("open");
        break;
      case "turn.ended":
        operations.end(endOf(textAt(value, "reason")));
        if (textAt(value, "reason") === "failed")
          operations.error(textAt(value, "error", "message") ?? "A turn has failed.");
        break;
      case "llm.request":
        operations.model(textAt(value, "model") ?? "");
        break;
      case "usage.record":
        this.#takeUsage(valueAt(value, "usage"));
        break;
      case "subagent.spawned":
        this.#takeSubagent(textAt(value, "subagentId") ?? "");
        break;
      case "forked":
        this.#inherit();
        break;
      default:
        break;
    }
  }

  /** Prompts, and what the program says in a person's name. Answers and results stand here only in histories that were brought along. */
  #takeMessage(message: unknown): void {
    const operations = this.#operations;
    const role = textAt(message, "role");
    if (role === "tool") {
      const outcome = isTrueAt(message, "isError") ? "failed" : "done";
      operations.result({ call: textAt(message, "toolCallId") ?? "", outcome, output: ["message", "content"] });
      return;
    }
    const origin = valueAt(message, "origin");
    const isUser = role === "user";
    const given = isUser && !isPersons(origin) ? marksOf(textAt(origin, "kind")) : 0;
    const speaker = isUser ? "user" : role === "assistant" ? "assistant" : "system";
    const entry = operations.message({ key: undefined, id: textAt(message, "id"), speaker, marks: given });
    if (isUser && isAnchor(origin)) this.#anchors.set(++this.#anchorCount, entry);
    if (isText(valueAt(message, "content"))) operations.text(entry, ["message", "content"]);
    listAt(message, "content").forEach((part, index) => {
      this.#takePart(entry, part, ["message", "content", index]);
    });
    listAt(message, "toolCalls").forEach((call, index) => {
      operations.call({
        key: textAt(call, "id") ?? "",
        tool: textAt(call, "name") ?? textAt(call, "function", "name") ?? "",
        message: entry,
        input: ["message", "toolCalls", index, "arguments"],
        isNew: true,
      });
    });
  }

  #takeEvent(event: unknown): void {
    const operations = this.#operations;
    switch (textAt(event, "type")) {
      case "content.part":
        this.#takePart(this.#answer(event), valueAt(event, "part"), ["event", "part"]);
        break;
      case "tool.call":
        operations.call({
          key: textAt(event, "uuid") ?? textAt(event, "toolCallId") ?? "",
          id: textAt(event, "toolCallId"),
          tool: textAt(event, "name") ?? "",
          message: this.#answer(event),
          input: ["event", "args"],
        });
        if (textAt(event, "name") === agentTool) this.#agentCalls.ofText(textAt(event, "uuid") ?? "");
        break;
      case "tool.result": {
        this.#nameAgent(event);
        const exitCode = exitCodeOf(valueAt(event, "result", "output"), this.#context);
        const failed = isTrueAt(event, "result", "isError") || (exitCode ?? 0) !== 0;
        operations.result({
          call: textAt(event, "parentUuid") ?? textAt(event, "toolCallId") ?? "",
          id: textAt(event, "toolCallId"),
          outcome: failed ? "failed" : "done",
          exitCode,
          output: ["event", "result", "output"],
        });
        break;
      }
      case "step.end": {
        const answer = operations.messageOf(textAt(event, "uuid") ?? "");
        const reasons = [textAt(event, "finishReason"), textAt(event, "providerFinishReason")];
        if (answer !== 0 && reasons.some((reason) => isCut.test(reason ?? ""))) operations.mark(answer, marks.cut);
        break;
      }
      default:
        break;
    }
  }

  /** A step is one request to the model. It has an answer only when something came: a request that fails is a step, too. */
  #answer(event: unknown): Entry {
    return this.#operations.message({ key: textAt(event, "stepUuid"), speaker: "assistant" });
  }

  #takePart(entry: Entry, part: unknown, at: ValuePath): void {
    const operations = this.#operations;
    const type = textAt(part, "type");
    if (type === "text" && isVisible(valueAt(part, "text"))) operations.text(entry, [...at, "text"]);
    else if (type === "think" && isText(valueAt(part, "think"))) operations.reasoning(entry, [...at, "think"]);
    else if (type?.endsWith("_url") === true) operations.attachment(entry, at);
  }

  #takeCompaction(value: unknown): void {
    const operations = this.#operations;
    operations.compaction();
    const name = isText(valueAt(value, "summary")) ? "summary" : "contextSummary";
    const entry = operations.message({ key: undefined, speaker: "user", marks: marks.summary });
    if (isText(valueAt(value, name))) operations.text(entry, [name]);
    // What was said before a compaction cannot be taken back any more.
    this.#anchorCount = 0;
  }

  /** Takes back the last prompts and all behind them (`applyUndo` in its contextTranscript.ts). */
  #undo(count: number): void {
    if (!Number.isSafeInteger(count) || count <= 0 || this.#anchorCount === 0) return;
    const from = Math.max(1, this.#anchorCount - count + 1);
    this.#operations.markRange(this.#anchors.get(from), this.#operations.nextEntry(), marks.undone);
    this.#anchorCount = from - 1;
  }

  #takeUsage(usage: unknown): void {
    const other = numberAt(usage, "inputOther");
    if (other === undefined) return;
    const cachedInput = numberAt(usage, "inputCacheRead") ?? 0;
    const cacheWrite = numberAt(usage, "inputCacheCreation") ?? 0;
    this.#operations.usage({
      request: String(++this.#requests),
      input: other + cachedInput + cacheWrite,
      cachedInput,
      cacheWrite,
      output: numberAt(usage, "output"),
    });
  }

  /** Before 2.0 only the result of its call names an agent (0.40). */
  #nameAgent(event: unknown): void {
    if (this.#agentCalls.known(textAt(event, "parentUuid") ?? "") === 0) return;
    const name = agentName.exec(textAt(event, "result", "output") ?? "")?.[1];
    if (name !== undefined) this.#takeSubagent(name);
  }

  /** Files of agents lie beside each other, also those of agents that agents have called. */
  #takeSubagent(name: string): void {
    this.#operations.subagent(name);
    if (/^[\w-]+$/.test(name))
      this.#operations.source({ relation: "sub-agent", name: `${name}/wire.jsonl`, isAbove: true });
  }

  /** A fork begins with a copy of all lines of its parent, with their old times; this line ends it. */
  #inherit(): void {
    this.#operations.markRange(1, this.#operations.nextEntry(), marks.inherited);
    while (this.#copied < this.#requests) this.#operations.dropUsage(String(++this.#copied));
  }
}

/** A person's words; for a sub-agent the task it was given (`isPromptOrigin` and `isUndoAnchorOrigin` in its sources). */
function isPersons(origin: unknown): boolean {
  if (textAt(origin, "kind") === "system_trigger") return textAt(origin, "name") === "subagent";
  return isAnchor(origin) || textAt(origin, "kind") === "user";
}

function isAnchor(origin: unknown): boolean {
  if (isTrueAt(origin, "inTurn")) return false;
  const kind = textAt(origin, "kind");
  if (kind === undefined || kind === "user") return true;
  return (kind === "skill_activation" || kind === "plugin_command") && textAt(origin, "trigger") === "user-slash";
}

function marksOf(kind: string | undefined): Marks {
  return kind === "compaction_summary" ? marks.summary : marks.injected;
}

function endOf(reason: string | undefined): ConversationEnd {
  if (reason === "completed") return "completed";
  return reason === "cancelled" || reason === "aborted" ? "interrupted" : "failed";
}
