import path from "node:path";
import { describe, expect, it } from "vitest";
import { fileArgument } from "./args.ts";

const cwd = path.resolve("/work/logs");

describe("fileArgument", () => {
  it.each<{ readonly name: string; readonly argv: readonly string[]; readonly file: string | undefined }>([
    { name: "nothing", argv: [], file: undefined },
    { name: "options only", argv: ["--no-sandbox", "-v", "--inspect=0"], file: undefined },
    { name: "a relative path", argv: ["a.jsonl"], file: path.join(cwd, "a.jsonl") },
    { name: "a path above", argv: ["../a.jsonl"], file: path.resolve(cwd, "../a.jsonl") },
    { name: "an absolute path", argv: [path.resolve("/tmp/a.jsonl")], file: path.resolve("/tmp/a.jsonl") },
    { name: "options before and after", argv: ["--x=1", "a.jsonl", "--y"], file: path.join(cwd, "a.jsonl") },
    { name: "the first of several", argv: ["a.jsonl", "b.jsonl"], file: path.join(cwd, "a.jsonl") },
    { name: "a name with a dash after --", argv: ["--x", "--", "-a.jsonl"], file: path.join(cwd, "-a.jsonl") },
    { name: "spaces and other letters", argv: ["mein löğ 日.jsonl"], file: path.join(cwd, "mein löğ 日.jsonl") },
    { name: "an empty word", argv: [""], file: undefined },
    { name: "a file URL", argv: ["file:///tmp/a%20b.jsonl"], file: path.resolve("/tmp/a b.jsonl") },
    { name: "no file from a URL that names none", argv: ["file:///tmp/a%2Fb.jsonl"], file: undefined },
  ])("reads $name", ({ argv, file }) => {
    expect(fileArgument(argv, cwd, false)).toBe(file);
  });

  it("passes over the app's own folder when it is run from there", () => {
    expect(fileArgument(["--inspect=0", ".", "--no-sandbox", "a.jsonl"], cwd, true)).toBe(path.join(cwd, "a.jsonl"));
    expect(fileArgument(["."], cwd, true)).toBeUndefined();
    expect(fileArgument([".", "--", "--odd"], cwd, true)).toBe(path.join(cwd, "--odd"));
  });
});
