// What is asked of single records and of the kinds behind a filter, by way of an opened transcript.

import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { parseFilter } from "../../shared/filter/filter.ts";
import { temporaryFolders } from "../testing/temporaryFolders.ts";
import { runNow } from "./conversation/pacer.ts";
import { citedHash, hashRecord } from "./query/citation.ts";
import { openTranscript } from "./session.ts";

const newFolder = temporaryFolders();

const event = (type: string, id: string, more: object = {}) => ({ type, toolCallId: id, ...more });
const records = [
  { type: "RUN_STARTED", threadId: "t", runId: "r" },
  event("TOOL_CALL_START", "c1", { toolCallName: "weather", timestamp: 1_780_000_000_000 }),
  event("TOOL_CALL_START", "c2", { toolCallName: "trains" }),
  event("TOOL_CALL_ARGS", "c1", { delta: '{"city":"Lyon"}' }),
  event("TOOL_CALL_END", "c1"),
  event("TOOL_CALL_RESULT", "c1", { messageId: "m1", content: "sunny", timestamp: 1_780_000_001_600 }),
  event("TOOL_CALL_RESULT", "c2", { messageId: "m2", content: "sunny too" }),
  { type: "RUN_FINISHED", threadId: "t", runId: "r" },
];

async function opened(values: readonly unknown[] = records) {
  const file = path.join(newFolder(), "log.jsonl");
  fs.writeFileSync(file, values.map((record) => JSON.stringify(record)).join("\n"));
  const transcript = await openTranscript(file);
  if (!transcript.ok) throw new Error(transcript.failure.code);
  await transcript.value.whenIndexed();
  return transcript.value;
}

it("finds the records of a call on both sides", async () => {
  const transcript = await opened();
  const { before, after, whole } = runNow(transcript.related(4));
  expect(before.map(({ record }) => record)).toEqual([1, 3]);
  expect(after).toMatchObject([{ record: 5, kind: "TOOL_CALL_RESULT", time: 1_780_000_001_600 }]);
  expect(before[0]).toMatchObject({ tool: "weather", time: 1_780_000_000_000 });
  expect(whole).toBe(true);
  transcript.close();
});

it("knows the run that a record belongs to", async () => {
  const run = { type: "RUN_STARTED", threadId: "t", runId: "r" };
  const transcript = await opened([records[1], ...records, ...records, run]);
  const at = async (record: number) => {
    const { turns, turn, next } = await transcript.turnAt(record);
    return [turn?.begins.record, turn?.number, turns, next];
  };
  expect(await at(0)).toEqual([undefined, undefined, 3, 1]);
  expect(await at(1)).toEqual([1, 1, 3, 9]);
  expect(await at(8)).toEqual([1, 1, 3, 9]);
  expect(await at(9)).toEqual([9, 2, 3, 17]);
  expect(await at(17)).toEqual([17, 3, 3, undefined]);
  transcript.close();
});

it("counts the kinds behind a filter, with a search and without", async () => {
  const transcript = await opened();
  const counted = async (text: string) => {
    const filter = parseFilter(text);
    if (!filter.ok) throw new Error(filter.failure.message);
    const view = transcript.query(filter.value);
    await view.whenComplete();
    const kinds = Object.fromEntries(transcript.kindsIn(view).map(({ kind, count }) => [kind, count]));
    view.close();
    return kinds;
  };
  expect(await counted("sunny")).toEqual({ TOOL_CALL_RESULT: 2 });
  expect(await counted("bytes<1000 -sunny")).toEqual({
    RUN_STARTED: 1,
    TOOL_CALL_START: 2,
    TOOL_CALL_ARGS: 1,
    TOOL_CALL_END: 1,
    RUN_FINISHED: 1,
  });
  expect(await counted("kind:RUN_*")).toEqual({ RUN_STARTED: 1, RUN_FINISHED: 1 });
  transcript.close();
});

it("cites a record by the hash of its bytes", async () => {
  const transcript = await opened();
  const place = transcript.record(5);
  if (!place.ok) throw new Error("there is no such record");
  const expected = createHash("sha256").update(JSON.stringify(records[5])).digest("hex");
  expect(runNow(hashRecord(transcript.source, place.value))).toBe(expected);
  expect(citedHash(expected)).toBe(expected.slice(0, 16));
  transcript.close();
});
