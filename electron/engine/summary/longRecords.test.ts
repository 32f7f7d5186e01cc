// Records and texts beyond what is ever held: they are read in parts, and what is not looked at is said.

import { describe, expect, it } from "vitest";
import { decodedRecordBytes, keptTextBytes, shownAnswerBytes } from "../../../shared/limits.ts";
import { summaryOf, transcriptOf } from "../../testing/summaryOf.ts";
import { checkSource } from "../check/checkFile.ts";
import { Condenser } from "../formats/condense.ts";
import { createMemorySource } from "../source/memorySource.ts";

const mebibyte = 1024 * 1024;
const at = "2026-03-01T10:00:00.000Z";
const header = { type: "session", version: 3, id: "s1", timestamp: at, cwd: "/home/me/garden" };
const prompt = { type: "message", id: "a1", parentId: null, timestamp: at, message: { role: "user", content: "Sing" } };
const answerOf = (content: object) => ({
  ...{ type: "message", id: "a2", parentId: "a1", timestamp: at },
  message: { role: "assistant", content: [content], stopReason: "stop" },
});

describe("a record of more than is held at once", () => {
  it("is read in parts: a text of 65 MiB costs what its beginning does, and all of it counts", async () => {
    const text = "rosé ".repeat((65 * mebibyte) / 6 + 1);
    const line = answerOf({ type: "text", text });
    const summary = await summaryOf([header, prompt, line]);
    expect(summary).toMatchObject({ prompts: 1, answers: 1, end: "completed", malformed: 0 });
    expect(summary.result?.bytes).toBe(Buffer.byteLength(text));
    expect(summary.result?.cut).toBe(true);
    expect(Buffer.byteLength(summary.result?.text ?? "")).toBeLessThanOrEqual(shownAnswerBytes);
    expect(text.startsWith(summary.result?.text ?? "-")).toBe(true);
    const source = createMemorySource(JSON.stringify(line));
    const { value, complete } = new Condenser().read(source, { offset: 0, length: source.size });
    expect(complete).toBe(true);
    expect(JSON.stringify(value).length).toBeLessThan(2 * keptTextBytes);
  });

  it("is not decoded whole: of 20 MiB of small members the first are looked at, and check says so", async () => {
    const details = Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`bed ${n}`, "a rose ".repeat(160)]));
    const lines = [header, prompt, { ...answerOf({ type: "text", text: "La" }), details }];
    const source = createMemorySource(transcriptOf(lines), "session.jsonl");
    expect(source.size).toBeGreaterThan(20 * mebibyte);
    const record = createMemorySource(JSON.stringify(lines[2]));
    const { value, complete } = new Condenser().read(record, { offset: 0, length: record.size });
    expect(complete).toBe(false);
    // The last value that had room may go beyond.
    expect(JSON.stringify(value).length).toBeLessThan(decodedRecordBytes + keptTextBytes);
    expect(await summaryOf(lines)).toMatchObject({ prompts: 1, answers: 1, result: { text: "La" }, malformed: 0 });
    const rules: string[] = [];
    await checkSource(source, { onFinding: ({ rule }) => rules.push(rule) });
    expect(rules).toEqual(["cut-output"]);
  });
});
