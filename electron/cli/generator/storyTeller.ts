// Tells a story as AG-UI events: `say` streams a message word by word, `call` a tool call, and so on. Stories are small,
// so events are plain objects here; the bulk shapes build text instead.

import { Identifiers } from "./identifiers.ts";
import type { LogWriter } from "./logWriter.ts";
import type { Random } from "./random.ts";

export interface StoryCall {
  readonly name: string;
  readonly args: unknown;
  readonly result: unknown;
  /** How long the tool takes. */
  readonly milliseconds: number;
}

/** A word with the space in front of it; where words have none between them, up to three characters. */
const word =
  /\s*(?:[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー]{1,3}|[^\s\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー]+)/gu;

type Members = Readonly<Record<string, unknown>>;

export class StoryTeller {
  readonly #log: LogWriter;
  readonly #random: Random;
  readonly #ids: Identifiers;
  readonly #threadId: string;
  #runId = "";
  #time: number;
  #subagentRunId: string | undefined;
  runs = 0;
  messages = 0;
  toolCalls = 0;

  constructor(log: LogWriter, random: Random, time: number) {
    this.#log = log;
    this.#random = random;
    this.#ids = new Identifiers(random);
    this.#threadId = this.#ids.next();
    this.#time = time;
  }

  event(type: string, members: Members): void {
    this.#time += this.#random.between(4, 20);
    this.#log.noteTime(this.#time);
    const owner = this.#subagentRunId === undefined ? {} : { subagentRunId: this.#subagentRunId };
    this.#log.record(type, JSON.stringify({ type, ...members, ...owner, timestamp: this.#time }));
  }

  wait(milliseconds: number): void {
    this.#time += milliseconds;
  }

  /** Starts a run with what the user says. */
  ask(text: string): void {
    this.#runId = this.#ids.next();
    this.runs += 1;
    this.messages += 1;
    const ids = { threadId: this.#threadId, runId: this.#runId };
    this.event("RUN_STARTED", {
      ...ids,
      input: {
        ...ids,
        state: {},
        messages: [{ id: this.#ids.next(), role: "user", content: text }],
        tools: [],
        context: [],
        forwardedProps: {},
      },
    });
  }

  finish(inputTokens: number, outputTokens: number): void {
    this.event("RUN_FINISHED", {
      threadId: this.#threadId,
      runId: this.#runId,
      outcome: { type: "success" },
      usage: [{ provider: "acme", model: "acme-large-4", inputTokens, outputTokens }],
    });
  }

  fail(message: string, code: string): void {
    this.event("RUN_ERROR", { message, code });
  }

  /** A text message; gives its id. With `cutOff` its end never comes. */
  say(text: string, { cutOff = false } = {}): string {
    const messageId = this.#openMessage();
    for (const delta of this.#split(text)) this.#streamed("TEXT_MESSAGE_CONTENT", { messageId, delta });
    if (!cutOff) this.event("TEXT_MESSAGE_END", { messageId });
    return messageId;
  }

  /** Says something and calls tools while saying it, the streams interleaved. */
  sayAndCall(text: string, calls: readonly StoryCall[]): void {
    const messageId = this.#openMessage();
    const open = calls.map((call) => ({ call, toolCallId: this.#openCall(call, messageId) }));
    const streams = [
      this.#split(text).map((delta): [string, Members] => ["TEXT_MESSAGE_CONTENT", { messageId, delta }]),
      ...open.map(({ call, toolCallId }) => this.#argsOf(call, toolCallId)),
    ];
    const longest = Math.max(...streams.map((stream) => stream.length));
    for (let index = 0; index < longest; index += 1) {
      for (const stream of streams) {
        const next = stream[index];
        if (next !== undefined) this.#streamed(...next);
      }
    }
    for (const { toolCallId } of open) this.event("TOOL_CALL_END", { toolCallId });
    this.event("TEXT_MESSAGE_END", { messageId });
    for (const { call, toolCallId } of open) this.#answer(call, toolCallId);
  }

  call(call: StoryCall): void {
    const toolCallId = this.#openCall(call, undefined);
    for (const [type, members] of this.#argsOf(call, toolCallId)) this.#streamed(type, members);
    this.event("TOOL_CALL_END", { toolCallId });
    this.#answer(call, toolCallId);
  }

  think(text: string): void {
    const span = this.#ids.next();
    const messageId = this.#ids.next();
    this.messages += 1;
    this.event("REASONING_START", { messageId: span });
    this.event("REASONING_MESSAGE_START", { messageId, role: "reasoning" });
    for (const delta of this.#split(text)) this.#streamed("REASONING_MESSAGE_CONTENT", { messageId, delta });
    this.event("REASONING_MESSAGE_END", { messageId });
    this.event("REASONING_END", { messageId: span });
  }

  /** A message in chunk events. */
  chunked(text: string): void {
    const messageId = this.#ids.next();
    this.messages += 1;
    for (const [index, delta] of this.#split(text).entries()) {
      this.#streamed("TEXT_MESSAGE_CHUNK", { messageId, ...(index === 0 ? { role: "assistant" } : {}), delta });
    }
  }

  step(stepName: string, tell: () => void): void {
    this.event("STEP_STARTED", { stepName });
    tell();
    this.event("STEP_FINISHED", { stepName });
  }

  subagent(name: string, description: string, tell: () => void): void {
    const subagentRunId = this.#ids.next();
    this.event("SUBAGENT_STARTED", { subagentRunId, name, description });
    this.#subagentRunId = subagentRunId;
    tell();
    this.#subagentRunId = undefined;
    this.event("SUBAGENT_FINISHED", { subagentRunId });
  }

  activity(activityType: string, content: Members, patches: readonly unknown[]): void {
    const messageId = this.#ids.next();
    this.messages += 1;
    this.event("ACTIVITY_SNAPSHOT", { messageId, activityType, content });
    for (const patch of patches) this.event("ACTIVITY_DELTA", { messageId, activityType, patch: [patch] });
  }

  /** What the framework behind the agent reports, in its own words. */
  raw(name: string, data: unknown): void {
    this.event("RAW", {
      event: {
        event: name,
        name: "ChatModel",
        run_id: this.#ids.next(),
        tags: ["seq:step:1"],
        metadata: { thread_id: this.#threadId, langgraph_node: "agent", langgraph_path: ["__pregel_pull", "agent"] },
        data,
      },
      source: "langgraph",
    });
  }

  #openMessage(): string {
    const messageId = this.#ids.next();
    this.messages += 1;
    this.event("TEXT_MESSAGE_START", { messageId, role: "assistant" });
    return messageId;
  }

  #openCall(call: StoryCall, parentMessageId: string | undefined): string {
    const toolCallId = `call_${this.#ids.next().slice(-12)}`;
    this.toolCalls += 1;
    if (parentMessageId === undefined) this.messages += 1;
    const parent = parentMessageId === undefined ? {} : { parentMessageId };
    this.event("TOOL_CALL_START", { toolCallId, toolCallName: call.name, ...parent });
    return toolCallId;
  }

  #argsOf(call: StoryCall, toolCallId: string): [string, Members][] {
    const pieces = JSON.stringify(call.args).match(/[\s\S]{1,11}/gu) ?? [];
    return pieces.map((delta) => ["TOOL_CALL_ARGS", { toolCallId, delta }]);
  }

  #answer(call: StoryCall, toolCallId: string): void {
    this.wait(call.milliseconds);
    this.messages += 1;
    const content = typeof call.result === "string" ? call.result : JSON.stringify(call.result);
    this.event("TOOL_CALL_RESULT", { messageId: this.#ids.next(), toolCallId, content, role: "tool" });
  }

  #streamed(type: string, members: Members): void {
    this.wait(this.#random.between(8, 70));
    this.event(type, members);
  }

  /** One to three words at a time, as models stream them. */
  #split(text: string): string[] {
    const words = text.match(word) ?? [];
    const deltas: string[] = [];
    for (let from = 0; from < words.length; ) {
      const to = from + this.#random.between(1, 3);
      deltas.push(words.slice(from, to).join(""));
      from = to;
    }
    return deltas;
  }
}
