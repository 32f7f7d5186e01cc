// Reads a log of the Agent Client Protocol (versions 1 and 2) and of the Model Context Protocol: JSON-RPC, both directions in
// one log. Ids are counted by each side for itself, so a client's and an agent's may be equal. A call may begin with the
// request for its permission (Gemini CLI 0.61), or with an update.

import type { Archive } from "../../paging/archive.ts";
import type { ValuePath } from "../condensedValue.ts";
import { idAt, isTrueAt, listAt, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations } from "../conversationOperations.ts";
import { marks } from "../conversationOperations.ts";
import type { ConversationReader, FormatRecord, ReadingContext } from "../format.ts";
import { isBoolean, isText, orNone, valueIn } from "../keptValue.ts";
import { AcpCalls } from "./acpCalls.ts";
import { AcpMessages } from "./acpMessages.ts";
import { GrokUpdates } from "./grokUpdates.ts";
import { ownUpdate } from "./ownUpdate.ts";
import { areOwnWords, errorIn, modelOf } from "./ownWords.ts";
import { PendingRequests } from "./pendingRequests.ts";
import { endOf } from "./stopReason.ts";
import { Terminals } from "./terminals.ts";
import { TurnUsage } from "./turnUsage.ts";

const ownIn = valueIn<{ agent: string; isOfContext: boolean; problem?: string | undefined; hasFailed: boolean }>({
  agent: isText,
  isOfContext: isBoolean,
  problem: orNone(isText),
  hasFailed: isBoolean,
});

export class AcpReader implements ConversationReader {
  readonly #operations: ConversationOperations;
  /** Where the message lies in a record. */
  readonly #prefix: ValuePath;
  readonly #requests = new PendingRequests();
  readonly #usage: TurnUsage;
  readonly #terminals: Terminals;
  readonly #messages: AcpMessages;
  readonly #calls: AcpCalls;
  readonly #grok: GrokUpdates;
  /** Who answers. */
  #agent = "";
  /** Calls of MCP alone: no agent speaks here, so nothing is open once they are answered. */
  #isOfContext = true;
  /** The error that the program told last, if nothing was said since. */
  #problem: string | undefined;
  /** Whether it told that the turn failed. */
  #hasFailed = false;

  constructor(operations: ConversationOperations, context: ReadingContext, prefix: ValuePath = []) {
    this.#operations = operations;
    this.#prefix = prefix;
    this.#usage = new TurnUsage(operations);
    this.#terminals = new Terminals(operations);
    this.#messages = new AcpMessages(operations, this.#requests, prefix);
    this.#calls = new AcpCalls(operations, context, prefix, this.#messages, this.#terminals);
    this.#grok = new GrokUpdates(operations, this.#usage, this.#messages);
  }

  *archive(archive: Archive): Generator<undefined> {
    const own = archive.value(
      {
        agent: this.#agent,
        isOfContext: this.#isOfContext,
        problem: this.#problem,
        hasFailed: this.#hasFailed,
      },
      ownIn,
    );
    this.#agent = own.agent;
    this.#isOfContext = own.isOfContext;
    this.#problem = own.problem;
    this.#hasFailed = own.hasFailed;
    for (const part of [this.#requests, this.#usage, this.#terminals]) part.archive(archive);
    yield* this.#messages.archive(archive);
    yield* this.#calls.archive(archive);
  }

  take({ value: record, number }: FormatRecord): void {
    const value = valueAt(record, ...this.#prefix);
    const method = textAt(value, "method");
    if (method?.startsWith("session/") === true) this.#isOfContext = false;
    if (method === undefined) this.#takeResponse(value, number);
    else if (method === "session/update" || method === ownUpdate) this.#takeUpdate(value, number);
    else if (valueAt(value, "id") !== undefined) this.#takeRequest(value, method);
    else if (method === "session/cancel") this.#operations.end("interrupted");
  }

  #takeRequest(value: unknown, method: string): void {
    const operations = this.#operations;
    this.#requests.add(idAt(value, "id"), { method, terminal: textAt(value, "params", "terminalId") });
    switch (method) {
      case "session/prompt": {
        this.#messages.takePrompt(listAt(value, "params", "prompt"), ["params", "prompt"]);
        this.#usage.begin(textAt(value, "params", "sessionId") ?? "");
        operations.end("open");
        break;
      }
      case "session/load":
        this.#messages.isReplay = true;
        break;
      case "session/request_permission":
        this.#calls.take(valueAt(value, "params", "toolCall"), ["params", "toolCall"]);
        break;
      case "tools/call":
        // Of MCP: the request is the call.
        if (this.#isOfContext) operations.end("open");
        operations.call({
          key: `request ${idAt(value, "id")}`,
          tool: textAt(value, "params", "name") ?? "",
          input: this.#at(["params", "arguments"]),
        });
        break;
      default:
        break;
    }
  }

  #takeResponse(value: unknown, number: number): void {
    const operations = this.#operations;
    const error = valueAt(value, "error");
    const request = this.#requests.answer(idAt(value, "id"), textAt(value, "result", "stopReason") !== undefined);
    const method = request?.method;
    const message = textAt(error, "message");
    if (method === "terminal/output") {
      this.#calls.takePart(this.#terminals.callOf(request), ["result", "output"], false);
      this.#terminals.ended(request?.terminal, valueAt(value, "result", "exitStatus"));
    }
    if (method === "terminal/wait_for_exit") this.#terminals.ended(request?.terminal, valueAt(value, "result"));
    if (method === "initialize") {
      this.#agent = textAt(value, "result", "agentInfo", "name") ?? "";
      this.#usage.agent(this.#agent);
    }
    if (method === "session/load") this.#messages.isReplay = false;
    // Without its history: what was said before stands elsewhere.
    if (method === "session/resume" && error === undefined) operations.notice("The session was resumed here.");
    if (method === "session/new" || method === "session/load" || method === "session/resume") {
      operations.model(modelOf(this.#agent, textAt(value, "result", "models", "currentModelId") ?? ""));
    }
    if (method === "tools/call") {
      const failed = error !== undefined || valueAt(value, "result", "isError") === true;
      const output = this.#at(
        error === undefined ? ["result", givenBy(valueAt(value, "result"))] : ["error", "message"],
      );
      const call = `request ${idAt(value, "id")}`;
      operations.result({ call, outcome: failed ? "failed" : "done", output });
      if (this.#isOfContext && !this.#requests.has("tools/call")) operations.end("completed");
    }
    if (method !== "session/prompt") return;
    const accepted = textAt(value, "result", "messageId");
    if (accepted !== undefined && textAt(value, "result", "stopReason") === undefined) {
      // Version 2: an update of the state tells how the turn ended.
      this.#messages.accept(accepted);
      return;
    }
    this.#usage.finish(valueAt(value, "result"), number);
    if (error !== undefined) operations.error(message ?? "The prompt failed.");
    // Copilot (1.0.102) and Codex's adapter (2.6) end a prompt that failed as well as any other.
    const failed = error !== undefined || this.#problem !== undefined || this.#hasFailed;
    operations.end(failed ? "failed" : endOf(textAt(value, "result", "stopReason")));
    this.#problem = undefined;
    this.#hasFailed = false;
    this.#messages.closeAnswer();
  }

  #takeUpdate(value: unknown, number: number): void {
    const operations = this.#operations;
    const update = valueAt(value, "params", "update");
    const at: ValuePath = ["params", "update"];
    switch (textAt(update, "sessionUpdate")) {
      case "user_message_chunk":
        operations.model(textAt(update, "_meta", "modelId") ?? "");
        this.#messages.takeEcho(update, at);
        break;
      case "retry_state":
      case "subagent_spawned":
      case "turn_completed":
        this.#grok.take(update, number);
        break;
      case "agent_message_chunk":
        this.#usage.take(valueAt(update, "_meta", "usage"), number);
        this.#takePiece(update, at);
        break;
      case "agent_thought_chunk":
        this.#messages.takeThought(update, at);
        break;
      case "user_message":
      case "agent_message":
      case "agent_thought":
        this.#messages.takeWhole(update, at);
        break;
      case "tool_call":
      case "tool_call_update":
        this.#calls.take(update, at);
        break;
      case "terminal_update":
        this.#terminals.ended(textAt(update, "terminalId"), valueAt(update, "exitStatus"));
        break;
      case "tool_call_content_chunk":
        this.#terminals.name(textAt(update, "toolCallId") ?? "", valueAt(update, "content"));
        this.#calls.takePart(textAt(update, "toolCallId"), [...at, "content"], true);
        break;
      case "compaction_update":
        if (textAt(update, "status") === "completed") operations.compaction(textAt(update, "compactionId"));
        break;
      case "session_info_update":
        this.#takeCodexStatus(valueAt(update, "_meta", "codex"));
        break;
      case "state_update":
        this.#takeState(update);
        break;
      case "subagent_update":
        operations.subagent(textAt(update, "subagentId") ?? textAt(update, "sessionId") ?? "");
        break;
      case "notice":
        operations.notice([textAt(update, "title"), textAt(update, "description")].filter((text) => text).join(": "));
        break;
      default:
        break;
    }
  }

  #takePiece(update: unknown, at: ValuePath): void {
    const text = textAt(update, "content", "text") ?? "";
    const isOwn = areOwnWords(this.#agent, update);
    this.#problem = isOwn ? (this.#hasFailed ? text.trimEnd() : errorIn(text)) : undefined;
    if (this.#problem !== undefined) this.#operations.error(this.#problem, true);
    if (isOwn) this.#messages.takeOwnWords(update, at);
    else this.#messages.takeAnswer(update, at);
  }

  /**
   * Of Codex's adapter (2.6): a stream that broke in an answer, whose beginning stays beside the one that takes its place, and the
   * end of a turn that failed, which is told before the words that say why.
   */
  #takeCodexStatus(status: unknown): void {
    const hasBroken = isTrueAt(status, "error", "willRetry");
    const hasFailed = textAt(status, "threadStatus", "type") === "systemError";
    if (hasFailed) this.#hasFailed = true;
    if ((hasBroken || hasFailed) && this.#messages.answer !== 0) {
      this.#operations.mark(this.#messages.answer, marks.cut);
    }
  }

  /** Of version 2. */
  #takeState(update: unknown): void {
    const isIdle = textAt(update, "state") === "idle";
    this.#operations.end(isIdle ? endOf(textAt(update, "stopReason")) : "open");
    if (isIdle) this.#messages.closeAnswer();
  }

  #at(path: ValuePath): ValuePath {
    return [...this.#prefix, ...path];
  }
}

/** The member with what a tool of MCP gave: the official server (1.32) adds no text to what has a structure. */
function givenBy(result: unknown): string {
  const isStructured = listAt(result, "content").length === 0 && valueAt(result, "structuredContent") !== undefined;
  return isStructured ? "structuredContent" : "content";
}
