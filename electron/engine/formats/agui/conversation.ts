// An AG-UI log in the words that all other families speak: for showing it, and for exports that are no AG-UI. What a snapshot
// says is not decided here; its messages are the official client's, and a test holds these to them.
//
// Kept apart from that are things that only a reader wants to see: messages that a later list has dropped are marked as taken
// back, and what stands only in a list is shown where the list stands.

import { GrowingBytes, GrowingInts } from "../../paging/growing.ts";
import { TextIds } from "../../paging/textIds.ts";
import type { ValuePath } from "../condensedValue.ts";
import { isText, listAt, textAt, valueAt } from "../condensedValue.ts";
import type { ConversationOperations, Entry, Outcome, Speaker } from "../conversationOperations.ts";
import { marks } from "../conversationOperations.ts";
import type { ConversationReader, FormatRecord, ReadingContext } from "../format.ts";
import { CallArguments } from "./callArguments.ts";
import { AguiLifecycle } from "./lifecycle.ts";
import { argumentsIn, callsIn, holdsResult, isThere, resultIn, toolOf } from "./listedCalls.ts";
import { RunRulers } from "./runRulers.ts";
import { SubagentCalls } from "./subagentCalls.ts";
import { ThreadChoice } from "./threadChoice.ts";

/** By message: what it is. */
const roles = ["unknown", "user", "assistant", "system", "reasoning", "activity", "tool"] as const;
type Role = Exclude<(typeof roles)[number], "unknown" | "activity" | "tool">;
/** Lanes of chunks that are open at once, as a hostile log may claim. */
const mostLanes = 1000;

export class AguiConversation implements ConversationReader {
  readonly end: (() => void) | undefined;
  readonly #operations: ConversationOperations;
  readonly #rulers: RunRulers;
  readonly #lifecycle: AguiLifecycle;
  /** By id of a message within its thread. */
  readonly #ids = new TextIds();
  #idCount = 0;
  readonly #role = new GrowingBytes();
  readonly #hasText = new GrowingBytes();
  readonly #threadOf = new GrowingInts();
  readonly #entryOf = new GrowingInts();
  /** By entry of a message: its last call; of a call: the one before it. */
  readonly #callBefore = new GrowingInts();
  readonly #answered = new TextIds();
  readonly #threads = new TextIds();
  readonly #choice = new ThreadChoice();
  #thread = "";
  /** As far as they are held: of calls that are open. */
  readonly #arguments = new CallArguments();
  readonly #subagents = new SubagentCalls();
  /** The message or call that chunks without an id go on, by lane. */
  readonly #chunks = new Map<string, string>();
  /** The reasoning that THINKING events without an id go to. */
  #thought: Entry = 0;

  constructor(operations: ConversationOperations, context: ReadingContext) {
    this.#operations = operations;
    this.#lifecycle = new AguiLifecycle(operations, context);
    this.#rulers = new RunRulers(operations);
    // That a run is open in the end is a finding, and nothing else.
    if (operations.wantsFindings) this.end = () => this.#lifecycle.end();
  }

  take(record: FormatRecord): void {
    const { value } = record;
    const type = textAt(value, "type") ?? "";
    this.#thread = this.#choice.of(type, value);
    if (this.#lifecycle.passedOver?.has(type) !== true) this.#lifecycle.take(record);
    const lane = idOf(value, "subagentRunId", "subagent_run_id") ?? "";
    if (!type.endsWith("_CHUNK") && !keepsChunks.test(type)) {
      if (closesChunks.test(type)) this.#chunks.clear();
      else this.#chunks.delete(lane);
    }
    const from = this.#operations.nextEntry();
    this.#takeEvent(type, value, lane);
    const caller = lane === "" ? 0 : this.#subagents.of(this.#key(lane));
    if (caller !== 0) this.#operations.ofSubagent(from, caller);
  }

  #takeEvent(type: string, value: unknown, lane: string): void {
    switch (type) {
      case "RUN_STARTED":
        this.#rulers.begin(this.#thread, idOf(value, "runId", "run_id"));
        this.#addAll(value, ["input", "messages"]);
        break;
      case "SUBAGENT_STARTED":
        this.#startSubagent(lane, value);
        break;
      case "TEXT_MESSAGE_START":
        this.#open(idOf(value, "messageId", "message_id"), roleOf(textAt(value, "role")));
        break;
      case "TEXT_MESSAGE_CONTENT":
      case "REASONING_MESSAGE_CONTENT":
        this.#append(idOf(value, "messageId", "message_id"), value);
        break;
      case "REASONING_MESSAGE_START":
        this.#open(idOf(value, "messageId", "message_id"), "reasoning");
        break;
      case "TEXT_MESSAGE_CHUNK":
        this.#append(this.#chunk(lane, value, roleOf(textAt(value, "role"))), value);
        break;
      case "REASONING_MESSAGE_CHUNK":
        this.#append(this.#chunk(lane, value, "reasoning"), value);
        break;
      case "THINKING_TEXT_MESSAGE_START":
        this.#thought = this.#operations.message({ key: undefined, speaker: "assistant" });
        break;
      case "THINKING_TEXT_MESSAGE_CONTENT":
        if (this.#thought !== 0 && isText(valueAt(value, "delta")))
          this.#operations.reasoning(this.#thought, ["delta"], true);
        break;
      case "TOOL_CALL_START":
        this.#openCall(idOf(value, "toolCallId", "tool_call_id"), value);
        break;
      case "TOOL_CALL_ARGS":
        this.#addArguments(idOf(value, "toolCallId", "tool_call_id"), value);
        break;
      case "TOOL_CALL_CHUNK":
        this.#takeCallChunk(lane, value);
        break;
      case "TOOL_CALL_END":
        this.#endCall(idOf(value, "toolCallId", "tool_call_id") ?? "", value);
        break;
      case "TOOL_CALL_RESULT":
        this.#claim(idOf(value, "messageId", "message_id"));
        this.#addResult(idOf(value, "toolCallId", "tool_call_id"), value, []);
        break;
      case "ACTIVITY_SNAPSHOT":
        this.#setActivity(idOf(value, "messageId", "message_id"), value, valueAt(value, "replace") !== false);
        break;
      case "MESSAGES_SNAPSHOT":
        this.#takeList(value);
        break;
      default:
        break;
    }
  }

  #startSubagent(id: string, value: unknown): void {
    const caller = idOf(value, "parentSubagentRunId", "parent_subagent_run_id");
    const call = this.#callOf(idOf(value, "parentToolCallId", "parent_tool_call_id"));
    this.#subagents.started(this.#key(id), call || (caller === undefined ? 0 : this.#subagents.of(this.#key(caller))));
  }

  #key(id: string): string {
    return this.#thread === "" ? id : `${this.#thread} ${id}`;
  }

  #numberOf(id: string | undefined): number {
    return id === undefined ? 0 : this.#ids.known(this.#key(id));
  }

  #register(id: string): number {
    const number = this.#ids.ofText(this.#key(id));
    this.#idCount = Math.max(this.#idCount, number);
    this.#threadOf.set(number, this.#threads.ofText(this.#thread));
    return number;
  }

  /** The id of a result is one of a message, too: nothing else is said under it. */
  #claim(id: string | undefined): void {
    if (id === undefined) return;
    const number = this.#register(id);
    if (this.#role.get(number) === 0) this.#role.set(number, roles.indexOf("tool"));
  }

  #open(id: string | undefined, role: Role): number {
    if (id === undefined) return 0;
    const number = this.#register(id);
    if (this.#role.get(number) !== 0) return number;
    const speaker: Speaker = role === "reasoning" ? "assistant" : role;
    this.#role.set(number, roles.indexOf(role));
    this.#entryOf.set(number, this.#operations.message({ key: `message ${this.#key(id)}`, id, speaker }));
    return number;
  }

  #append(id: string | undefined, value: unknown): void {
    if (isText(valueAt(value, "delta"))) this.#say(this.#numberOf(id), ["delta"]);
  }

  #say(number: number, at: ValuePath): void {
    const entry = this.#entryOf.get(number);
    if (entry !== 0) this.#hasText.set(number, 1);
    if (roles[this.#role.get(number)] === "reasoning") this.#operations.reasoning(entry, at, true);
    else this.#operations.text(entry, at, true);
  }

  #chunk(lane: string, value: unknown, role: Role): string | undefined {
    const id = idOf(value, "messageId", "message_id") ?? this.#chunks.get(lane);
    if (id === undefined) return undefined;
    this.#open(id, role);
    this.#follow(lane, id);
    return id;
  }

  #follow(lane: string, id: string): void {
    if (this.#chunks.has(lane) || this.#chunks.size < mostLanes) this.#chunks.set(lane, id);
  }

  #callOf(id: string | undefined): Entry {
    return id === undefined ? 0 : this.#operations.callOf(this.#key(id));
  }

  #openCall(id: string | undefined, value: unknown): void {
    if (id === undefined) return;
    const tool = idOf(value, "toolCallName", "tool_call_name") ?? "";
    const key = this.#key(id);
    if (this.#callOf(id) !== 0) this.#operations.call({ key, tool });
    else this.#addCall(id, tool, this.#parentOf(id, idOf(value, "parentMessageId", "parent_message_id")));
  }

  #addCall(id: string, tool: string, message: Entry, input?: ValuePath): void {
    const key = this.#key(id);
    const call = this.#operations.call({ key, id, tool, message, input });
    this.#arguments.begin(key);
    this.#callBefore.set(call, this.#callBefore.get(message));
    this.#callBefore.set(message, call);
  }

  /** The parent when it is an assistant; else a new assistant with the parent's id, or with the call's when that is taken. */
  #parentOf(call: string, parent: string | undefined): Entry {
    const known = this.#numberOf(parent);
    if (known !== 0 && roles[this.#role.get(known)] === "assistant") return this.#entryOf.get(known);
    const id = parent === undefined || parent === "" || known !== 0 ? call : parent;
    const isTaken = this.#role.get(this.#numberOf(id)) !== 0;
    if (isTaken) return this.#operations.message({ key: undefined, speaker: "assistant" });
    return this.#entryOf.get(this.#open(id, "assistant"));
  }

  #addArguments(id: string | undefined, value: unknown): void {
    const call = this.#callOf(id);
    const delta = valueAt(value, "delta");
    if (!isText(delta)) return;
    if (id === undefined || call === 0) {
      this.#operations.input(0, ["delta"]);
      return;
    }
    const key = this.#key(id);
    const isGlued = this.#arguments.isGlued(key, delta);
    if (isGlued) {
      // @ag-ui/langgraph 0.0.43 gives the arguments of parallel calls the id of the first one.
      this.#operations.notice("The arguments of another call came under this call's id: they are shown apart.");
      this.#arguments.begin(key);
    }
    this.#arguments.add(key, delta);
    this.#operations.input(call, ["delta"], !isGlued);
  }

  #takeCallChunk(lane: string, value: unknown): void {
    const id = idOf(value, "toolCallId", "tool_call_id") ?? this.#chunks.get(lane);
    if (id === undefined) return;
    const isBegun = this.#chunks.get(lane) === id && this.#callOf(id) !== 0;
    if (!isBegun) this.#openCall(id, value);
    this.#follow(lane, id);
    this.#addArguments(id, value);
  }

  /** Some producers give here what came of the call, and Mastra that it has failed. */
  #endCall(id: string, value: unknown): void {
    this.#arguments.end(this.#key(id));
    if (this.#callOf(id) === 0) return;
    if (!this.#isAnswered(id) && holdsResult(value)) this.#addResult(id, value, []);
    else if (isThere(valueAt(value, "error"))) this.#operations.outcome(this.#callOf(id), "failed");
  }

  #isAnswered(call: string): boolean {
    return this.#answered.known(this.#key(call)) !== 0;
  }

  /** `at`: the event, or a message or call of a list. */
  #addResult(call: string | undefined, value: unknown, at: ValuePath): void {
    if (call === undefined) return;
    this.#answered.ofText(this.#key(call));
    const name = resultIn(valueAt(value, ...at));
    const failed = isThere(valueAt(value, ...at, "error"));
    const outcome: Outcome = failed ? "failed" : "done";
    this.#operations.result({
      call: this.#key(call),
      id: call,
      outcome,
      ...(name !== undefined && { output: [...at, name] }),
    });
  }

  /** An activity takes the place of a message that has its id. */
  #setActivity(id: string | undefined, activity: unknown, replaces: boolean): void {
    const number = id === undefined ? 0 : this.#register(id);
    const role = roles[this.#role.get(number)];
    if (number !== 0 && (role === "activity" || (role !== "unknown" && !replaces))) return;
    if (number !== 0) {
      this.#markWithCalls(number, true);
      this.#entryOf.set(number, 0);
      this.#role.set(number, roles.indexOf("activity"));
    }
    this.#operations.notice(`Activity: ${idOf(activity, "activityType", "activity_type") ?? "of no type"}`);
  }

  #markWithCalls(number: number, undone: boolean): void {
    for (let entry = this.#entryOf.get(number); entry !== 0; entry = this.#callBefore.get(entry)) {
      if (undone) this.#operations.mark(entry, marks.undone);
      else this.#operations.unmark(entry, marks.undone);
    }
  }

  /** A list takes the place of what was said: what it leaves out is gone, but for reasoning, of which it need not know. */
  #takeList(value: unknown): void {
    if (!Array.isArray(valueAt(value, "messages"))) return;
    const thread = this.#threads.ofText(this.#thread);
    const listed = new Set(listAt(value, "messages").map((message) => this.#numberOf(textAt(message, "id"))));
    for (let number = 1; number <= this.#idCount; number++) {
      if (this.#threadOf.get(number) !== thread || roles[this.#role.get(number)] === "reasoning") continue;
      this.#markWithCalls(number, !listed.has(number));
    }
    this.#addAll(value, ["messages"]);
  }

  /** What is known only from a list. */
  #addAll(value: unknown, at: ValuePath): void {
    const messages = listAt(value, ...at);
    for (const [index, message] of messages.entries()) this.#addListed(value, message, [...at, index]);
    // A result that is a message comes before one that its call holds, wherever it stands.
    for (const [index, message] of messages.entries()) this.#addHeld(value, message, [...at, index]);
  }

  #addListed(value: unknown, message: unknown, at: ValuePath): void {
    const id = textAt(message, "id");
    const role = textAt(message, "role");
    if (role === "tool") {
      this.#claim(id);
      const call = idOf(message, "toolCallId", "tool_call_id");
      if (call !== undefined && !this.#isAnswered(call)) this.#addResult(call, value, at);
      return;
    }
    if (role === "activity") {
      this.#setActivity(id, message, true);
      return;
    }
    const number = this.#open(id, role === "reasoning" ? "reasoning" : roleOf(role));
    if (number === 0) return;
    if (this.#hasText.get(number) === 0) this.#addContent(number, message, at);
    for (const { call, at: place } of callsIn(message, at)) {
      const callId = textAt(call, "id");
      if (callId === undefined || this.#callOf(callId) !== 0) continue;
      const input = argumentsIn(call);
      this.#addCall(callId, toolOf(call), this.#entryOf.get(number), input && [...place, ...input]);
    }
  }

  /** Results that stand with the calls of a message. */
  #addHeld(value: unknown, message: unknown, at: ValuePath): void {
    for (const { call, at: place } of callsIn(message, at)) {
      const id = textAt(call, "id");
      if (id === undefined || this.#callOf(id) === 0 || this.#isAnswered(id) || !holdsResult(call)) continue;
      this.#addResult(id, value, place);
    }
  }

  #addContent(number: number, message: unknown, at: ValuePath): void {
    const content = valueAt(message, "content");
    if (isText(content)) this.#say(number, [...at, "content"]);
    if (!Array.isArray(content)) return;
    content.forEach((part, index) => {
      if (isText(valueAt(part, "text"))) this.#say(number, [...at, "content", index, "text"]);
      else this.#operations.attachment(this.#entryOf.get(number), [...at, "content", index]);
    });
  }
}

/** Events that leave a stream of chunks open. */
const keepsChunks = /^(?:RAW|ACTIVITY_|REASONING_ENCRYPTED_VALUE|SUBAGENT_STARTED)/;
/** Those that close the streams of all lanes. */
const closesChunks = /^(?:RUN_|MESSAGES_SNAPSHOT)/;

function roleOf(role: string | undefined): Role {
  if (role === "user") return "user";
  return role === undefined || role === "assistant" ? "assistant" : "system";
}

function idOf(value: unknown, camel: string, snake: string): string | undefined {
  return textAt(value, camel) ?? textAt(value, snake);
}
