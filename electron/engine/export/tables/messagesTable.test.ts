// The conversation as a table, read by others.

import path from "node:path";
import { asyncBufferFromFile, parquetReadObjects } from "hyparquet";
import { describe, expect, it } from "vitest";
import { openedTranscripts } from "../../../testing/openedTranscripts.ts";
import { summaryOf } from "../../../testing/summaryOf.ts";
import { runExport } from "../runExport.ts";
import { askDuckDb } from "./testing/askDuckDb.ts";
import { gardenSession, gardenStart } from "./testing/gardenSession.ts";

const { makeFolder, transcriptOf } = openedTranscripts();

async function exported(text: string, table: "messages" | "records", as: "csv" | "parquet" = "parquet", filter = "") {
  const target = path.join(makeFolder(), `out.${as}`);
  const options = { as, table, filter, pretty: false, dropRaw: false } as const;
  const written = await runExport(await transcriptOf(text), options, target);
  expect(written).toMatchObject({ ok: true });
  return { file: target, from: as === "csv" ? `read_csv('${target}')` : `'${target}'`, written };
}

const tokens = { input: 30, output: 7 };
const session = gardenSession([
  { tool: "bash", input: { command: "make" }, ms: 4000, failed: true, tokens },
  { tool: "read", input: { path: "ü".repeat(3000) }, ms: 10, failed: false, tokens },
]);

describe("a table of the messages", () => {
  it.each(["csv", "parquet"] as const)("has a row for each message and call: %s", async (as) => {
    const { from, written } = await exported(session, "messages", as);
    const rows = await askDuckDb(
      `select * replace (epoch_ms(first_time) as first_time, epoch_ms(last_time) as last_time) from ${from} order by message`,
    );
    const at = String(gardenStart);
    const answer = {
      role: "assistant",
      live: true,
      model: "claude-sonnet-4-5",
      input_tokens: "30",
      output_tokens: "7",
    };
    expect(rows).toMatchObject([
      {
        message: "1",
        role: "user",
        turn: "1",
        first_record: "1",
        first_time: at,
        text_bytes: "14",
        input_tokens: null,
      },
      { message: "2", ...answer, turn: "1", first_record: "2", last_record: "2", text_bytes: "10", attachments: "0" },
      {
        ...{ message: "3", role: "tool", turn: "1", parent: "2", tool: "bash", call: "c0", error: true },
        ...{ first_record: "2", last_record: "3", first_time: at, last_time: String(gardenStart + 4000) },
        ...{ input: '{"command":"make"}', input_bytes: "18", text_bytes: "6", output_tokens: null },
      },
      { message: "4", ...answer },
      { message: "5", tool: "read", parent: "4", error: false, input_bytes: "6011" },
    ]);
    expect(String(rows[4]?.input)).toHaveLength(2000);
    expect(written).toMatchObject({ value: { recordsIn: 6, messages: 3, toolCalls: 2 } });
  });

  it("is read by another reader of Parquet alike", async () => {
    const { file } = await exported(session, "messages");
    const rows = await parquetReadObjects({ file: await asyncBufferFromFile(file) });
    expect(rows).toHaveLength(5);
    expect(rows[2]).toMatchObject({
      message: 3n,
      turn: 1n,
      call: "c0",
      error: true,
      first_time: new Date(gardenStart),
    });
    expect(rows[0]).toMatchObject({ marks: "", live: true, call: null, input: null });
  });

  it("counts the tokens that the summary counts", async () => {
    const { from } = await exported(session, "messages");
    const [sums] = await askDuckDb(
      `select sum(input_tokens)::int as input, sum(cached_input_tokens)::int as cached, sum(output_tokens)::int as output from ${from}`,
    );
    const { tokens: told } = await summaryOf(session.trimEnd().split("\n"));
    expect(sums).toEqual({ input: told?.input, cached: told?.cachedInput, output: told?.output });
  });

  it("says nothing of a count that is too large to be exact, in either form", async () => {
    const tokens = { input: 1e19, output: 7 };
    const text = gardenSession([{ tool: "bash", input: {}, ms: 1, failed: false, tokens }]);
    for (const as of ["csv", "parquet"] as const) {
      const { from } = await exported(text, "messages", as);
      const rows = await askDuckDb(`select input_tokens, output_tokens from ${from} where message = 2`);
      expect(rows, as).toEqual([{ input_tokens: null, output_tokens: "7" }]);
    }
  });

  it("tells what was taken back, is of several threads, or has no end", async () => {
    const events = [
      { type: "RUN_STARTED", threadId: "a", runId: "1" },
      { type: "TEXT_MESSAGE_CHUNK", messageId: "u1", role: "user", delta: "Say" },
      { type: "TOOL_CALL_CHUNK", toolCallId: "c1", toolCallName: "look", delta: "{}" },
      { type: "RUN_STARTED", threadId: "b", runId: "2" },
      { type: "TEXT_MESSAGE_CHUNK", messageId: "u2", role: "user", delta: "half \ud83d" },
      { type: "MESSAGES_SNAPSHOT", messages: [{ id: "u3", role: "user", content: "Other" }] },
    ];
    const log = events.map((event) => `${JSON.stringify(event)}\n`).join("");
    const { from } = await exported(log, "messages");
    const rows = await askDuckDb(`select * from ${from} order by message`);
    expect(rows).toMatchObject([
      { id: "u1", live: true, text_bytes: "3" },
      { id: "c1", role: "assistant", text_bytes: "0" },
      { call: "c1", marks: "open", error: null, text_bytes: null },
      // The ruler that says whose run begins.
      { id: null, call: null },
      { id: "u2", live: false, marks: "undone", text_bytes: "8" },
      { id: "u3", live: true },
    ]);
  });

  it("holds what the records that pass say, and is refused where there is no conversation", async () => {
    const { from } = await exported(session, "messages", "csv", "-role:toolResult");
    expect(await askDuckDb(`select count(error)::int as known, count(*)::int as rows from ${from}`)).toEqual([
      { known: 0, rows: 5 },
    ]);
    const options = { as: "csv", table: "messages", filter: "", pretty: false, dropRaw: false } as const;
    const refused = await runExport(await transcriptOf('{"a":1}\n'), options, path.join(makeFolder(), "out.csv"));
    expect(refused).toMatchObject({ ok: false, failure: { code: "not-a-conversation" } });
  });
});

describe("a table of the records", () => {
  it("says which message and turn each is of, whatever the filter hides", async () => {
    const { from } = await exported(session, "records");
    const all = await askDuckDb(`select record, message, turn from ${from} order by record`);
    expect(all).toEqual([
      { record: "0", message: null, turn: "0" },
      { record: "1", message: "1", turn: "1" },
      { record: "2", message: "2", turn: "1" },
      { record: "3", message: "3", turn: "1" },
      { record: "4", message: "4", turn: "1" },
      { record: "5", message: "5", turn: "1" },
    ]);
    const results = await exported(session, "records", "csv", "role:toolResult");
    expect(await askDuckDb(`select record, message, turn from ${results.from} order by record`)).toEqual(
      all.filter(({ record }) => record === "3" || record === "5"),
    );
  });

  it("leaves both empty where there is no conversation", async () => {
    const { from } = await exported('{"a":1}\n{"a":2}\n', "records");
    expect(await askDuckDb(`select message, turn from ${from}`)).toEqual([
      { message: null, turn: null },
      { message: null, turn: null },
    ]);
  });
});
