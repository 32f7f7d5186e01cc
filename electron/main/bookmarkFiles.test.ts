import fs from "node:fs";
import path from "node:path";
import { expect, it, vi } from "vitest";
import type { Bookmark } from "../../shared/bookmarks.ts";
import { mostBookmarks } from "../../shared/bookmarks.ts";
import { temporaryFolders } from "../testing/temporaryFolders.ts";
import { openBookmarkFiles } from "./bookmarkFiles.ts";

const newFolder = temporaryFolders();

const bookmark = (record: number, note = ""): Bookmark => ({
  record,
  offset: record * 100,
  length: 99,
  hash: "0123456789abcdef",
  kind: "RAW",
  note,
});
const head = (bytes: number, content: string) => `${bytes}-${content.padEnd(16, "0")}`;
/** The beginnings of a file of so many bytes. */
const headsOf = (content: string, bytes: number) =>
  [2, 4, 8, 16, 32, 64, 128, 256].filter((length) => length <= bytes).map((length) => head(length, content));

it("keeps the bookmarks of a transcript, also when it has grown, was moved, and all of them are taken away", () => {
  const folder = path.join(newFolder(), "bookmarks");
  const files = openBookmarkFiles(folder);
  expect(files.of("/a.jsonl", headsOf("aa", 100))).toEqual([]);
  expect(files.keep("/a.jsonl", headsOf("aa", 100), [bookmark(1), bookmark(7, "why?")])).toBe(true);
  const again = openBookmarkFiles(folder);
  expect(again.of("/a.jsonl", headsOf("aa", 300))).toEqual([bookmark(1), bookmark(7, "why?")]);
  expect(again.of("/elsewhere/b.jsonl", headsOf("aa", 300))).toEqual([bookmark(1), bookmark(7, "why?")]);
  expect(again.of("/a.jsonl", headsOf("bb", 300))).toEqual([]);
  again.keep("/a.jsonl", headsOf("aa", 300), []);
  expect(again.of("/a.jsonl", headsOf("aa", 300))).toEqual([]);
  expect(fs.readdirSync(folder).length).toBe(1);
});

it("keeps those of copies apart, which begin alike", () => {
  const files = openBookmarkFiles(newFolder());
  files.keep("/a.jsonl", headsOf("aa", 300), [bookmark(1)]);
  files.keep("/copy.jsonl", headsOf("aa", 300), [bookmark(2)]);
  expect(files.of("/a.jsonl", headsOf("aa", 300))).toEqual([bookmark(1)]);
  expect(files.of("/copy.jsonl", headsOf("aa", 300))).toEqual([bookmark(2)]);
});

it("takes a very short beginning for the file's only where the file lies", () => {
  const files = openBookmarkFiles(newFolder());
  files.keep("/a.jsonl", headsOf("aa", 10), [bookmark(0)]);
  expect(files.of("/a.jsonl", headsOf("aa", 300))).toEqual([bookmark(0)]);
  expect(files.of("/b.jsonl", headsOf("aa", 300))).toEqual([]);
});

it("holds ten thousand with notes", () => {
  const files = openBookmarkFiles(newFolder());
  const many = Array.from({ length: mostBookmarks }, (_, record) => bookmark(record, `note ${record}`));
  files.keep("/a.jsonl", headsOf("aa", 300), many);
  expect(files.of("/a.jsonl", headsOf("aa", 300))).toEqual(many);
});

it("keeps what another version has added to a bookmark, and sets aside what this one cannot read", () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
  const folder = newFolder();
  const files = openBookmarkFiles(folder);
  const newer = { ...bookmark(1), colour: "red" };
  files.keep("/a.jsonl", headsOf("aa", 300), [newer]);
  const found = files.of("/a.jsonl", headsOf("aa", 300));
  expect(found).toEqual([newer]);
  files.keep("/a.jsonl", headsOf("aa", 300), [...found, bookmark(2)]);
  expect(files.of("/a.jsonl", headsOf("aa", 300))).toEqual([newer, bookmark(2)]);
  for (const name of fs.readdirSync(folder)) fs.writeFileSync(path.join(folder, name), '{"version":2,"marks":[]}');
  expect(files.of("/a.jsonl", headsOf("aa", 300))).toEqual([]);
  expect(fs.readdirSync(folder)).toEqual([expect.stringMatching(/\.unreadable$/)]);
  warn.mockRestore();
});

it("takes no damaged file, and says when they could not be written", () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
  const folder = newFolder();
  const files = openBookmarkFiles(folder);
  files.keep("/a.jsonl", headsOf("aa", 300), [bookmark(1)]);
  for (const name of fs.readdirSync(folder)) fs.writeFileSync(path.join(folder, name), '{"path":1');
  expect(files.of("/a.jsonl", headsOf("aa", 300))).toEqual([]);
  files.keep("/a.jsonl", headsOf("aa", 300), [bookmark(2)]);
  expect(fs.readdirSync(folder).filter((name) => name.endsWith(".unreadable")).length).toBe(1);
  expect(files.keep("/a.jsonl", [], [bookmark(1)])).toBe(false);
  const noFolder = path.join(newFolder(), "file");
  fs.writeFileSync(noFolder, "");
  expect(openBookmarkFiles(noFolder).keep("/a.jsonl", headsOf("aa", 300), [bookmark(1)])).toBe(false);
  expect(warn).toHaveBeenCalledTimes(2);
  warn.mockRestore();
});
