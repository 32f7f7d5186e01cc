import fs from "node:fs";
import path from "node:path";
import { expect, it, vi } from "vitest";
import { temporaryFolders } from "../../testing/temporaryFolders.ts";
import { findSources } from "./findSources.ts";

const temporaryFolder = temporaryFolders();

function write(folder: string, ...names: readonly string[]): void {
  for (const name of names) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), "");
  }
}

function sourcesOf(...given: Parameters<typeof findSources>) {
  return findSources(...given).map(({ source }) => source);
}

it("finds files below the transcript's folder by name, or by an id in it, and says which are missing", () => {
  const folder = temporaryFolder();
  write(folder, "s1.jsonl", "s1/subagents/agent-a.jsonl", "rollout-x-t9.jsonl.zst", "rollout-x-t9_r1.jsonl");
  expect(
    sourcesOf(path.join(folder, "s1.jsonl"), [
      { relation: "sub-agent", name: "s1/subagents/agent-a.jsonl" },
      { relation: "sub-agent", name: "s1/subagents/agent-b.jsonl" },
      { relation: "base", name: "t9", by: "id" },
      { relation: "base", name: "s1", by: "id" },
      { relation: "later", name: "s1_", by: "id", isOptional: true },
    ]),
  ).toEqual([
    { relation: "sub-agent", name: "s1/subagents/agent-a.jsonl", found: true },
    { relation: "sub-agent", name: "s1/subagents/agent-b.jsonl", found: false },
    { relation: "base", name: "rollout-x-t9.jsonl.zst", found: true },
    { relation: "base", name: "s1", found: false },
  ]);
});

it("finds the transcripts in a folder and below, each once, and no journals or keys", () => {
  const folder = temporaryFolder();
  const agents = ["s1/subagents/agent-a.jsonl", "s1/subagents/workflows/w1/agent-b.jsonl"];
  write(folder, "s1.jsonl", ...agents, "s1/subagents/workflows/w1/journal.jsonl", "s1/subagents/login.key");
  expect(
    sourcesOf(path.join(folder, "s1.jsonl"), [
      { relation: "sub-agent", name: "s1/subagents/agent-a.jsonl" },
      { relation: "sub-agent", name: "s1/subagents", by: "folder", isOptional: true },
    ]),
  ).toEqual(agents.map((name) => ({ relation: "sub-agent", name, found: true })));
});

it("finds files of a session that was moved beside it, also under longer names", () => {
  const folder = temporaryFolder();
  write(folder, "s1.jsonl", "agent-a.jsonl", "garden-agent-b.jsonl", "subagent-c.jsonl");
  expect(
    sourcesOf(
      path.join(folder, "s1.jsonl"),
      ["a", "b", "c"].map((agent) => ({ relation: "sub-agent", name: `s1/subagents/agent-${agent}.jsonl` })),
    ).map(({ name, found }) => (found ? name : undefined)),
  ).toEqual(["agent-a.jsonl", "garden-agent-b.jsonl", undefined]);
});

it("finds rollouts of other days and of the archive", () => {
  const folder = temporaryFolder();
  write(folder, "sessions/2026/03/02/rollout-b-t2.jsonl", "sessions/2026/02/28/rollout-a-t1.jsonl");
  write(folder, "archived_sessions/rollout-c-t3.jsonl");
  const named = ["t1", "t3", "t4"].map((name) => ({ relation: "base", name, by: "id" }) as const);
  expect(sourcesOf(path.join(folder, "sessions/2026/03/02/rollout-b-t2.jsonl"), named)).toEqual([
    { relation: "base", name: "../../02/28/rollout-a-t1.jsonl", found: true },
    { relation: "base", name: "../../../../archived_sessions/rollout-c-t3.jsonl", found: true },
    { relation: "base", name: "t4", found: false },
  ]);
  expect(sourcesOf(path.join(folder, "archived_sessions/rollout-c-t3.jsonl"), named)[0]?.found).toBe(true);
});

it("names the same transcript when it lies there packed, too", () => {
  const folder = temporaryFolder();
  write(folder, "s1.jsonl", "s1.jsonl.zst");
  expect(sourcesOf(path.join(folder, "s1.jsonl"), [])).toEqual([
    { relation: "packed", name: "s1.jsonl.zst", found: true },
  ]);
});

it("never leaves the folder, whatever a transcript says", () => {
  const folder = temporaryFolder();
  write(folder, "secret.jsonl", "in/s1.jsonl", "elsewhere/agent-x.jsonl");
  fs.symlinkSync(path.join(folder, "secret.jsonl"), path.join(folder, "in/link.jsonl"));
  fs.symlinkSync(path.join(folder, "elsewhere"), path.join(folder, "in/agents"));
  const file = path.join(folder, "in/s1.jsonl");
  const names = ["../secret.jsonl", path.join(folder, "secret.jsonl"), "", "x\u0000", "../in/s1.jsonl", "link.jsonl"];
  expect(
    sourcesOf(
      file,
      names.map((name) => ({ relation: "output", name })),
    ).map(({ found }) => found),
  ).toEqual(names.map(() => false));
  expect(sourcesOf(file, [{ relation: "sub-agent", name: "agents", by: "folder" }])).toEqual([]);
});

it("reads the beginnings of files beside the transcript once, however many ids are looked for in them", () => {
  const folder = temporaryFolder();
  write(folder, "own.jsonl");
  for (const name of ["a", "b", "c"]) fs.writeFileSync(path.join(folder, `${name}.jsonl`), `{"id":"t${name}"}\n`);
  fs.writeFileSync(path.join(folder, "d.jsonl"), '{"id":"tc"}\n');
  const open = vi.spyOn(fs, "openSync");
  try {
    const names = ["lost1", "tc", "lost2", "ta", "lost3"];
    const sources = sourcesOf(
      path.join(folder, "own.jsonl"),
      names.map((name) => ({ relation: "base", name, by: "id" })),
    );
    expect(sources.map(({ name }) => name)).toEqual(["lost1", "c.jsonl", "lost2", "a.jsonl", "lost3"]);
    expect(open).toHaveBeenCalledTimes(4);
  } finally {
    open.mockRestore();
  }
});
