import fs from "node:fs";
import path from "node:path";
import { expect, it, vi } from "vitest";
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
  const warned = vi.spyOn(console, "warn").mockReturnValue();
  const settings = openSettings(file);
  const [sentence] = warned.mock.calls.flat();
  warned.mockRestore();
  expect(sentence).toMatch(/“.*settings\.json” says of “theme” what this version does not know\. It stays as it is, /);
  expect(settings.current()).toMatchObject({ theme: "system", reopen: false });
  settings.change({ indexLimit: 0 });
  const kept = { theme: "sepia", tabs: ["a", "b"], reopen: false, indexLimit: 0 };
  expect(JSON.parse(fs.readFileSync(file, "utf8"))).toEqual(kept);
  settings.change({ theme: "light" });
  expect(JSON.parse(fs.readFileSync(file, "utf8"))).toEqual({ ...kept, theme: "light" });
});

it("takes a member that is nonsense for one that is not there, and keeps the others", () => {
  const file = fileOf({ theme: "dark", window: { x: "left" }, indexLimit: -1 });
  const warned = vi.spyOn(console, "warn").mockReturnValue();
  const known = openSettings(file).current();
  expect(warned.mock.calls.flat().join()).toContain("says of “window”, “indexLimit” what this version does not know");
  warned.mockRestore();
  expect(known).toEqual({ ...openSettings(path.join(newFolder(), "none.json")).current(), theme: "dark" });
});

it("sets a file aside that cannot be understood, since a person may have written into it", () => {
  const file = path.join(newFolder(), "settings.json");
  fs.writeFileSync(file, '{"theme": "dark",, "libraryFolders": ["/logs"]}');
  const warned = vi.spyOn(console, "warn").mockReturnValue();
  const settings = openSettings(file);
  settings.change({ reopen: false });
  expect(warned.mock.calls.flat()).toEqual([
    `seekline: “${file}” is damaged and is not used. It is kept as “settings.json.unreadable”.`,
  ]);
  warned.mockRestore();
  expect(fs.readFileSync(`${file}.unreadable`, "utf8")).toContain('"/logs"');
  expect(JSON.parse(fs.readFileSync(file, "utf8"))).toEqual({ reopen: false });
});

it("leaves it as it is where it cannot be set aside", () => {
  const file = path.join(newFolder(), "settings.json");
  fs.writeFileSync(file, "nonsense");
  fs.mkdirSync(path.join(`${file}.unreadable`, "taken"), { recursive: true });
  const warned = vi.spyOn(console, "warn").mockReturnValue();
  openSettings(file).change({ reopen: false });
  warned.mockRestore();
  expect(fs.readFileSync(file, "utf8")).toBe("nonsense");
});
