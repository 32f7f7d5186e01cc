// Writes single AG-UI events: the clock, the fragments of text, and what the official client makes of them (messages and
// tool calls), so that scenes (`aguiScenes.ts`) only say what happens.

import { Identifiers } from "./identifiers.ts";
import type { LogWriter } from "./logWriter.ts";
import type { Random } from "./random.ts";
import { makeRawEvents } from "./rawEvents.ts";
import { makeToolCalls, type ToolCallText } from "./toolCalls.ts";
import { makeFragments } from "./words.ts";

/** 5 January 2026, 08:00 UTC. */
const startTime = Date.UTC(2026, 0, 5, 8);

export class AguiEvents {
  readonly random: Random;
  readonly ids: Identifiers;
  readonly #log: LogWriter;
  readonly #fragments: readonly string[];
  readonly #toolCalls: readonly ToolCallText[];
  readonly #rawEvents: readonly string[];
  #time = startTime;
  messages = 0;
  toolCalls = 0;

  constructor(log: LogWriter, random: Random) {
    this.random = random;
    this.ids = new Identifiers(random);
    this.#log = log;
    this.#fragments = makeFragments(random, 2048);
    this.#toolCalls = makeToolCalls(random, 256);
    this.#rawEvents = makeRawEvents(random, this.ids, 64);
  }

  /** One event; `members` is JSON text such as `"messageId":"m1"`. */
  event(kind: string, members: string): void {
    const draw = this.random.next();
    const stamp = this.#stamp(draw);
    const typeLast = draw >>> 26 === 0;
    const text = typeLast ? `{${members}${stamp},"type":"${kind}"}` : `{"type":"${kind}",${members}${stamp}}`;
    this.#log.record(kind, text);
  }

  /** One event that appends a fragment of text: most of a log. */
  delta(kind: string, members: string): void {
    const fragment = this.fragment();
    const stamp = this.#stamp(this.random.next());
    this.#log.record(kind, `{"type":"${kind}",${members},"delta":"${fragment}"${stamp}}`);
  }

  /** An emoji whose two halves come in two events, as servers send them that cut text between UTF-16 units. */
  splitEmoji(kind: string, members: string): void {
    this.event(kind, `${members},"delta":" \\ud83d"`);
    this.event(kind, `${members},"delta":"\\ude00"`);
  }

  /** A fragment of text as JSON spells it. */
  fragment(): string {
    return this.random.pick(this.#fragments);
  }

  toolCall(): ToolCallText {
    return this.random.pick(this.#toolCalls);
  }

  raw(): void {
    this.event("RAW", `"event":${this.random.pick(this.#rawEvents)},"source":"langgraph"`);
  }

  custom(): void {
    this.event(
      "CUSTOM",
      `"name":"acme.progress","value":{"type":"tick","done":${this.random.below(100)},"note":"${this.fragment()}"}`,
    );
  }

  /** Lets time pass between two runs. */
  wait(milliseconds: number): void {
    this.#time += milliseconds;
  }

  /** Moves the clock by 1 to 64 ms; one event in 64 carries no time. */
  #stamp(draw: number): string {
    this.#time += 1 + (draw & 63);
    if (((draw >>> 6) & 63) === 0) return "";
    this.#log.noteTime(this.#time);
    return `,"timestamp":${this.#time}`;
  }
}
