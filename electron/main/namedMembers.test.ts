import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { temporaryFolders } from "../testing/temporaryFolders.ts";
import { openNamedMembers } from "./namedMembers.ts";

const newFolder = temporaryFolders();

it("remembers the members that were named for a file, until none are", () => {
  const file = path.join(newFolder(), "members.json");
  const named = openNamedMembers(file);
  named.remember("/a", { kindPath: "x.y", timePath: undefined });
  named.remember("/b", { timePath: "when" });
  named.remember("/c", {});
  const again = openNamedMembers(file);
  expect([again.of("/a"), again.of("/b"), again.of("/c")]).toEqual([
    { kindPath: "x.y" },
    { timePath: "when" },
    undefined,
  ]);
  again.remember("/a", {});
  expect(openNamedMembers(file).of("/a")).toBeUndefined();
  again.forget();
  expect(openNamedMembers(file).of("/b")).toBeUndefined();
});

it("keeps the newest two hundred, and takes no damaged file", () => {
  const file = path.join(newFolder(), "members.json");
  const named = openNamedMembers(file);
  for (let n = 0; n < 210; n++) named.remember(`/${n}`, { kindPath: "k" });
  expect([named.of("/9"), named.of("/10"), named.of("/209")]).toEqual([
    undefined,
    { kindPath: "k" },
    { kindPath: "k" },
  ]);
  for (const damaged of ["{", '[{"path":"/a","kindPath":".."}]', '[{"path":"/a","kindPath":7}]']) {
    fs.writeFileSync(file, damaged);
    expect(openNamedMembers(file).of("/a")).toBeUndefined();
  }
});
