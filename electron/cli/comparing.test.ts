// `compare` as a program of its own.

import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { peakGrowth } from "../testing/peakGrowth.ts";
import { seeklineProgram } from "../testing/seekline.ts";
import { generateLog } from "./generator/generateLog.ts";

const seekline = seeklineProgram();
const mebibyte = 2 ** 20;

const start = 1_767_225_600_000;
const run = { threadId: "t", runId: "r" };

interface Call {
  readonly tool: string;
  readonly args: object;
  readonly isError?: boolean;
}

/** A run of an AG-UI log: a prompt and calls, each argument in pieces of a few characters. */
function logOf(prompts: readonly string[], calls: readonly Call[], pieceLength = 5): string {
  let at = start;
  const events: object[] = [{ type: "RUN_STARTED", ...run, timestamp: at }];
  prompts.forEach((content, n) => {
    events.push({ type: "TEXT_MESSAGE_START", messageId: `p${n}`, role: "user" });
    events.push({ type: "TEXT_MESSAGE_CONTENT", messageId: `p${n}`, delta: content });
    events.push({ type: "TEXT_MESSAGE_END", messageId: `p${n}` });
  });
  calls.forEach(({ tool, args }, n) => {
    at += 1000;
    events.push({ type: "TOOL_CALL_START", toolCallId: `c${n}`, toolCallName: tool, timestamp: at });
    for (const delta of JSON.stringify(args).match(new RegExp(`.{1,${pieceLength}}`, "gs")) ?? [])
      events.push({ type: "TOOL_CALL_ARGS", toolCallId: `c${n}`, delta });
    events.push({ type: "TOOL_CALL_END", toolCallId: `c${n}` });
    events.push({ type: "TOOL_CALL_RESULT", messageId: `r${n}`, toolCallId: `c${n}`, content: "done" });
  });
  events.push({ type: "RUN_FINISHED", ...run, timestamp: at });
  return events.map((event) => `${JSON.stringify(event)}\n`).join("");
}

const calls: readonly Call[] = [
  { tool: "shell", args: { cmd: "ls" } },
  { tool: "edit_file", args: { file_path: "src/a.ts", text: "ä\n" } },
  { tool: "shell", args: { cmd: "npm test" } },
];

async function compared(a: string, b: string) {
  const folder = seekline.makeFolder();
  fs.writeFileSync(path.join(folder, "a.jsonl"), a);
  fs.writeFileSync(path.join(folder, "b.jsonl"), b);
  const args = ["compare", path.join(folder, "a.jsonl"), path.join(folder, "b.jsonl")];
  const [json, text] = [await seekline.run([...args, "--json"]), await seekline.run(args)];
  expect([json, text]).toMatchObject([
    { status: 0, stderr: "" },
    { status: 0, stderr: "" },
  ]);
  return { said: JSON.parse(json.stdout), text: text.stdout };
}

describe("seekline compare", () => {
  it("finds no difference where the same was said and done, however it was cut in pieces", async () => {
    const { said, text } = await compared(logOf(["go"], calls, 3), logOf(["go"], calls, 50));
    expect(said).toMatchObject({
      steps: { a: 4, b: 4, same: 4, changed: 0, onlyA: 0, onlyB: 0 },
      ...{ firstDivergence: null, differences: [] },
      files: { both: { count: 1, first: ["src/a.ts"] }, onlyA: { count: 0 }, onlyB: { count: 0 } },
    });
    expect(text).toContain("The same 4 steps: prompts and calls do not differ.");
  });

  it("does not call two transcripts the same that have nothing to compare", async () => {
    const { said, text } = await compared('{"level":30,"msg":"one"}\n', '{"level":50,"msg":"other"}\n');
    expect(said).toMatchObject({ steps: { a: 0, b: 0, same: 0 }, firstDivergence: null });
    expect(text).toContain("Neither has a prompt or a call: there is nothing to hold against each other.");
  });

  it("says where they part, what differs, and that they meet again", async () => {
    const [ls, edit, test] = calls;
    if (ls === undefined || edit === undefined || test === undefined) throw new Error("three calls");
    const other = { tool: "edit_file", args: { file_path: "src/b.ts", text: "x" } };
    const more = { tool: "read", args: { path: "src/c.ts" } };
    const { said, text } = await compared(logOf(["go"], [ls, edit, test]), logOf(["go"], [ls, other, more, test]));
    expect(said.steps).toEqual({ a: 4, b: 5, same: 3, changed: 1, onlyA: 0, onlyB: 1 });
    expect(said.firstDivergence).toMatchObject({
      step: 2,
      a: { kind: "call", tool: "edit_file", text: JSON.stringify(edit.args).replace("\\n", "\n") },
      b: { kind: "call", tool: "edit_file", text: JSON.stringify(other.args) },
    });
    const { a } = said.firstDivergence;
    expect(a.line).toBe(a.record + 1);
    expect(said.differences.map(({ type }: { type: string }) => type)).toEqual(["changed", "only-b"]);
    expect(said.tools[0]).toEqual({ tool: "read", a: 0, b: 1 });
    expect(said.files).toMatchObject({
      onlyA: { count: 1, first: ["src/a.ts"] },
      onlyB: { count: 1, first: ["src/b.ts"] },
    });
    expect(said).toMatchObject({ a: { toolCalls: 3, durationMs: 3000 }, b: { toolCalls: 4, durationMs: 4000 } });
    expect(text).toMatch(/They part at step 3:\n {2}A record \d+ \(line \d+\): call edit_file .+src\/a\.ts/);
    expect(text).toContain("Files changed only in B:\n  src/b.ts\n");
  });

  it("says which one has ended", async () => {
    const { said, text } = await compared(logOf(["go"], calls), logOf(["go"], calls.slice(0, 2)));
    expect(said.firstDivergence).toMatchObject({ step: 3, b: null });
    expect(text).toContain("B has ended: b.jsonl has no more");
  });

  it("compares transcripts of two programs by what was asked", async () => {
    const session = [
      {
        type: "user",
        sessionId: "s",
        uuid: "1",
        parentUuid: null,
        message: { role: "user", content: "go" },
        timestamp: "2026-01-01T00:00:00Z",
      },
      {
        ...{ type: "assistant", sessionId: "s", uuid: "2", parentUuid: "1", timestamp: "2026-01-01T00:00:01Z" },
        message: {
          ...{ id: "m", role: "assistant", model: "x", usage: { input_tokens: 7, output_tokens: 3 } },
          content: [{ type: "tool_use", id: "c", name: "shell", input: { cmd: "ls" } }],
        },
      },
    ];
    const { said } = await compared(
      session.map((one) => `${JSON.stringify(one)}\n`).join(""),
      logOf(["go"], calls.slice(0, 1)),
    );
    expect(said).toMatchObject({
      a: { format: "claude-code", tokens: { input: 7, output: 3 } },
      b: { format: "ag-ui", tokens: null },
      steps: { same: 2, changed: 0, onlyA: 0, onlyB: 0 },
    });
  });

  it.each([
    [["a.jsonl"], "compare takes two transcripts"],
    [["a", "b", "c"], "compare takes two transcripts"],
    [["-", "b"], "compare takes no standard input"],
  ])("takes two files: %j", async (args, said) => {
    const end = await seekline.run(["compare", ...args]);
    expect(end).toMatchObject({ status: 2, stdout: "" });
    expect(end.stderr).toContain(said);
  });

  it("names the one that is not there", async () => {
    const end = await seekline.run(["compare", seekline.fileOf(logOf(["go"], [])), "/nowhere/b.jsonl"]);
    expect(end).toMatchObject({ status: 1, stdout: "" });
    expect(end.stderr).toContain("There is no file “b.jsonl”");
  });

  it("takes the memory that it takes for short ones", async () => {
    const peakOf = async (bytes: number): Promise<number> => {
      const files: string[] = [];
      for (const seed of [3, 4]) {
        const file = path.join(seekline.makeFolder(), "log.jsonl");
        const handle = fs.openSync(file, "w");
        await generateLog({ shape: "agui", seed, bytes }, { write: (block) => void fs.writeSync(handle, block) });
        fs.closeSync(handle);
        files.push(file);
      }
      const end = await seekline.run(["compare", ...files, "--json"]);
      expect(end).toMatchObject({ status: 0 });
      return end.peakBytes ?? Number.POSITIVE_INFINITY;
    };
    const most = 20 * mebibyte;
    const growth = await peakGrowth(
      () => peakOf(6_000_000),
      () => peakOf(30_000_000),
      most,
    );
    expect(growth).toBeLessThan(most);
  });
});
