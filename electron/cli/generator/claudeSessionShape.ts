// A long session of Claude Code (2.1.328): turns with several calls at once, whose lines hang under each other and whose results
// each hang under their own call, sub-agents that say and do something beside, compactions, and one very long result. Lines
// are some 1.3 KB, so that a session has many messages for its size.

import { Identifiers } from "./identifiers.ts";
import { longRecordBytes, writeLongRecord } from "./longRecord.ts";
import type { Shape, ShapeInput } from "./shape.ts";
import { TextSource } from "./textSource.ts";

const tools = ["Bash", "Read", "Edit", "Grep", "Glob", "Write"];
/** Turns between two compactions. */
const turnsOfContext = 60;
/** Turns that are written before a pause: some hundred KB. */
const turnsAtOnce = 8;

export const claudeSessionShape: Shape = function* (input) {
  const session = new Session(input);
  const { log, bytes } = input;
  const long = longRecordBytes(bytes);
  let isLongDue = long > 0;
  for (let turn = 1; turn === 1 || log.bytes < bytes - (isLongDue ? long : 0); turn++) {
    session.turn();
    if (isLongDue && log.bytes * 2 > bytes - long) {
      yield* session.longResult(long);
      isLongDue = false;
    }
    if (turn % turnsOfContext === 0) session.compact();
    if (turn % turnsAtOnce === 0) yield;
  }
  return { runs: 0, messages: session.messages, toolCalls: session.toolCalls };
};

interface Call {
  readonly id: string;
  /** The line that holds it. */
  readonly line: string;
}

class Session {
  /** Prompts and answers, those of sub-agents among them. */
  messages = 0;
  toolCalls = 0;
  readonly #input: ShapeInput;
  readonly #ids: Identifiers;
  readonly #text: TextSource;
  readonly #common: string;
  #parent: string | undefined;
  #time = Date.UTC(2026, 2, 3, 9);

  constructor(input: ShapeInput) {
    this.#input = input;
    this.#ids = new Identifiers(input.random);
    this.#text = new TextSource(input.random);
    this.#common = `"userType":"external","cwd":"/home/dev/project","sessionId":"${this.#ids.next()}","version":"2.1.328","gitBranch":"main"`;
  }

  /** From a prompt to its answer. */
  turn(): void {
    const { random } = this.#input;
    this.#say();
    for (let left = random.between(1, 8); left > 0; left--) this.#step();
    this.#answer();
  }

  *longResult(bytes: number): Generator<void> {
    this.#say();
    const [call] = this.#calls(1);
    if (call === undefined) return;
    const [before = "", behind = ""] = this.#lineOf("user", resultOf(call.id, "\0", false), call.line).split("\0");
    yield* writeLongRecord(this.#input.log, "user", this.#text, { before, behind, bytes });
    this.#answer();
  }

  compact(): void {
    const boundary = `"subtype":"compact_boundary","content":"Conversation compacted","isMeta":false,"compactMetadata":{"trigger":"auto","preTokens":155000}`;
    const last = this.#parent;
    this.#parent = undefined;
    this.#line("system", `${boundary},"logicalParentUuid":"${last}"`);
    const message = `"message":{"role":"user","content":"${this.#text.next(4_000)}"}`;
    this.#line("user", `${message},"isCompactSummary":true,"isVisibleInTranscriptOnly":true`);
  }

  #say(): void {
    this.messages++;
    this.#line("user", `"message":{"role":"user","content":"${this.#text.next(2_000)}"},"permissionMode":"default"`);
  }

  #answer(): void {
    this.messages++;
    this.#line(
      "assistant",
      this.#message(this.#newMessage(), `{"type":"text","text":"${this.#text.next(4_000)}"}`, "end_turn"),
    );
  }

  /** Some calls, their results in another order, and at times what a sub-agent did meanwhile. */
  #step(): void {
    const { random } = this.#input;
    const calls = this.#calls(random.oneIn(3) ? random.between(2, 4) : 1);
    if (random.oneIn(3)) calls.reverse();
    if (random.oneIn(12)) this.#subagent();
    for (const { id, line } of calls) {
      this.#line("user", resultOf(id, this.#text.next(12_000), random.oneIn(15)), line);
    }
  }

  /** A message whose blocks are lines of their own. */
  #calls(count: number): Call[] {
    const { random } = this.#input;
    const message = this.#newMessage();
    if (random.oneIn(3)) {
      const thinking = `{"type":"thinking","thinking":"${this.#text.next(3_000)}","signature":"c2lnbmF0dXJl"}`;
      this.#line("assistant", this.#message(message, thinking, "tool_use"));
    }
    return Array.from({ length: count }, () => {
      this.toolCalls++;
      const id = this.#newCall();
      const call = `{"type":"tool_use","id":"${id}","name":"${random.pick(tools)}","input":{"command":"${this.#text.next(2_000)}"}}`;
      return { id, line: this.#line("assistant", this.#message(message, call, "tool_use")) };
    });
  }

  /** Lines beside the chain of the session. */
  #subagent(): void {
    const { log, random } = this.#input;
    const agent = this.#ids.next().slice(0, 8);
    const parent = this.#parent;
    this.#parent = undefined;
    const aside = `"isSidechain":true,"agentId":"${agent}"`;
    this.#line("user", `"message":{"role":"user","content":"${this.#text.next(1_000)}"}`, undefined, aside);
    for (let left = random.between(1, 4); left > 0; left--) {
      this.toolCalls++;
      const call = this.#newCall();
      const block = `{"type":"tool_use","id":"${call}","name":"Read","input":{"file_path":"/src/${left}.ts"}}`;
      this.#line("assistant", this.#message(this.#newMessage(), block, "tool_use"), undefined, aside);
      this.#line("user", resultOf(call, this.#text.next(6_000), false), undefined, aside);
    }
    this.messages++;
    const end = `{"type":"text","text":"${this.#text.next(2_000)}"}`;
    this.#line("assistant", this.#message(this.#newMessage(), end, "end_turn"), undefined, aside);
    this.#parent = parent;
    log.noteTime(this.#time);
  }

  #newMessage(): string {
    return `msg_${this.#ids.next().replaceAll("-", "").slice(8)}`;
  }

  #newCall(): string {
    return `toolu_${this.#ids.next().replaceAll("-", "").slice(8)}`;
  }

  #message(id: string, block: string, stop: string): string {
    const { random } = this.#input;
    const usage = `"usage":{"input_tokens":${random.below(9)},"cache_read_input_tokens":${random.below(90_000)},"output_tokens":${random.below(4_000)}}`;
    return `"message":{"model":"claude-opus-4-8","id":"${id}","type":"message","role":"assistant","content":[${block}],"stop_reason":"${stop}",${usage}},"requestId":"req_${random.next()}"`;
  }

  /** Writes a line, and gives its id. */
  #line(type: string, body: string, parent = this.#parent, aside?: string): string {
    this.#input.log.record(type, this.#lineOf(type, body, parent, aside));
    return this.#parent ?? "";
  }

  #lineOf(type: string, body: string, parent: string | undefined, aside = '"isSidechain":false'): string {
    const { log, random } = this.#input;
    const uuid = this.#ids.next();
    this.#parent = uuid;
    this.#time += random.between(20, 9_000);
    log.noteTime(this.#time);
    const above = parent === undefined ? "null" : `"${parent}"`;
    const time = new Date(this.#time).toISOString();
    return `{"parentUuid":${above},${aside},${body},"type":"${type}","uuid":"${uuid}","timestamp":"${time}",${this.#common}}`;
  }
}

function resultOf(call: string, text: string, isError: boolean): string {
  return `"message":{"role":"user","content":[{"tool_use_id":"${call}","type":"tool_result","content":"${text}","is_error":${isError}}]}`;
}
