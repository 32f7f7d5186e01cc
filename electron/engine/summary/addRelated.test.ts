import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import { expect, it } from "vitest";
import type { Summary } from "../../../shared/summary.ts";
import { describeMissing } from "../../../shared/summary.ts";
import { transcriptOf } from "../../testing/summaryOf.ts";
import { temporaryFolders } from "../../testing/temporaryFolders.ts";
import { summariseFile } from "./summariseFile.ts";

const temporaryFolder = temporaryFolders();

/** Writes transcripts into a folder of their own. */
function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

async function summaryOf(file: string, related: boolean): Promise<Summary> {
  const summary = await summariseFile(file, { related });
  if (!summary.ok) throw new Error(summary.failure.code);
  return summary.value;
}

const at = (second: number) => new Date(Date.UTC(2026, 2, 1, 10, 0, second)).toISOString();

// Claude Code: a session, its agent, and an agent of a workflow that no line names.
const claude = (uuid: string, parentUuid: string | null, second: number, message: object, more: object = {}) => ({
  ...{ parentUuid, isSidechain: false, sessionId: "s1", type: "user", uuid, timestamp: at(second), message },
  ...more,
});
const answer = (id: string, content: readonly object[], output: number) => ({
  ...{ role: "assistant", id, model: "claude-x", content, stop_reason: "end_turn" },
  usage: { input_tokens: 10, output_tokens: output },
});
const asked = { type: "tool_use", id: "c1", name: "Agent", input: { prompt: "Count" } };
const session = transcriptOf([
  claude("u1", null, 1, { role: "user", content: "How many roses?" }),
  claude("a1", "u1", 2, answer("m1", [asked], 1), { type: "assistant" }),
  claude(
    "r1",
    "a1",
    9,
    { role: "user", content: [{ type: "tool_result", tool_use_id: "c1", content: "Four" }] },
    {
      toolUseResult: { agentId: "a7", content: "Four" },
    },
  ),
  claude("a2", "r1", 10, answer("m2", [{ type: "text", text: "Four roses." }], 2), { type: "assistant" }),
]);
const agentOf = (agent: string, message: string, output: number, more: readonly object[] = []) =>
  transcriptOf([
    claude(`${agent}u`, null, 3, { role: "user", content: "Count" }, { isSidechain: true, agentId: agent }),
    claude(`${agent}a`, `${agent}u`, 4, answer(message, [{ type: "text", text: "Four" }, ...more], output), {
      ...{ type: "assistant", isSidechain: true, agentId: agent },
    }),
  ]);
const look = { type: "tool_use", id: "c9", name: "Read", input: {} };

it("adds what sub-agents said, did and cost, those of workflows too, but no prompts", async () => {
  const folder = folderOf({
    "s1.jsonl": session,
    "s1/subagents/agent-a7.jsonl": agentOf("a7", "m3", 4, [look]),
    "s1/subagents/workflows/w1/agent-a8.jsonl": agentOf("a8", "m4", 8),
    "s1/subagents/workflows/w1/journal.jsonl": '{"type":"result","key":"k","agentId":"a8","result":"Four"}\n',
  });
  const file = path.join(folder, "s1.jsonl");
  expect(await summaryOf(file, false)).toMatchObject({
    ...{ prompts: 1, answers: 1, toolCalls: 1, openCalls: 0, tokens: { input: 20, output: 3 } },
    sources: [
      { name: "s1/subagents/agent-a7.jsonl", relation: "sub-agent", found: true },
      { name: "s1/subagents/workflows/w1/agent-a8.jsonl", relation: "sub-agent", found: true },
    ],
  });
  const all = await summaryOf(file, true);
  expect(all).toMatchObject({ prompts: 1, answers: 3, toolCalls: 2, openCalls: 1, tokens: { input: 40, output: 15 } });
  expect(all.sources.map(({ added }) => added)).toEqual([true, true]);
  expect(all.result?.text).toBe("Four roses.");
});

it("tells the progress in the transcript itself, and none in the files that belong to it", async () => {
  const folder = folderOf({
    "s1.jsonl": session,
    "s1/subagents/agent-a7.jsonl": agentOf("a7", "m3", 4, [{ type: "text", text: "rose ".repeat(1000) }]),
  });
  const file = path.join(folder, "s1.jsonl");
  const offsets: number[] = [];
  expect((await summariseFile(file, { related: true, onProgress: (offset) => offsets.push(offset) })).ok).toBe(true);
  expect(Math.max(...offsets)).toBe(session.length);
});

it("names what is missing in one sentence, and says what cannot be read", async () => {
  const folder = folderOf({ "s1.jsonl": session });
  fs.mkdirSync(path.join(folder, "s1"));
  const alone = await summaryOf(path.join(folder, "s1.jsonl"), true);
  expect(alone.sources).toEqual([{ name: "s1/subagents/agent-a7.jsonl", relation: "sub-agent", found: false }]);
  expect(describeMissing(alone.sources)).toBe(
    "A file that belongs to this one is not beside it: s1/subagents/agent-a7.jsonl (sub-agent). Put it there to have all of the session.",
  );
  expect(describeMissing([])).toBeUndefined();
});

// Codex: a thread, a fork that goes on from its first turn, and a revert of its second.
const rollout = (ordinal: number, second: number, type: string, payload: object) => ({
  ...{ timestamp: at(second), ordinal, type, payload },
});
const meta = (ordinal: number, second: number, more: object) =>
  rollout(ordinal, second, "session_meta", { history_mode: "paginated", cli_version: "0.169.0", cwd: "/g", ...more });
const turn = (ordinal: number, second: number, turnId: string, words: string, spent: number) => [
  rollout(ordinal, second, "event_msg", { type: "task_started", turn_id: turnId }),
  rollout(ordinal + 1, second, "response_item", {
    ...{ type: "message", role: "user", id: `p-${turnId}`, content: [{ type: "input_text", text: words }] },
    metadata: { turn_id: turnId },
  }),
  rollout(ordinal + 2, second, "event_msg", {
    ...{ type: "item_completed", turn_id: turnId },
    item: { type: "UserMessage", id: `u-${turnId}`, content: [{ type: "text", text: words }] },
  }),
  rollout(ordinal + 3, second, "response_item", {
    ...{ type: "message", role: "assistant", id: `a-${turnId}`, content: [{ type: "output_text", text: "Done." }] },
  }),
  rollout(ordinal + 4, second, "token_usage_record", {
    ...{ response_id: `r-${turnId}`, turn_id: turnId, usage: { input_tokens: 1, output_tokens: spent } },
  }),
  rollout(ordinal + 5, second, "event_msg", { type: "task_complete", turn_id: turnId }),
];
const beginning = transcriptOf([meta(0, 0, { id: "t1", session_id: "t1" }), ...turn(1, 1, "n1", "Dig", 1)]);
const first = beginning + transcriptOf(turn(7, 2, "n2", "Water", 2));
const base = { thread_id: "t1", end_ordinal_exclusive: 7, end_byte_offset: Buffer.byteLength(beginning) };

it("counts a fork's base up to its byte as inherited, and no tokens of it", async () => {
  const folder = folderOf({
    "2026/03/01/rollout-2026-03-01T10-00-00-t1.jsonl": first,
    "2026/03/02/rollout-2026-03-02T10-00-00-t2.jsonl": transcriptOf([
      meta(7, 5, { id: "t2", session_id: "t2", forked_from_id: "t1", history_base: base }),
      ...turn(8, 6, "n3", "Plant", 4),
    ]),
  });
  const file = path.join(folder, "2026/03/02/rollout-2026-03-02T10-00-00-t2.jsonl");
  expect(await summaryOf(file, false)).toMatchObject({ prompts: 1, inherited: 0, tokens: { output: 4 } });
  expect(await summaryOf(file, true)).toMatchObject({
    ...{ prompts: 1, inherited: 1, answers: 1, tokens: { output: 4 } },
    sources: [{ name: "../01/rollout-2026-03-01T10-00-00-t1.jsonl", relation: "base", found: true, added: true }],
  });
});

it("counts the first file of a revert as the session's own, and what was reverted as taken back", async () => {
  const folder = folderOf({
    "rollout-a-t1.jsonl": first,
    "rollout-b-t1_r9.jsonl": transcriptOf([
      meta(7, 5, { id: "t1", session_id: "t1", history_base: base }),
      ...turn(8, 6, "n3", "Plant", 4),
    ]),
  });
  expect(await summaryOf(path.join(folder, "rollout-b-t1_r9.jsonl"), true)).toMatchObject({
    ...{ prompts: 2, answers: 2, undone: 1, inherited: 0, tokens: { input: 3, output: 7 } },
    sources: [{ name: "rollout-a-t1.jsonl", relation: "base", added: true }],
  });
  expect((await summaryOf(path.join(folder, "rollout-a-t1.jsonl"), true)).sources).toEqual([
    { name: "rollout-b-t1_r9.jsonl", relation: "later", found: true, added: false },
  ]);
});

it("unpacks a base that was packed meanwhile", async () => {
  const file = "rollout-b-t2.jsonl";
  const folder = folderOf({
    [file]: transcriptOf([meta(7, 5, { id: "t2", forked_from_id: "t1", history_base: base })]),
  });
  fs.writeFileSync(path.join(folder, "rollout-a-t1.jsonl.zst"), zlib.zstdCompressSync(first));
  expect(await summaryOf(path.join(folder, file), true)).toMatchObject({
    ...{ inherited: 1, sources: [{ name: "rollout-a-t1.jsonl.zst", added: true }] },
  });
});

it("finds a base that was renamed by what its first record says", async () => {
  const folder = folderOf({
    "before.jsonl": first,
    "behind.jsonl": transcriptOf([meta(7, 5, { id: "t2", forked_from_id: "t1", history_base: base })]),
    "other.jsonl": transcriptOf([meta(0, 5, { id: "t3", forked_from_id: "t1" })]),
  });
  expect(await summaryOf(path.join(folder, "behind.jsonl"), true)).toMatchObject({
    ...{ inherited: 1, sources: [{ name: "before.jsonl", added: true }] },
  });
});

it("reads every file once, whoever names it", async () => {
  const agent = agentOf("a7", "m3", 4).replaceAll(
    '"isSidechain":true',
    '"isSidechain":true,"toolUseResult":{"agentId":"a7"}',
  );
  const folder = folderOf({ "s1.jsonl": session, "s1/subagents/agent-a7.jsonl": agent });
  const all = await summaryOf(path.join(folder, "s1.jsonl"), true);
  expect(all.tokens).toMatchObject({ output: 7 });
  expect(all.sources).toHaveLength(1);
});
