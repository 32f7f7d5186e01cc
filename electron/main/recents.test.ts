import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { addRecent, openRecents, type Recent } from "./recents.ts";

const recent = (name: string, openedAt = 1): Recent => ({ path: `/logs/${name}`, bytes: 10, openedAt });

describe("addRecent", () => {
  it("puts the newest first", () => {
    expect(addRecent([recent("a")], recent("b")).map(({ path }) => path)).toEqual(["/logs/b", "/logs/a"]);
  });

  it("lists a file once, as it was opened last", () => {
    const list = addRecent([recent("a"), recent("b", 1)], recent("b", 2));
    expect(list).toEqual([recent("b", 2), recent("a")]);
  });

  it("keeps twenty", () => {
    let list: readonly Recent[] = [];
    for (let i = 0; i < 30; i += 1) list = addRecent(list, recent(String(i)));
    expect(list.map(({ path }) => path)).toEqual(Array.from({ length: 20 }, (_, i) => `/logs/${29 - i}`));
  });
});

describe("openRecents", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "seekline-recents-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("remembers across starts and leaves no other file behind", () => {
    const file = path.join(folder, "new/folder/recents.json");
    openRecents(file).add(recent("a"));
    openRecents(file).add(recent("b"));
    expect(openRecents(file).list()).toEqual([recent("b"), recent("a")]);
    expect(readdirSync(path.dirname(file))).toEqual(["recents.json"]);
  });

  it("forgets one of them", () => {
    const file = path.join(folder, "recents.json");
    const recents = openRecents(file);
    for (const name of ["a", "b", "c"]) recents.add(recent(name));
    recents.remove("/logs/b");
    expect(openRecents(file).list()).toEqual([recent("c"), recent("a")]);
  });

  it("forgets", () => {
    const file = path.join(folder, "recents.json");
    const recents = openRecents(file);
    recents.add(recent("a"));
    recents.forget();
    expect(recents.list()).toEqual([]);
    expect(openRecents(file).list()).toEqual([]);
  });

  it.each([
    ["cut off", '[{"path":"/a","by'],
    ["of another shape", '{"path":"/a"}'],
    ["with a value of another type", '[{"path":"/a","bytes":"10","openedAt":1}]'],
    ["binary", "\0\u0001\u0002"],
    ["empty", ""],
  ])("starts anew from a file that is %s", (_name, text) => {
    vi.spyOn(console, "warn").mockImplementation(() => {});
    const file = path.join(folder, "recents.json");
    writeFileSync(file, text);
    const recents = openRecents(file);
    expect(recents.list()).toEqual([]);
    recents.add(recent("a"));
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual([recent("a")]);
  });

  it("takes no more than twenty from a file that somebody else made longer", () => {
    const file = path.join(folder, "recents.json");
    writeFileSync(file, JSON.stringify(Array.from({ length: 1000 }, (_, i) => recent(String(i)))));
    expect(openRecents(file).list()).toHaveLength(20);
  });

  it("goes on in memory when the file cannot be written", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    writeFileSync(path.join(folder, "file"), "");
    const recents = openRecents(path.join(folder, "file/recents.json"));
    recents.add(recent("a"));
    expect(recents.list()).toEqual([recent("a")]);
    expect(warn).toHaveBeenCalled();
  });
});
