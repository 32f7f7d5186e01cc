import { describe, expect, it } from "vitest";
import { transcriptOf } from "../../testing/summaryOf.ts";
import { CheckedEntries } from "../check/checkedEntries.ts";
import { Findings } from "../check/findings.ts";
import { agui } from "../formats/agui/agui.ts";
import { createMemorySource } from "../source/memorySource.ts";
import { Entries } from "./entries.ts";
import { readEntries } from "./readEntries.ts";

const at = 1_772_359_200_000;
const log: readonly unknown[] = [
  { type: "TEXT_MESSAGE_CONTENT", messageId: "m0", delta: "Too early.", timestamp: at - 5000 },
  { type: "RUN_STARTED", threadId: "t1", runId: "r1" },
  '{"type":"TEXT_MESSAGE_ST\\u0041RT","messageId":"m1","timestamp":"2026-03-01T10:00:01Z"}',
  { type: "TEXT_MESSAGE_CONTENT", messageId: "m1", delta: "Roses.", timestamp: at + 90_000 },
  '{"type":"TEXT_MESSAGE_CONTENT","delta":nope}',
  { type: "SUBAGENT_STARTED", subagentRunId: "s1" },
  { type: "RUN_ERROR", message: "The bed is full." },
  { type: 7, timestamp: at + 91_000 },
];

async function read(lines: readonly unknown[], entries: Entries, prefix: readonly string[] = []) {
  const source = createMemorySource(transcriptOf(lines), "log.jsonl");
  const facts = await readEntries(source, { format: agui, time: [[...prefix, "timestamp"]], prefix }, entries);
  return { facts, errors: entries.errors, ended: entries.ended, subagents: entries.subagents };
}

describe("records that mean nothing to a reader", () => {
  const expected = {
    facts: { records: 8, malformed: 1, started: at - 5000, ended: at + 91_000 },
    errors: [{ record: 6, message: "The bed is full." }],
    ended: "failed",
    subagents: 1,
  };

  it("count with their times, and change nothing", async () => {
    expect(await read(log, new Entries())).toEqual(expected);
  });

  it("count inside of other records, too", async () => {
    const wrapped = log.map((event) => `{"n":1,"event":${typeof event === "string" ? event : JSON.stringify(event)}}`);
    expect(await read(wrapped, new Entries(), ["event"])).toEqual(expected);
  });

  it("count as many as they are where they come many in a row, and with the least and greatest of their times", async () => {
    const pieces = Array.from({ length: 500 }, (_, piece) => ({
      type: "TEXT_MESSAGE_CONTENT",
      messageId: "m1",
      delta: ` piece ${piece}`,
      timestamp: at + 1000 * ((piece * 7) % 90),
    }));
    const source = createMemorySource(transcriptOf([log[1], ...pieces, ...log]), "log.jsonl");
    const reading = { format: agui, time: [["timestamp"]] };
    const facts = await readEntries(source, reading, new Entries());
    const asked: number[] = [];
    const accepts = (record: number): boolean => asked.push(record) > 0;
    expect(facts).toEqual(await readEntries(source, { ...reading, accepts }, new Entries()));
    expect(facts).toMatchObject({ records: 509, started: at - 5000, ended: at + 91_000 });
    expect(asked).toEqual(Array.from({ length: 509 }, (_, record) => record));
  });

  it("are read when somebody listens to findings", async () => {
    const rules: string[] = [];
    const entries = new CheckedEntries(new Findings(({ rule }) => rules.push(rule)));
    expect(await read(log, entries)).toEqual(expected);
    expect(rules).toEqual(expect.arrayContaining(["event-outside-run", "unknown-message", "bad-event"]));
  });
});
