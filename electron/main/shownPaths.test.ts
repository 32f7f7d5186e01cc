import { homedir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { joinPaths } from "../../shared/pathList.ts";
import { temporaryFolders } from "../testing/temporaryFolders.ts";
import { isKept, isThere, shownName, shownPaths } from "./shownPaths.ts";

const newFolder = temporaryFolders();
const root = path.parse(homedir()).root;
const at = (...parts: string[]): string => path.join(root, ...parts);

it("names a file by itself and its folder", () => {
  expect(shownName(at("logs", "a.jsonl"))).toEqual({ name: "a.jsonl", folder: at("logs") });
  expect(shownPaths(at("logs", "a.jsonl"))).toBe(at("logs", "a.jsonl"));
});

it("names a list by its first and the folder that all lie below", () => {
  const list = joinPaths([at("logs", "x", "a.jsonl"), at("logs", "y", "b.jsonl"), at("logs", "c.jsonl")]);
  expect(shownName(list)).toEqual({ name: "a.jsonl and 2 more", folder: at("logs") });
  expect(shownPaths(list)).toBe(`${at("logs", "x", "a.jsonl")} and 2 more`);
  expect(shownName(joinPaths([at("logs", "a"), at("logs.old", "b")])).folder).toBe(root);
  expect(shownName(joinPaths([at("logs", "a"), at("logs", "..b", "c")])).folder).toBe(at("logs"));
});

it("takes a list as there as long as one of it is", () => {
  const folder = newFolder();
  expect(isThere(joinPaths([path.join(folder, "gone"), folder]))).toBe(true);
  expect(isThere(joinPaths([path.join(folder, "gone"), path.join(folder, "too")]))).toBe(false);
});

it("keeps hundreds of paths and no more", () => {
  const paths = (count: number) => joinPaths(Array.from({ length: count }, (_, n) => at("logs", `${n}`.padEnd(90))));
  expect(isKept(paths(600))).toBe(true);
  expect(isKept(paths(800))).toBe(false);
});
