// What random events hold: texts, values, ids, content parts, patches and whole messages, as odd as the client takes them.

import type { SeededRandom } from "./random.ts";

export type Event = Readonly<Record<string, unknown>>;
/** The subagent that an event belongs to. */
export type Tag = string | undefined;

/** Halves of an emoji come in texts of their own; they meet when a message joins them. */
const texts = [
  ...[
    "",
    "a",
    "Hello ",
    'quote " and \\ backslash',
    "line\nbreak\ttab",
    "é€",
    "😀",
    "\ud83d",
    "\ude00",
    "\u0000",
    "]}",
    ",",
  ],
  ...["\u2028", "\u007f", "naïve ‘text’", '{"type":"RUN_FINISHED"}', "\\u0041", "x".repeat(300)],
];
const values: readonly unknown[] = [null, true, 0, -1.5, "v", [], {}, [1, { a: "b" }], { k: { l: [null] } }, "é\ud83d"];
const keys = ["usage", "finish", "__proto__", "constructor", "a/b", "ключ", ""];

export class RandomPayloads {
  /** Ids that were given out. */
  readonly messageIds: string[] = [];
  readonly callIds: string[] = [];
  /** Two results may share an id. The client then patches an activity of that id in one of two places only; we do not. */
  readonly resultIds = new Set<string>();
  readonly #random: SeededRandom;

  constructor(random: SeededRandom) {
    this.#random = random;
  }

  text(): string {
    return this.#random.pick(texts);
  }

  value(): unknown {
    return this.#random.pick(values);
  }

  stateValue(): unknown {
    return this.#random.pick([...values, { n: 1, steps: ["s"] }]);
  }

  metadata(): Event {
    const pairs = Array.from({ length: this.#random.below(3) }, () => [
      this.#random.pick(keys),
      this.#random.pick(values),
    ]);
    return Object.fromEntries(pairs);
  }

  tag(): Tag {
    return this.#random.chance(20) ? this.#random.pick(["s1", "s2", ""]) : undefined;
  }

  /** Mostly new; sometimes one that was used before, for whatever. */
  messageId(): string {
    const known = this.#random.maybePick(this.messageIds);
    if (known !== undefined && this.#random.chance(25)) return known;
    const id = this.#random.chance(5) ? this.#random.pick(["", "c1", 'é"\\']) : `m${this.messageIds.length}`;
    this.messageIds.push(id);
    return id;
  }

  callId(): string {
    const known = this.#random.maybePick(this.callIds);
    if (known !== undefined && this.#random.chance(20)) return known;
    const id = `c${this.callIds.length}`;
    this.callIds.push(id);
    return id;
  }

  /** Always of the same two for an id: a snapshot speaks for both or for none of them, whether patches apply or not. */
  activityType(id: string): string {
    return this.#random.pick(id.length % 2 === 0 ? ["PLAN", "DONE"] : ["SEARCH", "FOUND"]);
  }

  parts(isResult: boolean): readonly Event[] {
    const source = { type: "url", value: "https://example.org/a.png", mimeType: "image/png" };
    const binary = { type: "binary", mimeType: "image/png", data: "AAAA", filename: "a.png" };
    const some: readonly Event[] = [
      { type: "text", text: this.text() },
      { type: "image", source },
      { type: "image", source: { type: "new" } },
      binary,
      { type: "hologram", data: 1 },
      {
        type: "document",
        source: { type: "data", value: "AA", mimeType: "a/b" },
        metadata: isResult ? { a: 1 } : null,
      },
    ];
    return Array.from({ length: this.#random.below(4) }, () => this.#random.pick(some));
  }

  patch(): readonly Event[] {
    const value = this.value();
    const operations: readonly Event[] = [
      { op: "add", path: "/steps", value: [] },
      { op: "add", path: "/steps/-", value: this.text() },
      { op: "add", path: "/n", value },
      { op: "replace", path: "/n", value: 2 },
      { op: "remove", path: "/n" },
      { op: "copy", from: "/steps", path: "/copied" },
      { op: "move", from: "/copied", path: "/moved" },
      { op: "test", path: "/n", value: 2 },
      { op: "add", path: "/a~1b", value },
      { op: "add", path: "/__proto__/polluted", value: 1 },
      { op: "add", path: "/constructor/prototype/polluted", value: 1 },
      { op: "replace", path: "/nowhere/else", value: 1 },
      { op: "remove", path: "/steps/0", leftover: true },
      { op: "move", from: "/a~1b", path: "/a~1b/inside" },
      { op: "invent", path: "/n" },
    ];
    return Array.from({ length: this.#random.below(4) }, () => this.#random.pick(operations));
  }

  wholeMessages(count: number): readonly Event[] {
    return Array.from({ length: count }, () => this.#wholeMessage());
  }

  #wholeMessage(): Event {
    const random = this.#random;
    const id = this.messageId();
    const common = { id, ...tagOf(this.tag()), ...(random.chance(20) ? { metadata: this.metadata() } : {}) };
    const role = random.pick([
      "user",
      "user",
      "assistant",
      "assistant",
      "assistant",
      "system",
      "tool",
      "reasoning",
      "activity",
      "alien",
    ]);
    const encrypted = random.chance(15) ? { encryptedValue: this.text() } : {};
    switch (role) {
      case "assistant": {
        const calls = Array.from({ length: random.below(3) }, () => this.#wholeCall());
        const content = random.chance(70) ? { content: this.text() } : {};
        return { ...common, role, ...content, ...encrypted, ...(calls.length > 0 ? { toolCalls: calls } : {}) };
      }
      case "user":
        return { ...common, role, content: random.chance(60) ? this.text() : this.parts(false) };
      case "tool":
        return { ...common, role, toolCallId: this.callId(), content: this.text(), error: "failed" };
      case "activity":
        if (this.resultIds.has(id)) return { ...common, role: "user", content: "" };
        return { ...common, role, activityType: this.activityType(id), content: { n: 1, steps: [] } };
      default:
        return { role, ...common, content: this.text(), ...encrypted, extra: this.value() };
    }
  }

  #wholeCall(): Event {
    const encrypted = this.#random.chance(15) ? { encryptedValue: this.text() } : {};
    const metadata = this.#random.chance(15) ? { metadata: this.metadata() } : {};
    return {
      id: this.callId(),
      type: "function",
      function: { name: "given", arguments: this.text() },
      ...encrypted,
      ...metadata,
    };
  }
}

export function tagOf(tag: Tag): { readonly subagentRunId?: string } {
  return tag === undefined ? {} : { subagentRunId: tag };
}
