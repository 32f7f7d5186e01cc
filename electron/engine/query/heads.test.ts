import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { temporaryFolders } from "../../testing/temporaryFolders.ts";
import { openFile } from "../source/fileSource.ts";
import { headsOf } from "./heads.ts";

const newFolder = temporaryFolders();

function headsOfText(text: string): readonly string[] {
  const file = path.join(newFolder(), "a.jsonl");
  fs.writeFileSync(file, text);
  const opened = openFile(file);
  if (!opened.ok) throw new Error(opened.failure.code);
  const heads = headsOf(opened.value);
  opened.value.close();
  return heads;
}

const line = `${JSON.stringify({ type: "RAW", event: "x".repeat(90) })}\n`;

it("are those of a file that has grown, too", () => {
  const before = headsOfText(line);
  const after = headsOfText(line.repeat(3));
  expect(before.map((head) => head.split("-")[0])).toEqual(["2", "4", "8", "16", "32", "64"]);
  expect(after.slice(0, before.length)).toEqual(before);
  expect(after.at(-1)).toMatch(/^256-[0-9a-f]{16}$/);
});

it("are others of other content, and none of an empty file", () => {
  expect(headsOfText(line).at(-1)).not.toBe(headsOfText(line.replace("RAW", "OTHER")).at(-1));
  expect(headsOfText("")).toEqual([]);
});

it("look at the first 64 KiB", () => {
  const long = line.repeat(5000);
  expect(headsOfText(long)).toEqual(headsOfText(`${long}${line}`));
  expect(headsOfText(long).at(-1)).toMatch(/^65536-/);
});
