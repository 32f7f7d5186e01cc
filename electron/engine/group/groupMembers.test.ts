import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { expect, it, vi } from "vitest";
import { temporaryFolders } from "../../testing/temporaryFolders.ts";
import { openGroup } from "../groupSession.ts";
import { groupMembers } from "./groupMembers.ts";

const newFolder = temporaryFolders();

/** The members of a folder with `a.jsonl` and `closed/b.jsonl`, of which `closed` is refused. */
async function membersOf(whenRefused: (folder: string) => void) {
  const folder = newFolder();
  const closed = path.join(folder, "closed");
  fs.mkdirSync(closed);
  for (const name of ["a.jsonl", "closed/b.jsonl"]) fs.writeFileSync(path.join(folder, name), "{}\n");
  const read = fs.readdirSync;
  vi.spyOn(fs, "readdirSync").mockImplementation((...[place, options]: Parameters<typeof read>) => {
    if (path.resolve(String(place)) === closed) {
      whenRefused(closed);
      throw new Error("EACCES");
    }
    return read(place, options);
  });
  const members = await groupMembers([folder]);
  return members.ok ? members.value.map(({ name, file }) => [name, path.relative(folder, file)]) : members.failure;
}

it("names a folder that cannot be read, as what could not be", async () => {
  expect(await membersOf(() => {})).toEqual([
    ["a.jsonl", "a.jsonl"],
    ["closed", "closed"],
  ]);
});

it("passes over a folder that is gone meanwhile", async () => {
  expect(await membersOf((folder) => fs.rmSync(folder, { recursive: true }))).toEqual([["a.jsonl", "a.jsonl"]]);
});

it("names what is no regular file, and never opens it", async () => {
  const folder = newFolder();
  fs.writeFileSync(path.join(folder, "a.jsonl"), "{}\n");
  const pipe = path.join(folder, "pipe.jsonl");
  execFileSync("mkfifo", [pipe]);
  const members = await groupMembers([folder]);
  const list = members.ok ? members.value : [];
  expect(list.map(({ name, isSpecial }) => [name, isSpecial])).toEqual([
    ["a.jsonl", undefined],
    ["pipe.jsonl", true],
  ]);
  const opened = vi.spyOn(fs, "openSync");
  const problems: string[] = [];
  const group = openGroup("group", list, { onProblem: ({ name }, problem) => problems.push(`${name}: ${problem}`) });
  expect((await group.whenIndexed()).records).toBe(1);
  expect(opened.mock.calls.map(([file]) => file)).not.toContain(pipe);
  group.close();
  expect(problems).toEqual([expect.stringMatching(/^pipe\.jsonl: “pipe\.jsonl” is not a regular file\./)]);
});
