// A session in the shape of Claude Code's transcripts: prompts, thinking, tool calls and their results, one content block per
// line. A line's own `type` stands behind its `message`, which is up to 200 KB long and has members of that name, too.

import { Identifiers } from "./identifiers.ts";
import { noConversation, type Shape, type ShapeInput } from "./shape.ts";
import { TextSource } from "./textSource.ts";
import { words } from "./words.ts";

/** Characters of the longest content; most are short, one in ten is longer than 16 KB. */
const longest = 180_000;

const tools = ["Bash", "Read", "Edit", "Grep", "Glob", "Write", "Task", "TodoWrite"];
const stops = ["end_turn", "tool_use", "max_tokens"];

export const claudeShape: Shape = function* (input) {
  const session = new Session(input);
  do {
    // A turn is at most some MB.
    session.turn();
    yield;
  } while (input.log.bytes < input.bytes);
  return noConversation;
};

class Session {
  readonly #input: ShapeInput;
  readonly #ids: Identifiers;
  readonly #text: TextSource;
  readonly #common: string;
  readonly #session: string;
  #parent = "null";
  #time = Date.UTC(2026, 1, 2, 9);

  constructor(input: ShapeInput) {
    this.#input = input;
    this.#ids = new Identifiers(input.random);
    this.#text = new TextSource(input.random);
    this.#session = this.#ids.next();
    this.#common = `"cwd":"/home/dev/project","sessionId":"${this.#session}","version":"2.1.78","gitBranch":"main"`;
  }

  /** From a prompt to the answer, unless there are bytes enough before. */
  turn(): void {
    const { log, random, bytes } = this.#input;
    this.#user(`"${this.#text.next(4_000)}"`);
    for (let left = random.between(1, 12); left > 0 && log.bytes < bytes; left -= 1) this.#step();
    if (log.bytes >= bytes) return;
    this.#assistant([`{"type":"text","text":"${this.#text.next(20_000)}"}`]);
    this.#sideRecords();
  }

  #step(): void {
    const { random } = this.#input;
    if (random.oneIn(3)) {
      const signature = words(random, 20).replaceAll(" ", "");
      this.#assistant([`{"type":"thinking","thinking":"${this.#text.next(8_000)}","signature":"${signature}"}`]);
    }
    const id = `toolu_${this.#ids.next().replaceAll("-", "").slice(8)}`;
    const tool = random.pick(tools);
    const call = `"type":"tool_use","id":"${id}","name":"${tool}","input":{"type":"user","command":"${this.#text.next(6_000)}"}`;
    this.#assistant([`{${call}}`]);
    const isError = random.oneIn(15);
    const result = this.#text.next(longest);
    // Results are strings, or lists of blocks.
    const content = random.oneIn(3) ? `[{"type":"text","text":"${result}"}]` : `"${result}"`;
    this.#user(`[{"tool_use_id":"${id}","type":"tool_result","content":${content},"is_error":${isError}}]`);
  }

  #assistant(blocks: readonly string[]): void {
    const { random } = this.#input;
    const usage = `"usage":{"input_tokens":${random.below(9)},"output_tokens":${random.below(4_000)},"service_tier":"standard"}`;
    this.#line(
      "assistant",
      `"message":{"model":"claude-sonnet-4-5","id":"msg_${this.#ids.next().slice(-12)}","type":"message","role":"assistant",` +
        `"content":[${blocks.join()}],"stop_reason":"${random.pick(stops)}",${usage}},"requestId":"req_${random.next()}"`,
    );
  }

  #user(content: string): void {
    this.#line("user", `"message":{"role":"user","content":${content}}`);
  }

  /** What Claude Code notes beside the conversation. */
  #sideRecords(): void {
    const { log, random } = this.#input;
    this.#line("system", `"subtype":"turn_duration","durationMs":${random.below(600_000)},"isMeta":false`);
    if (!random.oneIn(4)) return;
    const prompt = this.#text.next(600);
    log.record("last-prompt", `{"type":"last-prompt","lastPrompt":"${prompt}","sessionId":"${this.#session}"}`);
    const backups = `"trackedFileBackups":{"src/a.ts":{"backupFileName":null,"version":1,"type":"file"}}`;
    log.record(
      "file-history-snapshot",
      `{"messageId":"${this.#ids.next()}","snapshot":{${backups}},"type":"file-history-snapshot"}`,
    );
  }

  #line(type: string, body: string): void {
    const { log, random } = this.#input;
    const uuid = this.#ids.next();
    this.#time += random.between(20, 9_000);
    log.noteTime(this.#time);
    const end = `"type":"${type}","uuid":"${uuid}","timestamp":"${new Date(this.#time).toISOString()}","userType":"external"`;
    log.record(type, `{"parentUuid":${this.#parent},"isSidechain":false,${body},${end},${this.#common}}`);
    this.#parent = `"${uuid}"`;
  }
}
