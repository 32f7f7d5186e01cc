// What `is:` finds in a transcript as it is opened: the states that the scanner sees, and those that the format names.

import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { parseFilter } from "../../shared/filter/filter.ts";
import { temporaryFolders } from "../testing/temporaryFolders.ts";
import { openTranscript } from "./session.ts";

const newFolder = temporaryFolders();

async function linesOf(content: string, filters: readonly string[]): Promise<readonly (readonly unknown[])[]> {
  const file = path.join(newFolder(), "transcript.jsonl");
  fs.writeFileSync(file, content);
  const opened = await openTranscript(file);
  if (!opened.ok) throw new Error(opened.failure.code);
  const transcript = opened.value;
  await transcript.whenIndexed();
  const found: (readonly unknown[])[] = [];
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
    [[2], [3]],
    [[2], [3]],
    [],
  ]);
  const levels = ["info", "error", "FATAL", "Error"].map((type) => `{"type":"${type}"}`);
  expect(await linesOf(levels.join("\n"), ["is:error"])).toEqual([[[2], [3], [4]]]);
});
