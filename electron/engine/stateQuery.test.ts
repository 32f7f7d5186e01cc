// What `is:` finds in a transcript as it is opened: the states that the scanner sees, and those that the format names.

import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { parseFilter } from "../../shared/filter/filter.ts";
import { temporaryFolders } from "../testing/temporaryFolders.ts";
import { openTranscript } from "./session.ts";

const newFolder = temporaryFolders();

/** Of each filter, the rows' lines and flags. */
async function linesOf(
  content: string,
  filters: readonly string[],
): Promise<readonly (readonly (readonly (string | number)[])[])[]> {
  const file = path.join(newFolder(), "transcript.jsonl");
  fs.writeFileSync(file, content);
  const opened = await openTranscript(file);
  if (!opened.ok) throw new Error(opened.failure.code);
  const transcript = opened.value;
  await transcript.whenIndexed();
  const found: (readonly (readonly (string | number)[])[])[] = [];
  for (const text of filters) {
    const filter = parseFilter(text);
    if (!filter.ok) throw new Error(filter.failure.message);
    const view = transcript.query(filter.value);
    await view.whenComplete();
    found.push(transcript.rows(view, 0, 100).map(({ line, flags }) => [line, ...flags]));
    view.close();
  }
  transcript.close();
  return found;
}

it("finds sidechains in Claude Code transcripts", async () => {
  const lines = [
    '{"parentUuid":null,"isSidechain":false,"type":"user","uuid":"a"}',
    '{"parentUuid":"a","type":"assistant","uuid":"b","message":{"content":[{"isSidechain":true}]},"isSidechain":true}',
    '{"isSidechain":"true","type":"user","uuid":"c"}{"isSidechain":true,"type":"user","uuid":"d"}',
    '{"type":"summary","message":{"isSidechain":true}}',
    '{"isSidechain":true,"type":"user"',
  ];
  expect(await linesOf(lines.join("\n"), ["is:sidechain", "is:glued is:sidechain", "is:torn,sidechain"])).toEqual([
    [
      [2, "sidechain"],
      [3, "glued", "sidechain"],
    ],
    [[3, "glued", "sidechain"]],
    [
      [2, "sidechain"],
      [3, "glued", "sidechain"],
      [5, "malformed", "torn"],
    ],
  ]);
});

it("finds errors by the kinds that the format calls so, and no sidechains in AG-UI logs", async () => {
  const lines = ["RUN_STARTED", "RUN_ERROR", "SUBAGENT_ERROR", "STEP_ERROR"].map(
    (type) => `{"type":"${type}","isSidechain":true}`,
  );
  expect(await linesOf(lines.join("\n"), ["is:error", "is:error,sidechain", "is:sidechain"])).toEqual([
    [
      [2, "error"],
      [3, "error"],
    ],
    [
      [2, "error"],
      [3, "error"],
    ],
    [],
  ]);
});

it("finds errors by the words of kinds and by levels beside them, and marks just those", async () => {
  const kinds = ["info", "error", "FATAL", "tool_error", "no_error", "terror"].map((type) => `{"type":"${type}"}`);
  const levels = ['{"type":"log","level":50}', '{"type":"log","level":30}', '{"type":"log","severity":"ERR"}'];
  const [errors = [], others = [], all = []] = await linesOf([...kinds, ...levels].join("\n"), [
    "is:error",
    "-is:error",
    "",
  ]);
  expect(errors).toEqual([2, 3, 4, 7, 9].map((line) => [line, "error"]));
  expect(others).toEqual([[1], [5], [6], [8]]);
  expect(all.filter((row) => row.includes("error"))).toEqual(errors);
});

it("finds errors where the level is the kind", async () => {
  const lines = [10, 20, 30, 40, 50, 60].map((level) => JSON.stringify({ level, msg: "no error" }));
  expect(await linesOf(lines.join("\n"), ["is:error"])).toEqual([
    [
      [5, "error"],
      [6, "error"],
    ],
  ]);
});

it("finds the failed calls of opencode and Entire, which only members of a call tell of", async () => {
  const part = (tool: string, exit?: number | null, text = "bed") => {
    const state = { status: "completed", input: { command: text }, output: text, metadata: { exit } };
    return { type: "tool_use", timestamp: 1, sessionID: "ses_1", part: { id: "prt_1", type: "tool", tool, state } };
  };
  const printed = [
    part("bash", 0),
    part("bash", 3),
    part("bash"),
    part("invalid"),
    part("bash", 0, "beds"),
    part("bash", 127, "beds"),
  ];
  const content = (...statuses: readonly string[]) =>
    statuses.map((status, at) => ({ type: "tool_use", id: `c${at}`, name: "Bash", result: { output: "", status } }));
  const compact = [content("success"), content("error"), content("success")].map((blocks) => {
    return {
      v: 1,
      agent: "Claude Code",
      cli_version: "0.5.6",
      type: "assistant",
      ts: "2026-03-01T10:00:00Z",
      content: blocks,
    };
  });
  const found = async (records: readonly object[]) =>
    (await linesOf(records.map((record) => JSON.stringify(record)).join("\n"), ["is:error"]))[0]?.map(([line]) => line);
  expect(await found(printed)).toEqual([2, 4, 6]);
  expect(await found(compact)).toEqual([2]);
});
