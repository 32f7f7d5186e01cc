// Where the sessions of each family say that they come from.

import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { temporaryFolders } from "../../testing/temporaryFolders.ts";
import { openGroup } from "../groupSession.ts";
import { groupMembers } from "./groupMembers.ts";

const newFolder = temporaryFolders();
const timestamp = "2026-11-01T10:00:00.000Z";
const lines = (...records: readonly object[]): string => records.map((one) => `${JSON.stringify(one)}\n`).join("");

/** Pairs of a transcript with the one above it. */
async function parentsIn(files: Readonly<Record<string, string>>): Promise<Readonly<Record<string, string>>> {
  const folder = newFolder();
  for (const [name, content] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), content);
  }
  const members = await groupMembers([folder]);
  if (!members.ok) throw new Error(members.failure.code);
  const transcript = openGroup("group", members.value);
  await transcript.whenIndexed();
  const { sources = [], parents = [] } = transcript.group ?? {};
  transcript.close();
  return Object.fromEntries(
    sources.flatMap(({ member }, number) => {
      const parent = sources[parents[number] ?? -1];
      return parent === undefined ? [] : [[member.name, parent.member.name]];
    }),
  );
}

it("is told of Claude Code's sub-agents and forks, which lie beside the session, too", async () => {
  const said = (sessionId: string, more: object) => ({
    ...{ type: "user", uuid: "u", timestamp, sessionId, message: { role: "user", content: "Hi" } },
    ...more,
  });
  expect(
    await parentsIn({
      "agent-7.jsonl": lines(said("S", { isSidechain: true, agentId: "7" })),
      "main.jsonl": lines({ type: "permission-mode", permissionMode: "default", sessionId: "S" }, said("S", {})),
      // A fork says so on what it has copied only, and newer ones on answers alone.
      "old.jsonl": lines(said("O", { forkedFrom: { sessionId: "S", messageUuid: "u" } })),
      "young.jsonl": lines(said("Y", {}), {
        ...{ type: "assistant", uuid: "v", parentUuid: "u", timestamp, sessionId: "Y", requestSessionId: "S" },
        message: { role: "assistant", content: [{ type: "text", text: "Hello" }] },
      }),
    }),
  ).toEqual({ "agent-7.jsonl": "main.jsonl", "old.jsonl": "main.jsonl", "young.jsonl": "main.jsonl" });
});

it("is told of Codex's threads by their header, and of what a revert has begun", async () => {
  const header = (payload: object) => lines({ timestamp, type: "session_meta", payload: { cwd: "/w", ...payload } });
  const id = (n: number): string => `0199000${n}-0000-7000-8000-000000000000`;
  expect(
    await parentsIn({
      [`29/rollout-1-${id(1)}.jsonl`]: header({ id: id(1), base_instructions: { text: "x".repeat(20_000) } }),
      [`29/rollout-2-${id(2)}.jsonl`]: header({ id: id(2), parent_thread_id: id(1) }),
      [`29/rollout-3-${id(3)}.jsonl`]: header({ id: id(3), forked_from_id: id(2) }),
      [`29/rollout-4-${id(4)}.jsonl`]: header({
        ...{ id: id(4), source: { subagent: { thread_spawn: { parent_thread_id: id(3) } } } },
      }),
      [`29/rollout-5-${id(1)}_${id(5)}.jsonl`]: header({ id: id(1), history_base: { thread_id: id(1) } }),
      [`29/rollout-6-${id(6)}.jsonl`]: header({ id: id(6), history_base: { thread_id: id(5) } }),
    }),
  ).toEqual({
    [`29/rollout-2-${id(2)}.jsonl`]: `29/rollout-1-${id(1)}.jsonl`,
    [`29/rollout-3-${id(3)}.jsonl`]: `29/rollout-2-${id(2)}.jsonl`,
    [`29/rollout-4-${id(4)}.jsonl`]: `29/rollout-3-${id(3)}.jsonl`,
    [`29/rollout-5-${id(1)}_${id(5)}.jsonl`]: `29/rollout-1-${id(1)}.jsonl`,
    [`29/rollout-6-${id(6)}.jsonl`]: `29/rollout-5-${id(1)}_${id(5)}.jsonl`,
  });
});

it("is told of forks of pi, by the path of the machine which wrote it", async () => {
  const session = (id: string, more: object) =>
    lines(
      { type: "session", version: 3, id, timestamp, cwd: "/w", ...more },
      { type: "message", id: "m", parentId: null, timestamp, message: { role: "user", content: "Hi" } },
    );
  expect(
    await parentsIn({
      "1_one.jsonl": session("one", {}),
      "2_two.jsonl": session("two", { parentSession: "C:\\\\sessions\\1_one.jsonl" }),
    }),
  ).toEqual({ "2_two.jsonl": "1_one.jsonl" });
});

it("is told of Gemini CLI's sub-agents by where they lie, and of any other files", async () => {
  const header = (kind: string) =>
    lines(
      { sessionId: "g", projectHash: "h", startTime: timestamp, lastUpdated: timestamp, kind },
      { id: "1", timestamp, type: "user", content: [{ text: "Hi" }] },
    );
  expect(
    await parentsIn({
      "g.jsonl": header("main"),
      "g/agent.jsonl": header("subagent"),
      "run.jsonl.zz.jsonl": "{}\n",
      "run.jsonl": "{}\n",
      "run/tools/log.ndjson": "{}\n",
    }),
  ).toEqual({ "g/agent.jsonl": "g.jsonl", "run/tools/log.ndjson": "run.jsonl" });
});
