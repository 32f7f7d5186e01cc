import fs from "node:fs";
import path from "node:path";
import { expect, it, vi } from "vitest";
import { temporaryFolders } from "../../testing/temporaryFolders.ts";
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
