// Tells a story as a coding agent's session in the form of Claude Code 2.1: one content block a line, results beside what the program kept of
// them, tokens per answer, and the sum at the end. Stories are small, so records are plain objects.

import { Identifiers } from "./identifiers.ts";
import type { LogWriter } from "./logWriter.ts";
import type { Random } from "./random.ts";

export interface SessionCall {
  readonly tool: string;
  readonly input: unknown;
  /** What the model is told. */
  readonly result: string;
  /** What the program keeps beside it. */
  readonly kept?: unknown;
  readonly failed?: boolean;
  /** How long the tool takes. */
  readonly milliseconds: number;
}

type Members = Readonly<Record<string, unknown>>;

const model = "claude-sonnet-4-5";

export class SessionTeller {
  readonly #log: LogWriter;
  readonly #random: Random;
  readonly #ids: Identifiers;
  readonly #session: string;
  readonly #start: number;
  #time: number;
  #parent: string | null = null;
  #message = { id: "", request: "", input: 0, output: 0 };
  #context = 9_200;
  #tokens = { input: 0, output: 0, read: 0, written: 0 };
  prompts = 0;
  messages = 0;
  toolCalls = 0;

  constructor(log: LogWriter, random: Random, time: number) {
    this.#log = log;
    this.#random = random;
    this.#ids = new Identifiers(random);
    this.#session = this.#ids.next();
    this.#start = time;
    this.#time = time;
  }

  wait(milliseconds: number): void {
    this.#time += milliseconds;
  }

  ask(text: string): void {
    this.prompts += 1;
    this.messages += 1;
    this.#line("user", { message: { role: "user", content: text }, permissionMode: "default" });
  }

  think(text: string): void {
    this.#answer(1_800 + text.length * 6);
    this.#block({ type: "thinking", thinking: text, signature: this.#ids.next() }, "tool_use");
  }

  say(text: string): void {
    this.#answer(900 + text.length * 4);
    this.#block({ type: "text", text }, "end_turn");
    this.messages += 1;
    this.#message.id = "";
  }

  /** A sentence, then calls at once; their results come in the order in which they end. */
  call(text: string | undefined, calls: readonly SessionCall[]): void {
    this.#answer(700 + calls.length * 300);
    if (text !== undefined) this.#block({ type: "text", text }, "tool_use");
    const asked = calls.map((call) => {
      const id = `toolu_01${this.#ids.next().replaceAll("-", "").slice(-22)}`;
      const uuid = this.#block({ type: "tool_use", id, name: call.tool, input: call.input }, "tool_use");
      return { ...call, id, uuid };
    });
    const since = this.#time;
    this.toolCalls += calls.length;
    for (const { id, uuid, result, kept, failed, milliseconds } of asked.toSorted(
      (a, b) => a.milliseconds - b.milliseconds,
    )) {
      this.#time = since + milliseconds;
      const content = [
        { type: "tool_result", tool_use_id: id, content: result, ...(failed === true && { is_error: true }) },
      ];
      const extra = { toolUseResult: kept ?? (failed === true ? `Error: ${result}` : result) };
      this.#line("user", { message: { role: "user", content }, ...extra, sourceToolAssistantUUID: uuid });
      this.#context += Math.ceil(result.length / 4);
    }
    this.#message.id = "";
  }

  /** What the program notes when a turn is over, and what all turns took so far. */
  endTurn(): void {
    this.#line("system", { subtype: "turn_duration", durationMs: this.#time - this.#start, isMeta: false });
    const { input, output, read, written } = this.#tokens;
    const usd = (input * 3 + output * 15 + read * 0.3 + written * 3.75) / 1_000_000;
    const usage = { inputTokens: input, outputTokens: output, cacheReadInputTokens: read };
    this.#bare("cost-state", {
      sessionId: this.#session,
      totalCostUSD: Number(usd.toFixed(6)),
      totalDuration: this.#time - this.#start,
      modelUsage: { [model]: { ...usage, cacheCreationInputTokens: written, costUSD: Number(usd.toFixed(6)) } },
    });
  }

  /** Begins a response unless one is open: its blocks share an id and what it took. */
  #answer(milliseconds: number): void {
    this.#time += milliseconds + this.#random.between(20, 300);
    if (this.#message.id !== "") return;
    const written = this.#random.between(300, 900);
    this.#message = {
      id: `msg_01${this.#ids.next().slice(-12)}`,
      request: `req_01${this.#ids.next().slice(-12)}`,
      input: this.#random.between(3, 12),
      output: this.#random.between(90, 420),
    };
    this.#tokens.input += this.#message.input;
    this.#tokens.output += this.#message.output;
    this.#tokens.read += this.#context;
    this.#tokens.written += written;
    this.#usage = {
      input_tokens: this.#message.input,
      cache_creation_input_tokens: written,
      cache_read_input_tokens: this.#context,
      output_tokens: this.#message.output,
      service_tier: "standard",
    };
    this.#context += written;
  }

  #usage: Members = {};

  #block(block: Members, stop: string): string {
    const { id, request } = this.#message;
    const head = { model, id, type: "message", role: "assistant", content: [block], stop_reason: stop };
    return this.#line("assistant", { message: { ...head, usage: this.#usage }, requestId: request });
  }

  #line(type: string, members: Members): string {
    const uuid = this.#ids.next();
    this.#time += this.#random.between(4, 40);
    this.#log.noteTime(this.#time);
    const place = { cwd: "/home/dev/ledger", sessionId: this.#session, version: "2.1.328", gitBranch: "main" };
    const common = { uuid, timestamp: new Date(this.#time).toISOString(), userType: "external", ...place };
    const head = { parentUuid: this.#parent, isSidechain: false };
    this.#log.record(type, JSON.stringify({ ...head, type, ...members, ...common }));
    this.#parent = uuid;
    return uuid;
  }

  #bare(type: string, members: Members): void {
    this.#log.record(type, JSON.stringify({ type, ...members }));
  }
}
