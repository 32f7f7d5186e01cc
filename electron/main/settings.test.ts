import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { temporaryFolders } from "../testing/temporaryFolders.ts";
import { openSettings } from "./settings.ts";

const newFolder = temporaryFolders();

function fileOf(content: unknown): string {
  const file = path.join(newFolder(), "settings.json");
  fs.writeFileSync(file, JSON.stringify(content));
  return file;
}

it("keeps what another version has written that this one does not know", () => {
  const file = fileOf({ theme: "sepia", reopen: false, tabs: ["a", "b"] });
  const settings = openSettings(file);
  expect(settings.current()).toMatchObject({ theme: "system", reopen: false });
  settings.change({ indexLimit: 0 });
  expect(JSON.parse(fs.readFileSync(file, "utf8"))).toMatchObject({ tabs: ["a", "b"], reopen: false, indexLimit: 0 });
});

it("takes a member that is nonsense for one that is not there, and keeps the others", () => {
  const file = fileOf({ theme: "dark", window: { x: "left" }, indexLimit: -1 });
  const known = openSettings(file).current();
  expect(known).toEqual({ ...openSettings(path.join(newFolder(), "none.json")).current(), theme: "dark" });
});
