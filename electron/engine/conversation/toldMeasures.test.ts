import { expect, it } from "vitest";
import type { FormatName } from "../../../shared/transcript.ts";
import { formatNamed } from "../formats/formats.ts";
import { createMemorySource } from "../source/memorySource.ts";
import { MeasureReader } from "./toldMeasures.ts";

const reader = new MeasureReader();

async function told(name: FormatName, record: object, prefix: readonly string[] = []) {
  const text = JSON.stringify(record);
  const place = { number: 7, line: 8, offset: 0, length: Buffer.byteLength(text) };
  return reader.read(createMemorySource(text), place, { format: formatNamed(name), prefix }, ["duration", "tokens"]);
}

it("tells the tokens of a request where its record does", async () => {
  const usage = { input_tokens: 10, cache_read_input_tokens: 90, output_tokens: 5 };
  const message = { id: "m", role: "assistant", model: "x", content: [{ type: "text", text: "yes" }], usage };
  const answer = { type: "assistant", uuid: "u", timestamp: "2026-01-01T00:00:00Z", sessionId: "s", message };
  expect((await told("claude-code", answer)).tokens).toMatchObject({ input: 100, cachedInput: 90, output: 5 });
  expect((await told("claude-code", { ...answer, message: { ...message, usage: undefined } })).tokens).toBe(undefined);
  const info = { last_token_usage: { input_tokens: 7, output_tokens: 2 }, total_token_usage: { input_tokens: 700 } };
  const count = { timestamp: "2026-01-01T00:00:00Z", type: "event_msg", payload: { type: "token_count", info } };
  expect((await told("codex-rollout", count)).tokens).toMatchObject({ input: 7, output: 2 });
});

it("adds up what a run tells of several models, also where a capture wraps it", async () => {
  const usage = [
    { model: "a", inputTokens: 10, outputTokens: 1 },
    { model: "b", inputTokens: 20, outputTokens: 2 },
  ];
  const finished = { type: "RUN_FINISHED", threadId: "t", runId: "r", usage };
  expect((await told("ag-ui", finished)).tokens).toEqual({ input: 30, output: 3 });
  expect((await told("ag-ui", { at: 1, event: finished }, ["event"])).tokens).toEqual({ input: 30, output: 3 });
});

it("takes zeros for nothing told", async () => {
  const usage = [{ model: "a", inputTokens: 0, outputTokens: 0 }];
  expect((await told("ag-ui", { type: "RUN_FINISHED", threadId: "t", runId: "r", usage })).tokens).toBe(undefined);
});

it("tells how long a turn took where its record says so", async () => {
  const turn = { type: "system", subtype: "turn_duration", durationMs: 61_000, timestamp: "2026-01-01T00:00:00Z" };
  expect((await told("claude-code", turn)).duration).toBe(61_000);
  const complete = { type: "task_complete", turn_id: "t", duration_ms: 1200 };
  expect((await told("codex-rollout", { type: "event_msg", payload: complete })).duration).toBe(1200);
  expect((await told("codex-rollout", { type: "event_msg", payload: { ...complete, duration_ms: -1 } })).duration).toBe(
    undefined,
  );
});

it("does not look into records that are longer than it may read", async () => {
  const usage = [{ model: "a", inputTokens: 10, outputTokens: 1 }];
  const long = { type: "RUN_FINISHED", threadId: "t", runId: "r", result: "x".repeat(1024 * 1024), usage };
  expect(await told("ag-ui", long)).toEqual({});
});
