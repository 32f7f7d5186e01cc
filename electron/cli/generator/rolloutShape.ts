// A long rollout of Codex (0.169, paginated): prompts, thoughts and answers once for the model's history and once as an event,
// several calls at once, sub-agents that are spawned, compactions, and one very long output. Lines are some 1.3 KB, so that
// a rollout has many messages for its size.

import { Identifiers } from "./identifiers.ts";
import { longRecordBytes, writeLongRecord } from "./longRecord.ts";
import type { Shape, ShapeInput } from "./shape.ts";
import { TextSource } from "./textSource.ts";

/** Turns between two compactions. */
const turnsOfContext = 60;
/** Turns that are written before a pause: some hundred KB. */
const turnsAtOnce = 8;

export const rolloutShape: Shape = function* (input) {
  const rollout = new Rollout(input);
  const { log, bytes } = input;
  const long = longRecordBytes(bytes);
  let isLongDue = long > 0;
  for (let turn = 1; turn === 1 || log.bytes < bytes - (isLongDue ? long : 0); turn++) {
    const isLong = isLongDue && log.bytes * 2 > bytes - long;
    yield* rollout.turn(isLong ? long : 0);
    if (isLong) isLongDue = false;
    if (turn % turnsOfContext === 0) rollout.compact();
    if (turn % turnsAtOnce === 0) yield;
  }
  return { runs: 0, messages: rollout.messages, toolCalls: rollout.toolCalls };
};

class Rollout {
  /** Prompts and answers. */
  messages = 0;
  toolCalls = 0;
  readonly #input: ShapeInput;
  readonly #ids: Identifiers;
  readonly #text: TextSource;
  readonly #thread: string;
  #turn = "";
  #ordinal = 0;
  #responses = 0;
  #time = Date.UTC(2026, 10, 3, 9);

  constructor(input: ShapeInput) {
    this.#input = input;
    this.#ids = new Identifiers(input.random);
    this.#text = new TextSource(input.random);
    this.#thread = this.#ids.next();
    const common = `"cwd":"/home/dev/project","originator":"codex_exec","cli_version":"0.169.0","source":"exec"`;
    this.#line("session_meta", `"session_id":"${this.#thread}","id":"${this.#thread}",${common}`);
  }

  /** From a prompt to its answer; with `long`, one output is of about so many bytes. */
  *turn(long: number): Generator<void> {
    const { random } = this.#input;
    this.#turn = this.#ids.next();
    this.#event("task_started", `"model_context_window":258400`);
    this.#line("turn_context", `"turn_id":"${this.#turn}","cwd":"/home/dev/project","model":"gpt-6-astra"`);
    this.#prompt();
    for (let left = random.between(1, 8); left > 0; left--) this.#step();
    if (long > 0) yield* this.#longOutput(long);
    this.#answer();
    this.#event("task_complete", `"last_agent_message":null`);
  }

  compact(): void {
    this.#line("compacted", `"message":"${this.#text.next(4_000)}"`);
    this.#event("context_compacted", `"turn_id":"${this.#turn}"`);
  }

  #prompt(): void {
    this.messages++;
    const text = this.#text.next(2_000);
    this.#message("user", `{"type":"input_text","text":"${text}"}`, this.#newId("msg"));
    this.#item(`"type":"UserMessage","id":"${this.#ids.next()}","content":[{"type":"text","text":"${text}"}]`);
  }

  #answer(): void {
    this.messages++;
    const id = this.#newId("msg");
    const text = this.#text.next(4_000);
    this.#item(`"type":"AgentMessage","id":"${id}","content":[{"type":"Text","text":"${text}"}]`);
    this.#message("assistant", `{"type":"output_text","text":"${text}"}`, id);
    this.#usage();
  }

  /** A thought, some calls at once, and their outputs in another order. */
  #step(): void {
    const { random } = this.#input;
    if (random.oneIn(3)) this.#think();
    const calls = Array.from({ length: random.oneIn(3) ? random.between(2, 4) : 1 }, () => this.#call());
    this.#usage();
    if (random.oneIn(3)) calls.reverse();
    for (const call of calls) {
      const failed = random.oneIn(15);
      this.#line(
        "response_item",
        outputOf(call, `Exit code: ${failed ? 1 : 0}\\nOutput:\\n${this.#text.next(10_000)}`),
      );
    }
    if (random.oneIn(20)) this.#spawn();
  }

  #think(): void {
    const id = this.#newId("rs");
    const text = this.#text.next(2_000);
    this.#item(`"type":"Reasoning","id":"${id}","summary_text":["${text}"],"raw_content":[]`);
    this.#line("response_item", `"type":"reasoning","id":"${id}","summary":[{"type":"summary_text","text":"${text}"}]`);
  }

  #call(): string {
    const call = this.#newId("call");
    this.#callLine(call, "exec_command", `{\\"cmd\\":\\"npm test -- ${this.#input.random.next()}\\"}`);
    return call;
  }

  #spawn(): void {
    const call = this.#newId("call");
    this.#callLine(call, "spawn_agent", `{\\"message\\":\\"Look at part ${this.toolCalls}\\"}`);
    this.#line("response_item", outputOf(call, `{\\"agent_id\\":\\"${this.#ids.next()}\\"}`));
  }

  *#longOutput(bytes: number): Generator<void> {
    const [before = "", behind = ""] = this.#lineOf("response_item", outputOf(this.#call(), "\0")).split("\0");
    yield* writeLongRecord(this.#input.log, "response_item", this.#text, { before, behind, bytes });
  }

  #callLine(call: string, name: string, input: string): void {
    this.toolCalls++;
    this.#line("response_item", `"type":"function_call","name":"${name}","arguments":"${input}","call_id":"${call}"`);
  }

  #usage(): void {
    const { random } = this.#input;
    const usage = `"usage":{"input_tokens":${random.below(90_000)},"cached_input_tokens":200,"output_tokens":${random.below(4_000)}}`;
    const response = `"response_id":"resp_${++this.#responses}"`;
    this.#line("token_usage_record", `"thread_id":"${this.#thread}","turn_id":"${this.#turn}",${response},${usage}`);
  }

  #message(role: string, part: string, id: string): void {
    this.#line("response_item", `"type":"message","id":"${id}","role":"${role}","content":[${part}]`);
  }

  #item(item: string): void {
    this.#event("item_completed", `"thread_id":"${this.#thread}","item":{${item}}`);
  }

  #event(type: string, body: string): void {
    this.#line("event_msg", `"type":"${type}","turn_id":"${this.#turn}",${body}`);
  }

  #newId(sort: string): string {
    return `${sort}_${this.#ids.next()}`;
  }

  #line(type: string, payload: string): void {
    this.#input.log.record(type, this.#lineOf(type, payload));
  }

  #lineOf(type: string, payload: string): string {
    const { log, random } = this.#input;
    this.#time += random.between(5, 3_000);
    log.noteTime(this.#time);
    const time = new Date(this.#time).toISOString();
    return `{"timestamp":"${time}","ordinal":${this.#ordinal++},"type":"${type}","payload":{${payload}}}`;
  }
}

function outputOf(call: string, text: string): string {
  return `"type":"function_call_output","call_id":"${call}","output":"${text}"`;
}
