// What the program says of input that is wrong: one sentence, and no more.

import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { printText } from "../../shared/printText.ts";
import { findRipgrep } from "../engine/query/search/ripgrepProgram.ts";
import { seeklineProgram } from "../testing/seekline.ts";

const seekline = seeklineProgram();

describe("seekline used wrongly", () => {
  it("says what is wrong and how it is used, with status 2", async () => {
    const end = await seekline.run(["rows", "a.jsonl", "--filter", 'kind:"A']);
    expect(end).toMatchObject({ status: 2, stdout: "" });
    expect(end.stderr).toMatch(/^seekline: --filter cannot be read at character 6: a quote is not closed/);
    expect(end.stderr).toMatch(/\n\nUsage: seekline rows FILE… .+\nseekline rows --help says more\.\n$/);
    const unknown = await seekline.run(["show", "a.jsonl"]);
    expect(unknown).toMatchObject({ status: 2, stdout: "" });
    expect(unknown.stderr).toMatch(/\nseekline --help lists the commands\.\n$/);
    expect((await seekline.run([])).stderr).toContain("\n  stats FILE… ");
  });

  it.each(["rows", "export"])(
    "says of %s that a regular expression is none, before anything is read",
    async (command) => {
      const output = command === "export" ? ["--as", "records", "-o", "-"] : [];
      const end = await seekline.run([command, "a.jsonl", "--filter", "kind:A /(/", ...output], {
        env: { SEEKLINE_RIPGREP: findRipgrep() ?? "none" },
      });
      expect(end).toMatchObject({ status: 2, stdout: "" });
      expect(end.stderr).toMatch(
        /^seekline: --filter cannot be read at character 8: ripgrep cannot read .+unclosed group\n$/,
      );
    },
  );

  it("says which commands take folders and several files", async () => {
    const folder = await seekline.run(["summary", seekline.makeFolder()]);
    expect(folder).toMatchObject({ status: 2, stdout: "" });
    expect(folder.stderr).toContain("is a folder, which stats, rows and export take: give one FILE");
    const files = await seekline.run(["summary", "a.jsonl", "b.jsonl"]);
    expect(files).toMatchObject({ status: 2, stdout: "" });
    expect(files.stderr).toContain("several files as one are taken by stats, rows and export: give one FILE");
    const none = await seekline.run(["stats", seekline.makeFolder()]);
    expect(none).toMatchObject({ status: 1, stdout: "" });
    expect(none.stderr).toMatch(/^seekline: There is no transcript in “.+Name the files\.\n$/);
    const missing = await seekline.run(["stats", "a.jsonl", "b.jsonl"]);
    expect(missing).toMatchObject({ status: 1, stdout: "" });
    expect(missing.stderr).toContain("None of the transcripts can be read. The first: There is no file “a.jsonl”.");
  });

  it("prints help and version on standard output, with status 0", async () => {
    expect(await seekline.run(["--help"])).toMatchObject({ status: 0, stderr: "" });
    expect((await seekline.run(["export", "--help"])).stdout).toMatch(/^Usage: seekline export FILE… --as/);
    const { version } = JSON.parse(fs.readFileSync("package.json", "utf8"));
    expect((await seekline.run(["--version"])).stdout).toBe(`${version}\n`);
  });
});

describe("seekline given hostile names", () => {
  const hostileName = fc
    .string({
      unit: fc.constantFrom(
        "a",
        "é",
        ".",
        "\u001b[31m",
        "\u001b]0;t\u0007",
        "\n",
        "\r\n",
        "\u009b",
        "\u202e",
        "\u2028",
      ),
      minLength: 3,
      maxLength: 12,
    })
    .map((name) => `${name}\u001b[2J`);

  it("says them harmlessly, wherever they stand", async () => {
    const file = seekline.fileOf("{}\n");
    const uses: readonly ((name: string) => readonly string[])[] = [
      (name) => ["stats", name],
      (name) => [name],
      (name) => ["rows", file, `--${name}`],
      (name) => ["rows", file, "--count", name],
      (name) => ["rows", file, "--filter", `kind:"${name}`],
      (name) => ["stats", file, "--format", name],
      (name) => ["export", file, "--as", name, "-o", "-"],
      (name) => ["export", file, "--as", "records", "-o", path.join(file, name)],
      (name) => ["export", seekline.fileOf("{}\n", name), "--as", "snapshot", "-o", "-"],
    ];
    await fc.assert(
      fc.asyncProperty(hostileName, fc.constantFrom(...uses), async (name, use) => {
        const { status, stdout, stderr } = await seekline.run(use(name));
        expect([1, 2]).toContain(status);
        expect(stdout).toBe("");
        expect(stderr.split("\n").map(printText).join("\n")).toBe(stderr);
        // A failure is one line; wrong use has a hint behind it.
        expect(stderr.split("\n").indexOf("")).toBe(1);
      }),
      { numRuns: 18 },
    );
  });
});

describe("seekline on bad input", () => {
  it.each([
    [
      "a file that is missing",
      () => path.join(seekline.makeFolder(), "missing.jsonl"),
      "There is no file “missing.jsonl”.",
    ],
    ["a path through a file", () => path.join(seekline.fileOf(""), "log"), "There is no file “log”."],
    ["a device", () => "/dev/null", "“null” is not a regular file."],
    ["a name that is no UTF-8", () => path.join(seekline.makeFolder(), "\ufffd.jsonl"), "rename it first."],
  ])("says in one sentence what is wrong with %s", async (_, file, sentence) => {
    const end = await seekline.run(["stats", file()]);
    expect(end).toMatchObject({ status: 1, stdout: "" });
    expect(end.stderr).toContain(sentence);
    expect(end.stderr.trimEnd()).not.toContain("\n");
  });

  it("tells what is to be served and is not there as any other file", async () => {
    const missing = path.join(seekline.makeFolder(), "missing");
    const end = await seekline.run(["serve", missing, "--port", "0"]);
    expect(end).toMatchObject({ status: 1, stdout: "" });
    expect(end.stderr).toMatch(/There is no file “.*missing”\. Check its name/);
  });

  it("calls no JSON what is none, and JSON in a log of objects no object", async () => {
    const end = await seekline.run(["check", seekline.fileOf('{"type":"A"}\n[1]\n7\n{"a":\n{"type":"B"}\n')]);
    expect(end.stdout.match(/It is no JSON object \(\d+ bytes?\)/g)).toHaveLength(3);
  });

  it.each([
    ["empty", "", { records: 0, lines: 0, malformed: 0 }, "This file is empty."],
    ["blank", "\n \r\n\n", { records: 0, lines: 3, blank: 3 }, "This file holds nothing but white space."],
    ["without any newline", '{"type":"A"}', { records: 1, lines: 1, malformed: 0 }, ""],
    [
      "binary",
      Buffer.from([0, 1, 2, 255, 254, 10, 0, 0]),
      { records: 1, lines: 2, malformed: 1, blank: 1, padding: 3 },
      "binary file",
    ],
    ["not JSON", "hello\nworld\n", { records: 2, lines: 2, malformed: 2 }, "plain text"],
    ["of unknown types", '{"type":"NEW_THING"}\n{"kind":7}\n', { records: 2, malformed: 0 }, ""],
    ["glued", '{"type":"A"}{"type":"B"}\n', { records: 2, lines: 1, glued: 1 }, ""],
  ])("counts a file that is %s", async (_, content, counts, notice) => {
    const end = await seekline.run(["stats", seekline.fileOf(content), "--json"]);
    expect(end.status).toBe(0);
    if (notice === "") expect(end.stderr).toBe("");
    else expect(end.stderr).toContain(notice);
    expect(JSON.parse(end.stdout)).toMatchObject(counts);
    expect((await seekline.run(["stats", seekline.fileOf(content)])).status).toBe(0);
  });
});
