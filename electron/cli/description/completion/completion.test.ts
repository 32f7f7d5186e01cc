import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolders } from "../../../testing/temporaryFolders.ts";
import { shells } from "../../arguments/completionArguments.ts";
import { commands } from "../commandLine.ts";
import { completionOf } from "./completion.ts";

const newFolder = temporaryFolders();

/** What bash offers for a command line whose last word is being written. */
function offeredByBash(...words: readonly string[]): readonly string[] {
  const script = `${completionOf("bash")}
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _seekline; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const bash = spawnSync("bash", ["--norc", "-c", script, "bash", "seekline", ...words], { encoding: "utf8" });
  expect(bash.stderr).toBe("");
  return bash.stdout.split("\n").filter((word) => word !== "");
}

describe("completion in bash", () => {
  it("offers commands, and the options of each", () => {
    expect(offeredByBash("")).toEqual([...commands.map(({ name }) => name), "help", "--help", "--version"]);
    expect(offeredByBash("re")).toEqual(["record", "receive"]);
    expect(offeredByBash("help", "sta")).toEqual(["stats"]);
    expect(offeredByBash("rows", "a.jsonl", "--fo")).toEqual(["--fold", "--follow", "--format"]);
    expect(offeredByBash("receive", "--")).toEqual(["--dir", "--port", "--host", "--help"]);
  });

  it("offers the words that an option takes, behind a blank and behind =", () => {
    expect(offeredByBash("export", "a.jsonl", "--as", "m")).toEqual(["messages", "markdown"]);
    expect(offeredByBash("export", "a.jsonl", "--as", "=", "snap")).toEqual(["snapshot"]);
    expect(offeredByBash("export", "--table", "=")).toEqual(["records", "messages"]);
    expect(offeredByBash("export", "--with", "inherited,un")).toEqual(["inherited,undone"]);
    expect(offeredByBash("cache", "")).toEqual(["ls", "clear"]);
    expect(offeredByBash("completion", "f")).toEqual(["fish"]);
  });

  it("leaves files to bash, and what stands behind -- to the program", () => {
    expect(offeredByBash("stats", "")).toEqual([]);
    expect(offeredByBash("export", "a.jsonl", "-o", "")).toEqual([]);
    expect(offeredByBash("rows", "--filter", "")).toEqual([]);
    expect(offeredByBash("run", "--", "bas")).toContain("bash");
    expect(offeredByBash("run", "--", "bash", "--su")).toEqual([]);
    expect(offeredByBash("run", "--su")).toEqual(["--summary"]);
  });
});

describe("completion in every shell", () => {
  it.each(shells)("is a script that the shell reads, where it is installed: %s", (shell) => {
    const folder = newFolder();
    const file = path.join(folder, "completion");
    fs.writeFileSync(file, completionOf(shell));
    const { error, stderr } = spawnSync(shell, ["-n", file], { encoding: "utf8" });
    expect(error === undefined ? stderr : "").toBe("");
  });

  it.each(shells)("quotes all sentences: %s", (shell) => {
    const withoutQuoted = completionOf(shell)
      .replace(/^\s*#.*$/gm, "")
      .replace(/'\\''/g, "")
      .replace(/'(?:[^'\\]|\\.)*'/gs, "")
      .replace(/"(?:[^"\\]|\\.)*"/gs, "");
    expect(withoutQuoted).not.toMatch(/['"]/);
    for (const { summary } of commands) expect(withoutQuoted).not.toContain(summary.slice(0, 20));
  });
});
