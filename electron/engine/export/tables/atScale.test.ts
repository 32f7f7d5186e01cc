// The queries of docs/at-scale.md, asked of a folder of tables.

import fs from "node:fs";
import path from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { expect, it } from "vitest";
import { openedTranscripts } from "../../../testing/openedTranscripts.ts";
import { runExport } from "../runExport.ts";
import type { GardenCall } from "./testing/gardenSession.ts";
import { gardenSession } from "./testing/gardenSession.ts";

const { makeFolder, transcriptOf } = openedTranscripts();

/** Every SQL statement of the page, in order. */
function statementsOfPage(folder: string): readonly string[] {
  const page = fs.readFileSync(path.resolve("docs/at-scale.md"), "utf8");
  return [...page.matchAll(/```sql\n(.*?)```/gs)]
    .flatMap(([, block = ""]) => block.split(/;\s*\n/))
    .filter((statement) => statement.trim() !== "")
    .map((statement) => statement.replaceAll("'tables/", `'${folder}/`));
}

async function writeTables(folder: string, name: string, calls: readonly GardenCall[]): Promise<void> {
  const transcript = await transcriptOf(gardenSession(calls), `${name}.jsonl`);
  for (const table of ["messages", "records"] as const) {
    const options = { as: "parquet", table, filter: "", pretty: false, dropRaw: false } as const;
    fs.mkdirSync(path.join(folder, table), { recursive: true });
    const written = await runExport(transcript, options, path.join(folder, table, `${name}.parquet`));
    expect(written).toMatchObject({ ok: true });
  }
}

it("answers what the page asks", async () => {
  const folder = makeFolder();
  await writeTables(folder, "one", [
    { tool: "bash", input: { command: "make" }, ms: 4000, failed: true, tokens: { input: 1_000_000, output: 0 } },
    { tool: "read", input: { path: "a" }, ms: 10, failed: false, tokens: { input: 0, output: 100_000 } },
  ]);
  await writeTables(folder, "two", [
    { tool: "bash", input: { command: "make" }, ms: 9000, failed: true, tokens: { input: 1_000_000, output: 0 } },
    { tool: "bash", input: { command: "ls" }, ms: 20, failed: false, tokens: { input: 0, output: 0 } },
  ]);
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const answers = [];
  for (const statement of statementsOfPage(folder))
    answers.push((await connection.runAndReadAll(statement)).getRowObjectsJson());
  connection.closeSync();
  instance.closeSync();

  const [, , cost, slowest, failing, turns, kinds, dearest] = answers;
  expect(answers).toHaveLength(8);
  expect(cost).toEqual([
    { tool: "bash", calls: "3", usd: 6 },
    { tool: "read", calls: "1", usd: 1.5 },
  ]);
  expect(slowest).toMatchObject([
    { tool: "bash", source: "two.jsonl", took: { micros: "9000000" } },
    { tool: "bash", source: "one.jsonl", took: { micros: "4000000" } },
    { tool: "bash" },
    { tool: "read", input: '{"path":"a"}' },
  ]);
  expect(failing).toEqual([{ command: "make", calls: "2", failed: "2" }]);
  expect(turns).toMatchObject([
    { source: "two.jsonl", turn: "1", calls: "2", failed: "1" },
    { source: "one.jsonl", turn: "1", calls: "2", failed: "1", output_tokens: "100000" },
  ]);
  expect(kinds).toMatchObject([
    { records: "4", longest: expect.any(String) },
    { records: "4" },
    { records: "2" },
    { records: "2" },
  ]);
  expect(dearest?.[0]).toMatchObject({ source: "one.jsonl", output_tokens: "100000" });
});
