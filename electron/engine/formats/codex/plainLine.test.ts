// Lines of a rollout that are read by their fields say what they say to the reader of all lines: heads of results, keys, and whole
// rollouts whose lines come in any order, are repeated, changed, and lie in the file as no program writes them.

import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { generateLog } from "../../../cli/generator/generateLog.ts";
import { changedLines } from "../../../testing/changedLines.ts";
import { expectSameByFields } from "../../../testing/readByFields.ts";
import { Entries } from "../../conversation/entries.ts";
import { readEntries } from "../../conversation/readEntries.ts";
import { createMemorySource } from "../../source/memorySource.ts";
import { recognise } from "../recognition.ts";
import { readSample } from "../sample.ts";
import { readProse } from "./commandResults.ts";
import { readPlainProse } from "./plainProse.ts";
import { keyIn } from "./rolloutLine.ts";
import { RolloutThread } from "./rolloutThread.ts";
import { TurnKey } from "./turnKeys.ts";

/** Of which heads of results are made, and what resembles them. */
const pieces = [
  ...["Chunk ID: 3f", "Wall time: 0.1 seconds", "Wall time 2", "Wall times", "Process exited with code 0"],
  ...["Process exited with code 137", "Process exited with code -1", "Process exited with code 1a", "Exit code: 2"],
  ...["Exit code: ", "Process running with session ID 7", "Original token count: 12", "Original token count: "],
  ...["Output:", "Output: ", "Script completed", "Script failed", "Command: ls", "Total output lines: 12", "error: no"],
  ...[
    "Warning: truncated output (original token count: 9)",
    "é",
    "\u2028",
    "\r",
    "\t",
    "\\",
    '"',
    "x",
    "",
    "exec failed: no",
  ],
];
const prose = fc
  .array(fc.tuple(fc.constantFrom(...pieces), fc.constantFrom("\n", "\n", "\n", "\n", "", " ")), { maxLength: 9 })
  .map((lines) => lines.flat().join(""));
const outputs = fc.tuple(prose, fc.nat(2), fc.constantFrom("", "roses", "y".repeat(2100)));

function escaped(text: string, how: number): string {
  const inner = JSON.stringify(text).slice(1, -1);
  // An escape that nobody needs, at the beginning or everywhere.
  if (how === 1) return inner.replace(/^[A-Za-z]/, (first) => `\\u00${first.charCodeAt(0).toString(16)}`);
  return how === 2 ? inner.replace(/(?<!\\)o/g, "\\u006f") : inner;
}

describe("the head of a result where it lies", () => {
  it("says what it says as a text, or is left to it", () => {
    fc.assert(
      fc.property(outputs, ([head, how, behind]) => {
        const text = head + behind;
        const bytes = Buffer.from(`${"#".repeat(how)}${escaped(text, how)}`);
        const plain = readPlainProse({ bytes, at: how, length: bytes.length - how }, true);
        if (plain === undefined) return;
        const { exitCode, session, body } = readProse(text, "", "exec_command");
        expect({ exitCode, session }).toEqual({ exitCode: plain.exitCode, session: undefined });
        expect(body).not.toMatch(/^(?:Total output lines: \d+\n|Warning: truncated output \()/);
      }),
      { numRuns: 5000 },
    );
  });

  it("says nothing that only more of the text would tell", () => {
    fc.assert(
      fc.property(outputs, fc.nat(200), ([head, how, behind], cut) => {
        const all = Buffer.from(escaped(head + behind, how));
        const some = readPlainProse({ bytes: all, at: 0, length: Math.min(cut, all.length) }, false);
        if (some !== undefined) expect(readPlainProse({ bytes: all, at: 0, length: all.length }, true)).toEqual(some);
      }),
      { numRuns: 5000 },
    );
  });

  it.each(["Output:\\nExit c\\u006fde: 2\\n", "Output:\\n\\u0057arning: truncated output (x"])(
    "is not plain where a letter is escaped that would make it say more: %s",
    (written) => {
      const bytes = Buffer.from(written);
      expect(readPlainProse({ bytes, at: 0, length: bytes.length }, true)).toBeUndefined();
    },
  );

  it("is plain where it is as programs write it", () => {
    const text =
      "Chunk ID: 1\nWall time: 0.1 seconds\nProcess exited with code 1\nOriginal token count: 1\nOutput:\nroses";
    const bytes = Buffer.from(JSON.stringify(text).slice(1, -1));
    expect(readPlainProse({ bytes, at: 0, length: bytes.length }, true)).toEqual({ exitCode: 1 });
  });
});

describe("the key of a call in its turn", () => {
  it("is the same as bytes", () => {
    const key = new TurnKey();
    fc.assert(
      fc.property(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), fc.string({ unit: "grapheme" }), (turn, id) => {
        const bytes = Buffer.from(id);
        const { at, length } = key.of(turn, { bytes, at: 0, length: bytes.length }) ?? { at: 0, length: -1 };
        expect(Buffer.from(key.bytes.subarray(at, length)).toString()).toBe(keyIn(turn, id));
      }),
    );
  });

  it("is none of an id that is too long", () => {
    const bytes = new Uint8Array(5000);
    expect(new TurnKey().of(1, { bytes, at: 0, length: bytes.length })).toBeUndefined();
  });
});

const thread = "019a0000-0000-7000-8000-000000000001";
let ordinal = 0;
const line = (type: string, payload: object) => ({
  timestamp: "2026-03-01T10:00:00.000Z",
  ordinal: ordinal++,
  type,
  payload,
});
const response = (payload: object) => line("response_item", payload);
const event = (type: string, more: object = {}) => line("event_msg", { type, ...more });
const passed = (turn: string) => ({ internal_chat_message_metadata_passthrough: { turn_id: turn } });
const call = (call_id: string, name: string, args: string, more: object = {}) =>
  response({ type: "function_call", id: `fc_${call_id}`, name, arguments: args, call_id, ...more });
const output = (call_id: string, text: unknown, more: object = {}) =>
  response({ type: "function_call_output", call_id, output: text, ...more });
const tokens = (input: number) => ({ input_tokens: input, cached_input_tokens: 1, output_tokens: 2, total_tokens: 9 });
const count = (total: number, last: number) =>
  event("token_count", {
    info: { total_token_usage: tokens(total), last_token_usage: tokens(last), model_context_window: 9 },
    rate_limits: null,
  });
const item = (turn_id: string, body: object, more: object = {}) =>
  event("item_completed", { thread_id: thread, turn_id, item: body, ...more });
const answer = (id: string, text: string) => ({ type: "AgentMessage", id, content: [{ type: "Text", text }] });
const said = (id: string, text: string, more: object = {}) =>
  response({ type: "message", id, role: "assistant", content: [{ type: "output_text", text }], ...more });
const thought = (id: string, text: string) =>
  response({
    type: "reasoning",
    id,
    summary: [{ type: "summary_text", text }],
    content: null,
    encrypted_content: "gAAA",
  });
const exited = (code: number) =>
  `Chunk ID: 1\nWall time: 0.1 seconds\nProcess exited with code ${code}\nOutput:\nroses`;

/** All sorts of lines that are read by their fields, and the ones that make them mean something else. */
const rollout = [
  line("session_meta", { id: thread, cwd: "/garden", cli_version: "0.169.0" }),
  event("task_started", { turn_id: "t1" }),
  call("c1", "exec_command", '{"cmd":"ls"}', passed("t1")),
  output("c1", exited(0), passed("t1")),
  call("c1", "exec_command", '{"cmd":"ls"}'),
  output("c1", exited(3)),
  call("c2", "exec_command", "{}"),
  output("c2", "Chunk ID: 2\nProcess running with session ID 7\nOutput:\n"),
  call("c3", "write_stdin", '{"session_id":7}'),
  output("c3", exited(4)),
  call("c4", "spawn_agent", "{}"),
  output("c4", '{"agent_id":"a1"}'),
  output("c4", "Output:\n"),
  call("c5", "add", "{}", { namespace: "mcp__demo" }),
  output("c5", "Wall time: 1 seconds\nOutput:\nTotal output lines: 9\n"),
  response({ type: "custom_tool_call", call_id: "c6", name: "exec", input: "x" }),
  output("c6", exited(0)),
  output("c6", [{ type: "input_text", text: exited(1) }]),
  output("c7", exited(1)),
  line("token_usage_record", {
    turn_id: "t1",
    thread_id: thread,
    response_id: "r1",
    usage: tokens(5),
    thread_token_usage: tokens(5),
  }),
  line("token_usage_record", { turn_id: "t2", response_id: "r1", usage: { ...tokens(6), reasoning_output_tokens: 1 } }),
  count(5, 5),
  count(5, 5),
  count(11, 6),
  event("token_count", { info: null }),
  call("c8", "view_image", "{}"),
  output("c8", "attached local image path"),
  response({
    type: "message",
    role: "user",
    content: [{ type: "input_image", image_url: "data:image/png;base64,AA" }],
  }),
  item("t1", answer("m1", "Roses.")),
  said("m1", "Roses.", passed("t1")),
  item("t1", { type: "Reasoning", id: "rs1", summary_text: ["beds"], raw_content: [] }),
  thought("rs1", "beds"),
  thought("rs2", "tulips"),
  item("t1", { type: "Reasoning", id: "rs2", summary_text: ["tulips"] }, { thread_id: "another" }),
  item("t1", {
    type: "CommandExecution",
    id: "c1",
    command: "ls",
    exit_code: 1,
    status: "failed",
    aggregated_output: "x",
  }),
  event("task_complete", { turn_id: "t1", last_agent_message: null }),
  event("task_started"),
  event("task_started", { turn_id: "t3", item: { type: "UserMessage", id: "u0", content: [] } }),
  line("turn_context", { turn_id: "t3", model: "gpt-6" }),
  line("turn_context", { type: "entered_review_mode", model: "gpt-7" }),
  response({ type: "message", role: "user", content: [{ type: "input_text", text: "Plant roses" }] }),
  item("t3", { type: "UserMessage", id: "u1", content: [{ type: "text", text: "Plant roses" }] }),
  ...[
    "<environment_context>/garden",
    "Another language model started to solve this problem",
    "<image>",
    " \n",
    "é".repeat(1100),
  ].flatMap((text, n) => [
    response({ type: "message", role: "user", content: [{ type: "input_text", text }] }),
    item("t3", { type: "UserMessage", id: `u${n + 2}`, content: [{ type: "text", text }] }),
    said(`m${n + 3}`, text),
    item("t3", answer(`m${n + 3}`, text)),
    thought(`rs${n + 3}`, text),
    item("t3", { type: "Reasoning", id: `rs${n + 3}`, summary_text: [text] }),
  ]),
  said("m9", "<proposed_plan>Roses</proposed_plan>", passed("t3")),
  event("task_complete", { turn_id: "t3", error: { message: "No water." } }),
  event("task_complete", { turn_id: "t3", reason: "interrupted" }),
  output("c2", exited(0), passed("t1")),
  item("t1", answer("m1", "Roses.")),
  said("m2", "Tulips."),
  event("entered_review_mode"),
  event("exited_review_mode"),
].map((one) => JSON.stringify(one));

const options = { numRuns: process.env.SEEKLINE_LARGE === undefined ? 60 : 2000 };

describe("a rollout that is read by its fields", () => {
  it("is read so in nearly all of its lines", async () => {
    const blocks: Uint8Array[] = [];
    const output = { write: (block: Uint8Array) => void blocks.push(Uint8Array.from(block)) };
    await generateLog({ shape: "rollout", seed: 3, bytes: 300_000 }, output);
    const source = createMemorySource(Buffer.concat(blocks).toString(), "rollout.jsonl");
    const { format, plan } = recognise(readSample(source).heads, {});
    const byAllRules = vi.spyOn(RolloutThread.prototype, "isInherited");
    const { records } = await readEntries(source, { format, time: plan.time }, new Entries());
    expect(byAllRules.mock.calls.length).toBeLessThan(0.02 * records);
    byAllRules.mockRestore();
  });

  it("is what it is as values when its lines are changed", async () => {
    await fc.assert(
      fc.asyncProperty(changedLines(rollout), async (text) => {
        await expectSameByFields(createMemorySource(text, "rollout.jsonl"));
      }),
      options,
    );
  });

  it("is what it is as values when its lines come in any order, and some of them again", async () => {
    const first = rollout[0] ?? "";
    const drawn = fc.array(fc.constantFrom(...rollout), { minLength: 1, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(drawn, fc.boolean(), async (lines, isLegacy) => {
        const text = [first, ...lines].map((one) => (isLegacy ? one.replace(/"ordinal":\d+,/, "") : one)).join("\n");
        await expectSameByFields(createMemorySource(text, "rollout.jsonl"));
      }),
      options,
    );
  });

  it("is what it is as values where a history of a parent stands before it", async () => {
    const meta = { id: thread, cwd: "/garden", subagent_history_start_ordinal: 12 };
    const drawn = fc.array(fc.constantFrom(...rollout.slice(1)), { minLength: 1, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(drawn, async (lines) => {
        const text = [JSON.stringify(line("session_meta", meta)), ...lines].join("\n");
        await expectSameByFields(createMemorySource(text, "rollout.jsonl"));
      }),
      options,
    );
  });
});
