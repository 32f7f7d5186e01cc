// Records may be in any order, and any member may be anything: nothing of it may throw, hang or change how others are read.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FormatName } from "../../../../shared/transcript.ts";
import { summaryOf } from "../../../testing/summaryOf.ts";
import { codexAppServer } from "./appServer.ts";
import { codexExec } from "./exec.ts";
import { codexRollout } from "./rollout.ts";
import * as lines from "./testing/rolloutLines.ts";

const shell = { type: "CommandExecution", id: "c1", command: ["sh", "-c", "ls"], exit_code: 1 };
const exec = (type: string, more: object = {}) => ({ type, ...more });
const note = (method: string, params: object) => ({ method, params, emittedAtMs: 1772359200000 });

const samples: Readonly<Record<string, readonly object[]>> = {
  "codex-rollout": [
    lines.meta({ subagent_history_start_ordinal: 2, history_base: { thread_id: "t0", end_byte_offset: 9 } }),
    lines.meta({ id: "t0" }),
    lines.begin("u1"),
    lines.user("u1", "Hi", ["user.text"]),
    lines.toldPrompt("u1", "Hi"),
    lines.script("u1", "c1"),
    lines.call("u1", "c2", "write_stdin", { session_id: 1 }),
    lines.told("u1", shell),
    lines.output("u1", "c1", "Process running with session ID 1\n"),
    lines.output("u1", "c2", [{ type: "input_text", text: lines.exited(1) }]),
    lines.usage("u1", "r1", 5),
    lines.count(5, 5),
    lines.answer("u1", "Yes", "m1"),
    lines.line("compacted", { message: "Yes" }),
    lines.event("thread_rolled_back", { num_turns: 1 }),
    lines.event("mcp_tool_call_end", { call_id: "c2", invocation: { server: "s", tool: "t" }, result: { Ok: {} } }),
    lines.complete("u1", { error: { message: "no" } }),
  ],
  "codex-exec": [
    exec("thread.started", { thread_id: "t1" }),
    exec("item.completed", { item: { id: "i", type: "todo_list", items: [{ text: "Dig", completed: false }] } }),
    exec("item.completed", { item: { id: "i", type: "file_change", changes: [{ path: "/a", kind: "add" }] } }),
    exec("item.completed", { item: { id: "i", type: "agent_message", text: "Yes" } }),
    exec("turn.completed", { usage: { input_tokens: 1 } }),
    exec("turn.failed", { error: { message: "no" } }),
    exec("error", { message: "no" }),
    { prompt: "Hi" },
    { id: "0", msg: { type: "exec_command_end", call_id: "c1", exit_code: 1 } },
    { id: "0", msg: { type: "token_count", info: { last_token_usage: { input_tokens: 1 } } } },
  ],
  "codex-app-server": [
    { id: 1, result: { model: "m" } },
    note("thread/started", { thread: { id: "t2", parentThreadId: "t1" } }),
    note("item/started", { threadId: "t1", item: { type: "agentMessage", id: "m1", text: "" } }),
    note("item/agentMessage/delta", { threadId: "t1", itemId: "m1", delta: "Yes" }),
    note("item/completed", { threadId: "t1", item: { type: "agentMessage", id: "m1", text: "Yes" } }),
    note("thread/tokenUsage/updated", { threadId: "t1", tokenUsage: { total: {}, last: { inputTokens: 1 } } }),
    note("turn/completed", { threadId: "t1", turn: { status: "failed", error: { message: "no" } } }),
  ],
};
const formats = [codexRollout, codexExec, codexAppServer];

const anything = fc.oneof(
  fc.constantFrom(null, true, -1, 1e300, "", "__proto__", "constructor", "x".repeat(5000), [], {}, [[]], [null]),
  fc.jsonValue({ maxDepth: 2 }),
);

/** A value with some of its members replaced by anything. */
function mutated(value: unknown, chance: () => boolean, other: () => unknown): unknown {
  if (chance()) return other();
  if (Array.isArray(value)) return value.map((one) => mutated(one, chance, other));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mutated(one, chance, other)]));
}

describe("hostile records", () => {
  for (const format of formats) {
    const name: FormatName = format.name;
    it(`of ${name} are read and shown`, async () => {
      const sample = samples[name] ?? [];
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.nat(sample.length - 1), { minLength: 1, maxLength: 40 }),
          fc.infiniteStream(fc.nat(12)),
          fc.infiniteStream(anything),
          async (order, chances, values) => {
            const chance = () => chances.next().value === 0;
            const records = order.map((index) => mutated(sample[index], chance, () => values.next().value));
            for (const record of records) expect(typeof format.preview(record)).toBe("string");
            const summary = await summaryOf(
              records.map((record) => JSON.stringify(record)),
              name,
            );
            expect(summary.openCalls).toBeLessThanOrEqual(summary.toolCalls);
          },
        ),
        { numRuns: 200 },
      );
    });

    it(`of ${name} say the same with other ids`, async () => {
      const sample = samples[name] ?? [];
      const text = sample.map((record) => JSON.stringify(record)).join("\n");
      const renamed = text.replaceAll(/"(t0|t1|t2|u1|c1|c2|m1|r1)"/g, '"other-$1"').split("\n");
      const first = await summaryOf(text.split("\n"), name, "a.jsonl");
      const second = await summaryOf(renamed, name, "b.jsonl");
      // Other files are named after ids.
      expect({ ...second, sources: second.sources.length }).toEqual({ ...first, sources: first.sources.length });
    });
  }
});
