import path from "node:path";
import { describe, expect, it } from "vitest";
import { fileArguments } from "./args.ts";

const cwd = path.resolve("/work/logs");

describe("fileArguments", () => {
  it.each<{ readonly name: string; readonly argv: readonly string[]; readonly files: readonly string[] }>([
    { name: "nothing", argv: [], files: [] },
    { name: "options only", argv: ["--no-sandbox", "-v", "--inspect=0"], files: [] },
    { name: "a relative path", argv: ["a.jsonl"], files: [path.join(cwd, "a.jsonl")] },
    { name: "a path above", argv: ["../a.jsonl"], files: [path.resolve(cwd, "../a.jsonl")] },
    { name: "an absolute path", argv: [path.resolve("/tmp/a.jsonl")], files: [path.resolve("/tmp/a.jsonl")] },
    { name: "options before and after", argv: ["--x=1", "a.jsonl", "--y"], files: [path.join(cwd, "a.jsonl")] },
    {
      name: "several",
      argv: ["a.jsonl", "", "b.jsonl"],
      files: [path.join(cwd, "a.jsonl"), path.join(cwd, "b.jsonl")],
    },
    { name: "a name with a dash after --", argv: ["--x", "--", "-a.jsonl"], files: [path.join(cwd, "-a.jsonl")] },
    { name: "spaces and other letters", argv: ["mein löğ 日.jsonl"], files: [path.join(cwd, "mein löğ 日.jsonl")] },
    { name: "an empty word", argv: [""], files: [] },
    { name: "a file URL", argv: ["file:///tmp/a%20b.jsonl"], files: [path.resolve("/tmp/a b.jsonl")] },
    { name: "no file from a URL that names none", argv: ["file:///tmp/a%2Fb.jsonl"], files: [] },
  ])("reads $name", ({ argv, files }) => {
    expect(fileArguments(argv, cwd, false)).toEqual(files);
  });

  it("passes over the app's own folder when it is run from there", () => {
    expect(fileArguments(["--inspect=0", ".", "--no-sandbox", "a.jsonl"], cwd, true)).toEqual([
      path.join(cwd, "a.jsonl"),
    ]);
    expect(fileArguments(["."], cwd, true)).toEqual([]);
    expect(fileArguments([".", "--", "--odd"], cwd, true)).toEqual([path.join(cwd, "--odd")]);
  });
});

it.each([
  ["a relative path", "a.jsonl", ["C:\\work\\a.jsonl"]],
  ["another drive", "D:\\logs\\a.jsonl", ["D:\\logs\\a.jsonl"]],
  ["a share", "\\\\server\\logs\\a.jsonl", ["\\\\server\\logs\\a.jsonl"]],
  ["slashes", "sub/a.jsonl", ["C:\\work\\sub\\a.jsonl"]],
  ["a file URL", "file:///D:/a%20b.jsonl", ["D:\\a b.jsonl"]],
  ["a URL without a drive", "file:///a.jsonl", []],
  ["an option", "--no-sandbox", []],
])("reads %s on Windows", (_, word, files) => {
  expect(fileArguments([word], "C:\\work", false, "win32")).toEqual(files);
});
