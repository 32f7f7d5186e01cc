// Reads a log of the Agent Client Protocol (versions 1 and 2) and of the Model Context Protocol: JSON-RPC, both directions in
// one log. Ids are counted by each side for itself, so a client's and an agent's may be equal. A call may begin with the
// request for its permission (Gemini CLI 0.61), or with an update.

import { GrowingInts } from "../../paging/growing.ts";
import { TextIds } from "../../paging/textIds.ts";
import type { ValuePath } from "../condensedValue.ts";
import { idAt, isText, listAt, numberAt, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations, Entry, Outcome } from "../conversationOperations.ts";
import { marks } from "../conversationOperations.ts";
import { exitCodeAtEnd } from "../exitCode.ts";
import type { ConversationReader, FormatRecord, ReadingContext } from "../format.ts";
import { PendingRequests } from "./pendingRequests.ts";
import { isOnlyTerminals, Terminals } from "./terminals.ts";
import { TurnUsage } from "./turnUsage.ts";

/** How Qwen Code ends the text of a command's result. */
const exitSentence = /\bExit Code: (\d+)/;

export class AcpReader implements ConversationReader {
  readonly #operations: ConversationOperations;
  readonly #context: ReadingContext;
  /** Where the message lies in a record. */
  readonly #prefix: ValuePath;
  readonly #requests = new PendingRequests();
  readonly #usage: TurnUsage;
  /** Calls that have a result, and those that have given something before it. */
  readonly #done = new TextIds();
  readonly #begun = new TextIds();
  #answer: Entry = 0;
  #hasText = false;
  #hasReasoning = false;
  /** The id that the text of the answer under way bears, if any. */
  #messageId: string | undefined;
  /** Ids of messages and thoughts that have text, and by id the answer that it stands in. */
  readonly #said = new TextIds();
  readonly #answerOf = new GrowingInts();
  readonly #terminals: Terminals;
  /** Of version 2: ids of the prompts that were accepted. */
  readonly #accepted = new TextIds();
  /** What is told again of a session that is loaded. */
  #isReplay = false;
  #echo: Entry = 0;

  constructor(operations: ConversationOperations, context: ReadingContext, prefix: ValuePath = []) {
    this.#operations = operations;
    this.#context = context;
    this.#prefix = prefix;
    this.#usage = new TurnUsage(operations);
    this.#terminals = new Terminals(operations);
  }

  take({ value: record, number }: FormatRecord): void {
    const value = valueAt(record, ...this.#prefix);
    const method = textAt(value, "method");
    if (method === undefined) this.#takeResponse(value, number);
    else if (method === "session/update") this.#takeUpdate(value, number);
    else if (valueAt(value, "id") !== undefined) this.#takeRequest(value, method);
    else if (method === "session/cancel") this.#operations.end("interrupted");
  }

  end(): void {}

  #takeRequest(value: unknown, method: string): void {
    const operations = this.#operations;
    this.#requests.add(idAt(value, "id"), { method, terminal: textAt(value, "params", "terminalId") });
    switch (method) {
      case "session/prompt": {
        const prompt = operations.message({ key: undefined, speaker: "user" });
        listAt(value, "params", "prompt").forEach((block, index) => {
          this.#takeBlock(block, prompt, ["params", "prompt", index], false);
        });
        this.#closeAnswer();
        this.#usage.begin(textAt(value, "params", "sessionId") ?? "");
        operations.end("open");
        break;
      }
      case "session/load":
        this.#isReplay = true;
        break;
      case "session/request_permission":
        this.#takeCall(valueAt(value, "params", "toolCall"), ["params", "toolCall"]);
        break;
      case "tools/call":
        // Of MCP: the request is the call.
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
      this.#takePart(this.#terminals.callOf(request), ["result", "output"], false);
      this.#terminals.ended(request?.terminal, valueAt(value, "result", "exitStatus"));
    }
    if (method === "terminal/wait_for_exit") this.#terminals.ended(request?.terminal, valueAt(value, "result"));
    if (method === "initialize") this.#usage.agent(textAt(value, "result", "agentInfo", "name") ?? "");
    if (method === "session/load") this.#isReplay = false;
    // Without its history: what was said before stands elsewhere.
    if (method === "session/resume" && error === undefined) operations.notice("The session was resumed here.");
    if (method === "session/new" || method === "session/load" || method === "session/resume") {
      operations.model(textAt(value, "result", "models", "currentModelId") ?? "");
    }
    if (method === "tools/call") {
      const failed = error !== undefined || valueAt(value, "result", "isError") === true;
      const output = this.#at(
        error === undefined ? ["result", givenBy(valueAt(value, "result"))] : ["error", "message"],
      );
      const call = `request ${idAt(value, "id")}`;
      operations.result({ call, outcome: failed ? "failed" : "done", output });
    }
    if (method !== "session/prompt") return;
    const accepted = textAt(value, "result", "messageId");
    if (accepted !== undefined && textAt(value, "result", "stopReason") === undefined) {
      // Version 2: an update of the state tells how the turn ended.
      this.#accepted.ofText(accepted);
      return;
    }
    this.#usage.finish(valueAt(value, "result"), number);
    if (error !== undefined) operations.error(message ?? "The prompt failed.");
    operations.end(error === undefined ? endOf(textAt(value, "result", "stopReason")) : "failed");
    this.#closeAnswer();
  }

  #takeUpdate(value: unknown, number: number): void {
    const operations = this.#operations;
    const update = valueAt(value, "params", "update");
    const at: ValuePath = ["params", "update"];
    switch (textAt(update, "sessionUpdate")) {
      case "user_message_chunk":
        this.#takeEcho(update, at);
        break;
      case "agent_message_chunk":
        this.#usage.take(valueAt(update, "_meta", "usage"), number);
        this.#goOn(textAt(update, "messageId"));
        this.#takeBlock(valueAt(update, "content"), undefined, [...at, "content"], false);
        this.#noteAnswer(textAt(update, "messageId"));
        break;
      case "agent_thought_chunk":
        this.#said.ofText(`thought ${textAt(update, "messageId") ?? ""}`);
        this.#takeBlock(valueAt(update, "content"), undefined, [...at, "content"], true);
        break;
      case "user_message":
      case "agent_message":
      case "agent_thought":
        this.#takeWhole(update, at);
        break;
      case "tool_call":
      case "tool_call_update":
        this.#takeCall(update, at);
        break;
      case "terminal_update":
        this.#terminals.ended(textAt(update, "terminalId"), valueAt(update, "exitStatus"));
        break;
      case "tool_call_content_chunk":
        this.#terminals.name(textAt(update, "toolCallId") ?? "", valueAt(update, "content"));
        this.#takePart(textAt(update, "toolCallId"), [...at, "content"], true);
        break;
      case "compaction_update":
        if (textAt(update, "status") === "completed") operations.compaction(textAt(update, "compactionId"));
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

  /** Of version 2. */
  #takeState(update: unknown): void {
    const isIdle = textAt(update, "state") === "idle";
    this.#operations.end(isIdle ? endOf(textAt(update, "stopReason")) : "open");
    if (isIdle) this.#closeAnswer();
  }

  /** Text of another message than the one before begins another answer. Agents need not give ids. */
  #goOn(id: string | undefined): void {
    if (id === undefined) return;
    if (this.#hasText && id !== this.#messageId) this.#closeAnswer();
    this.#messageId = id;
  }

  #noteAnswer(id: string | undefined): void {
    if (id !== undefined) this.#answerOf.set(this.#said.ofText(`message ${id}`), this.#answer);
  }

  /** Of a prompt that was sent, or of a session that is told again. */
  #takeEcho(update: unknown, at: ValuePath): void {
    const given = this.#marksOfEcho(textAt(update, "messageId"));
    if (this.#echo === 0) this.#echo = this.#operations.message({ key: undefined, speaker: "user", marks: given });
    const echo = this.#echo;
    this.#closeAnswer();
    this.#echo = echo;
    this.#takeBlock(valueAt(update, "content"), this.#echo, [...at, "content"], false);
  }

  #marksOfEcho(id: string | undefined): number {
    if (this.#isReplay) return marks.inherited;
    const isAccepted = id !== undefined && this.#accepted.known(id) !== 0;
    return isAccepted || this.#requests.has("session/prompt") ? marks.repeated : 0;
  }

  /**
   * Version 2, and PostHog's joined pieces: a message as a whole. One that came in pieces before is the same, and its text takes
   * their place; of a thought the pieces stay.
   */
  #takeWhole(update: unknown, at: ValuePath): void {
    const sort = textAt(update, "sessionUpdate");
    const id = textAt(update, "messageId");
    const content = valueAt(update, "content");
    const entry =
      sort === "user_message"
        ? this.#wholePrompt(id, content)
        : this.#wholeAnswer(id, content, sort === "agent_thought");
    const blocks = Array.isArray(content) ? content : [content];
    if (entry === 0) return;
    blocks.forEach((block, index) => {
      const path = Array.isArray(content) ? [...at, "content", index] : [...at, "content"];
      this.#takeBlock(block, entry, path, sort === "agent_thought");
    });
  }

  #wholePrompt(id: string | undefined, content: unknown): Entry {
    const known = id === undefined ? 0 : this.#operations.messageOf(id);
    if (known !== 0 && content !== undefined) this.#operations.retell(known);
    return this.#operations.message({ key: id, speaker: "user", marks: this.#marksOfEcho(id) });
  }

  /** The answer that a whole message goes to; 0: it says nothing new. */
  #wholeAnswer(id: string | undefined, content: unknown, isThought: boolean): Entry {
    if (id === undefined) return this.#openAnswer();
    const said = `${isThought ? "thought" : "message"} ${id}`;
    const known = this.#said.known(said);
    if (known !== 0) {
      if (isThought || content === undefined) return 0;
      const entry = this.#answerOf.get(known);
      this.#operations.retell(entry);
      return entry;
    }
    if (!isThought) this.#goOn(id);
    const entry = this.#openAnswer();
    if (isThought) this.#said.ofText(said);
    else this.#noteAnswer(id);
    return entry;
  }

  /** A block of content; without an entry it goes on the answer that is under way. An empty one says nothing. */
  #takeBlock(block: unknown, entry: Entry | undefined, at: ValuePath, isThought: boolean): void {
    const operations = this.#operations;
    const type = textAt(block, "type");
    if (type !== "text" && type !== undefined) {
      operations.attachment(entry ?? this.#openAnswer(), this.#at(at));
      return;
    }
    if (!isText(valueAt(block, "text"))) return;
    const message = entry ?? this.#openAnswer();
    const path = this.#at([...at, "text"]);
    if (isThought) {
      operations.reasoning(message, path, entry === undefined && this.#hasReasoning);
      this.#hasReasoning = true;
    } else {
      operations.text(message, path, entry === undefined && this.#hasText);
      if (entry === undefined) this.#hasText = true;
    }
  }

  #takeCall(call: unknown, at: ValuePath): void {
    const operations = this.#operations;
    const key = textAt(call, "toolCallId");
    if (key === undefined) return;
    const tool =
      textAt(call, "name") ?? textAt(call, "_meta", "toolName") ?? textAt(call, "_meta", "claudeCode", "toolName");
    const isKnown = operations.callOf(key) !== 0;
    operations.call({
      key,
      tool: tool ?? (isKnown ? "" : (textAt(call, "title") ?? textAt(call, "kind") ?? "")),
      message: this.#answer,
      input: valueAt(call, "rawInput") === undefined ? undefined : this.#at([...at, "rawInput"]),
      // Agents hand on the ids that models give; an update, or a permission, is of a call that was begun.
      isNew: textAt(call, "sessionUpdate") === "tool_call" && this.#done.known(key) !== 0,
      marks: this.#isReplay ? marks.inherited : 0,
    });
    this.#closeAnswer();
    const status = textAt(call, "status");
    this.#terminals.name(key, valueAt(call, "content"));
    // What a terminal shows, its client says.
    const shows = listAt(call, "content").length > 0 && !isOnlyTerminals(call);
    if (status !== "completed" && status !== "failed" && status !== "cancelled") {
      if (shows) this.#takePart(key, [...at, "content"], false);
      return;
    }
    const exit = this.#terminals.exitOf(key);
    const exitCode = this.#exitCodeOf(call) ?? exit?.exitCode;
    const isDone = status === "completed" && (exitCode ?? 0) === 0 && exit?.outcome !== "failed";
    const outcome: Outcome = isDone ? "done" : "failed";
    // What an update does not hold stays as it was.
    const isSame = valueAt(call, "content") === undefined || isOnlyTerminals(call);
    const keeps = isSame && this.#begun.known(key) !== 0;
    const output = keeps ? undefined : this.#at([...at, ...outputOf(call)]);
    operations.result({ call: key, outcome, exitCode, output, continues: keeps });
    this.#done.ofText(key);
  }

  /** What a call has given so far: one more of it (version 2), or all of it anew. */
  #takePart(key: string | undefined, at: ValuePath, continues: boolean): void {
    if (key === undefined) return;
    this.#begun.ofText(key);
    this.#operations.result({ call: key, outcome: "unknown", output: this.#at(at), continues, isPartial: true });
  }

  #exitCodeOf(call: unknown): number | undefined {
    return (
      numberAt(call, "rawOutput", "exitCode") ??
      numberAt(call, "rawOutput", "exit_code") ??
      numberAt(call, "rawOutput", "metadata", "exit") ??
      exitCodeAtEnd(valueAt(call, "content", 0, "content", "text"), exitSentence, this.#context)
    );
  }

  #openAnswer(): Entry {
    if (this.#answer !== 0) return this.#answer;
    this.#echo = 0;
    this.#answer = this.#operations.message({
      key: undefined,
      speaker: "assistant",
      marks: this.#isReplay ? marks.inherited : 0,
    });
    return this.#answer;
  }

  /** What comes next is another message. */
  #closeAnswer(): void {
    this.#answer = 0;
    this.#hasText = false;
    this.#hasReasoning = false;
    this.#messageId = undefined;
    this.#echo = 0;
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

/** Where a result stands: what is shown, or where nothing is (Codex's adapter 0.16), what the tool gave. */
function outputOf(call: unknown): ValuePath {
  if (listAt(call, "content").length > 0 || valueAt(call, "rawOutput") === undefined) return ["content"];
  const text = ["formatted_output", "aggregated_output", "output"].find((name) =>
    isText(valueAt(call, "rawOutput", name)),
  );
  return text === undefined ? ["rawOutput"] : ["rawOutput", text];
}

function endOf(stopReason: string | undefined) {
  switch (stopReason) {
    case "cancelled":
      return "interrupted";
    case "refusal":
    case "max_turn_requests":
      return "failed";
    default:
      return "completed";
  }
}
