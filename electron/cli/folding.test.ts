// `rows --fold` as a program of its own.

import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { z } from "zod";
import { seeklineProgram } from "../testing/seekline.ts";
import { temporaryFolders } from "../testing/temporaryFolders.ts";

const seekline = seeklineProgram();
const newFolder = temporaryFolders();
const printed = z.object({
  ...{ record: z.number(), kind: z.string(), offset: z.number(), preview: z.string() },
  ...{ records: z.number().optional(), lastRecord: z.number().optional(), bytes: z.number().optional() },
});

async function rowsOf(...args: readonly string[]): Promise<readonly z.infer<typeof printed>[]> {
  const end = await seekline.run(["rows", ...args]);
  expect(end).toMatchObject({ status: 0, stderr: "" });
  return end.stdout
    .trimEnd()
    .split("\n")
    .map((line) => printed.parse(JSON.parse(line)));
}

function deltas(message: string, texts: readonly string[]): readonly string[] {
  return texts.map((delta) => JSON.stringify({ type: "TEXT_MESSAGE_CONTENT", messageId: message, delta }));
}

it("prints neighbouring pieces of one message as one row, with what they say together", async () => {
  const file = path.join(newFolder(), "answer.jsonl");
  const first = deltas("m1", ["Mind ", 'the "', "wind\\ \u{1f343}"]);
  const lines = [...first, ...deltas("m2", ["An", "other"]), '{"type":"RUN_FINISHED"}', ...deltas("m1", ["!"])];
  fs.writeFileSync(file, `${lines.join("\n")}\n`);
  const rows = await rowsOf(file, "--fold");
  expect(rows.map(({ record, records, lastRecord, preview }) => [record, records, lastRecord, preview])).toEqual([
    [0, 3, 2, 'Mind the "wind\\ \u{1f343}'],
    [3, 2, 4, "Another"],
    [5, undefined, undefined, "type: RUN_FINISHED"],
    [6, undefined, undefined, "!"],
  ]);
  expect(rows[0]?.bytes).toBe(Buffer.byteLength(first.join("\n")));
  expect(await rowsOf(file, "--fold", "--from", "1", "--count", "2")).toEqual(rows.slice(1, 3));
  const some = await rowsOf(file, "--fold", "--filter", "record:1-3");
  expect(some.map(({ record, records }) => [record, records])).toEqual([
    [1, 2],
    [3, undefined],
  ]);
});

it("shows each record of a generated log in one row, and none twice", async () => {
  const { file, manifest } = await seekline.generated({ shape: "deltas", seed: 3, bytes: 3_000_000 });
  const rows = await rowsOf(file, "--fold");
  expect(rows.reduce((sum, { records = 1 }) => sum + records, 0)).toBe(manifest.records);
  expect(rows.length).toBeLessThan(manifest.records);
  let next = 0;
  for (const { record, records = 1, lastRecord = record } of rows) {
    expect([record, lastRecord]).toEqual([next, next + records - 1]);
    next = lastRecord + 1;
  }
});

it("finds a text that is spread over several records, and says over which", async () => {
  const file = path.join(newFolder(), "answer.jsonl");
  const lines = [...deltas("m1", ["Mi", "nd the ", "wi", "nd, mind ", "it!"]), ...deltas("m2", ["mind the"])];
  fs.writeFileSync(file, `${lines.join("\n")}\n`);
  const rows = await rowsOf(file, "--fold", "--filter", '"mind the wind"');
  expect(rows.map(({ record, records, lastRecord, preview }) => [record, records, lastRecord, preview])).toEqual([
    [0, 4, 3, "Mind the wind, mind "],
  ]);
  expect((await rowsOf(file, "--filter", '"mind the"')).map(({ record }) => record)).toEqual([0, 1, 5]);
  expect((await rowsOf(file, `--filter=-"mind the"`)).map(({ record }) => record)).toEqual([2, 3, 4]);
  expect((await rowsOf(file, "--filter", 'case:"mind it"')).map(({ record }) => record)).toEqual([3, 4]);
});

it("says that runs that may still go on are not folded", async () => {
  const end = await seekline.run(["rows", path.resolve("samples/weather-agent.jsonl"), "--fold", "--follow"]);
  expect(end.status).toBe(2);
  expect(end.stderr).toContain("--fold needs records that are there: it cannot be combined with --follow");
});
