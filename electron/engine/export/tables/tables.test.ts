// What other programs read in the tables: DuckDB reads both forms, hyparquet the columns of the second.

import fs from "node:fs";
import path from "node:path";
import { asyncBufferFromFile, parquetReadObjects } from "hyparquet";
import { describe, expect, it } from "vitest";
import type { ExportKind } from "../../../../shared/exports.ts";
import { fail } from "../../../../shared/result.ts";
import { openedTranscripts } from "../../../testing/openedTranscripts.ts";
import { runExport } from "../runExport.ts";
import { askDuckDb } from "./testing/askDuckDb.ts";

const { makeFolder, transcriptOf } = openedTranscripts();

async function exported(text: string, as: ExportKind, filter = ""): Promise<string> {
  const target = path.join(makeFolder(), `out.${as}`);
  const options = { as, filter, pretty: false, dropRaw: false } as const;
  expect(await runExport(await transcriptOf(text, 'a "log", of mine.jsonl'), options, target)).toMatchObject({
    ok: true,
  });
  return target;
}

const events = [
  { type: "RUN_STARTED", threadId: "t", runId: "=1+1", timestamp: 1_767_225_600_123 },
  { type: "TEXT_MESSAGE_START", messageId: 'a "quoted", id', role: "assistant" },
  {
    type: "TOOL_CALL_START",
    toolCallId: "line\nbreak\u2028and more",
    toolCallName: "shell",
    timestamp: 1_767_225_601_000,
  },
  { type: "TOOL_CALL_END", toolCallId: "\ud800 alone" },
  { type: "RUN_ERROR", message: "no", timestamp: 1_767_225_602_500 },
].map((event) => JSON.stringify(event));
const log = `${events.join("\n")}\nbroken\n`;

const wanted = [
  { record: "0", line: "1", kind: "RUN_STARTED", pair: "=1+1", error: false, malformed: false },
  { record: "1", line: "2", kind: "TEXT_MESSAGE_START", role: "assistant", pair: 'a "quoted", id' },
  { record: "2", line: "3", kind: "TOOL_CALL_START", tool: "shell", pair: "line\nbreak\u2028and more" },
  { record: "3", line: "4", kind: "TOOL_CALL_END", time: null, pair: "\ufffd alone" },
  { record: "4", line: "5", kind: "RUN_ERROR", tool: null, pair: null, error: true },
  { record: "5", line: "6", error: false, malformed: true },
];

describe("a table of the index", () => {
  it.each(["csv", "parquet"] as const)("is read by DuckDB as %s with the right types and values", async (as) => {
    const file = await exported(log, as);
    const table = as === "csv" ? `read_csv('${file}')` : `'${file}'`;
    const rows = await askDuckDb(`select * from ${table} order by record`);
    expect(rows).toMatchObject(wanted);
    expect(rows[1]).toMatchObject({
      source: 'a "log", of mine.jsonl',
      offset: String(Buffer.byteLength(events[0] ?? "") + 1),
      length: String(Buffer.byteLength(events[1] ?? "")),
    });
    const [times] = await askDuckDb(
      `select epoch_ms(min(time)) as first, epoch_ms(max(time)) as last, count(time) as known from ${table}`,
    );
    expect(times).toEqual({ first: "1767225600123", last: "1767225602500", known: "3" });
  });

  it("is read by another reader of Parquet alike", async () => {
    const file = await asyncBufferFromFile(await exported(log, "parquet"));
    const rows = await parquetReadObjects({ file });
    expect(rows.map(({ record, pair, error }) => ({ record, pair, error }))).toEqual(
      wanted.map(({ record, pair }, row) => ({
        record: BigInt(record),
        pair: row === 5 ? null : pair,
        error: row === 4,
      })),
    );
    expect(rows[0]?.time).toEqual(new Date(1_767_225_600_123));
  });

  it.each(["csv", "parquet"] as const)(
    "holds the records that pass, is the same every time, and may be empty: %s",
    async (as) => {
      const some = await exported(log, as, "kind:TOOL_*");
      const again = await exported(log, as, "kind:TOOL_*");
      expect(fs.readFileSync(some).equals(fs.readFileSync(again))).toBe(true);
      const from = (file: string) => (as === "csv" ? `read_csv('${file}')` : `'${file}'`);
      expect(await askDuckDb(`select record::int as record from ${from(some)}`)).toEqual([
        { record: 2 },
        { record: 3 },
      ]);
      const none = await exported(log, as, "kind:NEVER");
      expect(await askDuckDb(`select count(*)::int as rows from ${from(none)}`)).toEqual([{ rows: 0 }]);
    },
  );

  it.each(["csv", "parquet"] as const)("has a row for each of many records, in several batches: %s", async (as) => {
    const line = (number: number) =>
      `{"type":"TOOL_CALL_${number % 2 === 0 ? "START" : "END"}","toolCallId":"call-${number}","timestamp":${1e12 + number}}\n`;
    const file = await exported(Array.from({ length: 50_000 }, (_, number) => line(number)).join(""), as);
    const table = as === "csv" ? `read_csv('${file}')` : `'${file}'`;
    const [sums] = await askDuckDb(
      `select count(*)::int as rows, count(distinct pair)::int as ids, sum(epoch_ms(time) - 1e12::bigint - record)::int as off,
        count(*) filter (kind <> if(record % 2 = 0, 'TOOL_CALL_START', 'TOOL_CALL_END'))::int as wrong from ${table}`,
    );
    expect(sums).toEqual({ rows: 50_000, ids: 50_000, off: 0, wrong: 0 });
  });

  it("pairs calls with their results", async () => {
    const call = (id: string, type: string, timestamp: number) =>
      JSON.stringify({
        type,
        toolCallId: id,
        ...(type === "TOOL_CALL_START" ? { toolCallName: "shell" } : {}),
        timestamp,
      });
    const start = 1_767_225_600_000;
    const lines = [
      call("a", "TOOL_CALL_START", start),
      call("b", "TOOL_CALL_START", start + 1000),
      call("b", "TOOL_CALL_RESULT", start + 1500),
      call("a", "TOOL_CALL_RESULT", start + 9000),
    ];
    const file = await exported(`${lines.join("\n")}\n`, "parquet");
    const slowest = await askDuckDb(
      `select c.tool, c.pair, epoch_ms(max(r.time) - min(c.time))::int as took
       from '${file}' c join '${file}' r on r.source = c.source and r.pair = c.pair and r.record > c.record
       where c.tool is not null group by all order by took desc limit 10`,
    );
    expect(slowest).toEqual([
      { tool: "shell", pair: "a", took: 9000 },
      { tool: "shell", pair: "b", took: 500 },
    ]);
  });

  it.each(["csv", "parquet"] as const)("leaves nothing of %s when it is cancelled", async (as) => {
    const transcript = await transcriptOf('{"type":"T"}\n'.repeat(50_000));
    const folder = makeFolder();
    const controller = new AbortController();
    const options = { as, filter: "", pretty: false, dropRaw: false } as const;
    const result = await runExport(transcript, options, path.join(folder, "out"), {
      signal: controller.signal,
      onProgress: ({ stage }) => {
        if (stage === "writing rows") controller.abort();
      },
    });
    expect(result).toEqual(fail({ code: "cancelled" }));
    expect(fs.readdirSync(folder)).toEqual([]);
  });
});
