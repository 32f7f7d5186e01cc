import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { temporaryFolders } from "../../testing/temporaryFolders.ts";
import { findSources } from "./findSources.ts";

const temporaryFolder = temporaryFolders();

it("finds files below the transcript's folder by name, or by a part of it, and says which are missing", () => {
  const folder = temporaryFolder();
  const file = path.join(folder, "s1.jsonl");
  fs.mkdirSync(path.join(folder, "s1/subagents"), { recursive: true });
  for (const name of ["s1.jsonl", "s1/subagents/agent-a.jsonl", "rollout-x-t9.jsonl.zst"]) {
    fs.writeFileSync(path.join(folder, name), "");
  }
  expect(
    findSources(file, [
      { relation: "sub-agent", name: "s1/subagents/agent-a.jsonl" },
      { relation: "sub-agent", name: "s1/subagents/agent-b.jsonl" },
      { relation: "base", name: "t9", isPart: true },
      { relation: "base", name: "s1", isPart: true },
    ]),
  ).toEqual([
    { relation: "sub-agent", name: "s1/subagents/agent-a.jsonl", found: true },
    { relation: "sub-agent", name: "s1/subagents/agent-b.jsonl", found: false },
    { relation: "base", name: "rollout-x-t9.jsonl.zst", found: true },
    { relation: "base", name: "s1", found: false },
  ]);
});

it("never leaves the folder, whatever a transcript says", () => {
  const folder = temporaryFolder();
  fs.writeFileSync(path.join(folder, "secret.jsonl"), "");
  fs.mkdirSync(path.join(folder, "in"));
  const file = path.join(folder, "in/s1.jsonl");
  const names = ["../secret.jsonl", path.join(folder, "secret.jsonl"), "", "x\u0000", "../in/s1.jsonl"];
  expect(
    findSources(
      file,
      names.map((name) => ({ relation: "output", name })),
    ).map(({ found }) => found),
  ).toEqual(names.map(() => false));
});
