// A reading that is kept at the end of a line and goes on as another one comes to the same entries as one that never stopped.

import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FormatName } from "../../../shared/transcript.ts";
import { anyRecord } from "../../testing/anyRecords.ts";
import { growingSource } from "../../testing/growingSource.ts";
import { digestOf, MemoryArchive } from "../../testing/memoryArchive.ts";
import { transcriptOf } from "../../testing/summaryOf.ts";
import { recognise } from "../formats/recognition.ts";
import { readSample } from "../formats/sample.ts";
import { ShownEntries } from "../items/shownEntries.ts";
import { createMemorySource } from "../source/memorySource.ts";
import type { Source } from "../source/source.ts";
import { openEntries } from "./readEntries.ts";

const corpus = process.env.SEEKLINE_CORPUS;
const keepable: readonly FormatName[] = ["claude-code", "codex-rollout", "droid", "pi", "qwen", "copilot"];
const newline = 0x0a;

async function openPass(source: Source, format: FormatName) {
  const entries = new ShownEntries();
  const { format: family, plan } = recognise([], { format });
  const pass = await openEntries(source, { format: family, time: plan.time, withMessages: true }, entries);
  return { pass, told: () => ({ facts: pass.facts, entries: digestOf(entries, () => new ShownEntries()) }) };
}

/** What is read when the reading is kept at the ends of the first so many lines, one after the other, and always goes on as another one. */
async function readThrough(bytes: Uint8Array, format: FormatName, ends: readonly number[]) {
  const source = growingSource(bytes);
  let reading = await openPass(source, format);
  for (const end of ends) {
    source.size = end;
    await reading.pass.readLines();
    const archive = new MemoryArchive();
    for (const _ of reading.pass.archive(archive));
    archive.rewind();
    reading = await openPass(source, format);
    for (const _ of reading.pass.archive(archive));
    expect(archive.isDone).toBe(true);
  }
  source.size = bytes.length;
  await reading.pass.readOn();
  return reading.told();
}

function lineEndsOf(bytes: Uint8Array): readonly number[] {
  const ends: number[] = [];
  for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) ends.push(at + 1);
  return ends;
}

/** Lines that are no record, or more than one, or less. */
const odd = fc.constantFrom("", " ", "[1]", ",", '{"type":"user"}{"type":"user"}', '{"type":', "null,", "}");

describe.each(keepable)("a reading of %s that is kept behind each line", (format) => {
  it("is as one that never stopped, whatever its records are", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof({ weight: 8, arbitrary: anyRecord }, odd), { minLength: 1, maxLength: 12 }),
        async (lines) => {
          const bytes = Buffer.from(transcriptOf(lines));
          expect(await readThrough(bytes, format, lineEndsOf(bytes))).toEqual(await readThrough(bytes, format, []));
        },
      ),
      { numRuns: 20 },
    );
  });
});

const user = (uuid: string, parentUuid: string | null, text: string) => ({
  ...{ type: "user", uuid, parentUuid, sessionId: "s", timestamp: `2026-03-01T10:00:0${uuid}.000Z` },
  message: { role: "user", content: text },
});
const answer = (uuid: string, parentUuid: string) => ({
  ...{ type: "assistant", uuid, parentUuid, sessionId: "s", timestamp: `2026-03-01T10:00:0${uuid}.000Z` },
  message: { id: `m${uuid}`, role: "assistant", model: "m", content: [{ type: "text", text: `On ${uuid}.` }] },
});

it("knows the prompts that were taken back in a session that was kept before or behind", async () => {
  const lines = [
    ...[user("1", null, "Plant"), answer("2", "1"), user("3", "2", "Water"), answer("4", "3")],
    ...[user("5", "2", "Prune"), answer("6", "5"), answer("4", "3"), user("7", "6", "Pick"), answer("8", "7")],
  ];
  const bytes = Buffer.from(transcriptOf(lines));
  const whole = await readThrough(bytes, "claude-code", []);
  expect(await readThrough(bytes, "claude-code", lineEndsOf(bytes))).toEqual(whole);
  for (const end of lineEndsOf(bytes)) expect(await readThrough(bytes, "claude-code", [end])).toEqual(whole);
});

const at = (second: number) => ({ timestamp: `2026-03-01T10:00:${10 + second}.000Z` });
const said = (role: string, text: string, more: object = {}) => ({ message: { role, content: text, ...more } });
const parts = (role: string, ...told: readonly object[]) => ({ message: { role, parts: told } });
const copilot = (type: string, id: string, data: object) => ({ type, id, ...at(1), data });

/** By family, lines whose meaning hangs on what was said long before. */
const scenes: Partial<Record<FormatName, readonly object[]>> = {
  droid: [
    { type: "session_start", id: "s", parent: "t", forkedAtMessageId: "b" },
    { type: "message", id: "a", ...said("user", "Plant") },
    { type: "message", id: "b", ...said("assistant", "Planted.") },
    { type: "message", id: "c", ...said("user", "Water") },
    { type: "message", id: "d", ...said("assistant", "Watering") },
    { type: "todo_state", id: "e" },
    {
      ...{ type: "message", id: "f" },
      ...said("user", "Your previous response ended before completion.", { visibility: "llm_only" }),
    },
  ],
  pi: [
    { type: "session", id: "s", cwd: "/", parentSession: "/t.jsonl", ...at(5) },
    { type: "message", id: "a", ...at(1), ...said("user", "Plant") },
    {
      ...{ type: "message", id: "b", parentId: "a", ...at(6) },
      ...said("assistant", "Planted.", {
        ...{ timestamp: 5, responseId: "r", stopReason: "length" },
        usage: { input: 1, output: 2, cost: { total: 0.25 } },
      }),
    },
    { type: "message", id: "c", parentId: "a", ...at(7), ...said("user", "Water") },
    {
      ...{ type: "message", id: "d", parentId: "a", ...at(8) },
      ...said("assistant", "Planted.", {
        ...{ timestamp: 5, responseId: "r", stopReason: "stop" },
        usage: { input: 1, output: 2, cost: { total: 0.5 } },
      }),
    },
    {
      ...{ type: "message", id: "e", parentId: "d", ...at(9) },
      ...said("assistant", "Watered.", { stopReason: "stop", usage: { input: 3, output: 4, cost: { total: 0.5 } } }),
    },
    { type: "label" },
  ],
  qwen: [
    { uuid: "a", parentUuid: null, sessionId: "s", type: "user", ...at(1), ...parts("user", { text: "Plant" }) },
    {
      ...{ uuid: "b", parentUuid: "a", sessionId: "s", type: "assistant", ...at(2) },
      ...parts("model", { functionCall: { id: "c1", name: "agent", args: {} } }),
    },
    {
      ...{ uuid: "c", parentUuid: "b", sessionId: "s", type: "assistant", ...at(2) },
      ...parts("model", { functionCall: { id: "c2", name: "agent", args: {} } }),
    },
    {
      ...{ uuid: "d", parentUuid: "c", sessionId: "s", type: "tool_result", ...at(3) },
      ...parts("user", {
        functionResponse: { id: "c1", name: "agent", response: { error: 'Subagent "x" not found' } },
      }),
    },
    { uuid: "e", parentUuid: "a", sessionId: "s", type: "user", ...at(4), ...parts("user", { text: "Water" }) },
    { type: "system" },
  ],
  copilot: [
    copilot("session.start", "a", {}),
    copilot("user.message", "b", { content: "Plant" }),
    copilot("assistant.message", "c", { messageId: "m", content: "Planted.", outputTokens: 3 }),
    copilot("assistant.reasoning", "d", { content: "Roses?" }),
    copilot("hook.end", "e", { output: { decision: "block", reason: "Go on" } }),
    copilot("user.message", "f", { content: "Go on", delivery: "queued" }),
    copilot("tool.user_requested", "g", { arguments: { command: "ls" } }),
    copilot("tool.execution_complete", "h", { toolCallId: "u", isUserRequested: true, result: { content: "beds" } }),
    copilot("assistant.message", "i", { messageId: "n", content: "More.", outputTokens: 4 }),
    copilot("session.shutdown", "j", {
      modelMetrics: { m: { requests: { count: 2 }, usage: { inputTokens: 9, outputTokens: 7 } } },
    }),
    copilot("session.resume", "k", {}),
    copilot("session.snapshot_rewind", "l", { upToEventId: "f" }),
    copilot("session.shutdown", "m", {
      modelMetrics: { m: { requests: { count: 3 }, usage: { inputTokens: 12, outputTokens: 8 } } },
    }),
  ],
};

it.each(Object.entries(scenes))("knows what was said before in a session of %s that was kept", async (name, lines) => {
  const format = keepable.find((one) => one === name) ?? "generic";
  const bytes = Buffer.from(transcriptOf(lines));
  const whole = await readThrough(bytes, format, []);
  expect(await readThrough(bytes, format, lineEndsOf(bytes))).toEqual(whole);
  for (const end of lineEndsOf(bytes)) expect(await readThrough(bytes, format, [end])).toEqual(whole);
});

const isLong = process.env.SEEKLINE_LARGE === "1";
/** Lines of a real transcript, at most, behind which a reading of it is kept in one test. */
const mostKept = isLong ? 40 : 15;
/** Of a real transcript: the few that are longer have the same records, more often. */
const mostBytes = isLong ? 4e6 : 1e6;

describe.runIf(corpus !== undefined)("a reading of a real transcript that is kept", () => {
  it("is as one that never stopped, wherever it was kept", async () => {
    const seen = new Set<FormatName>();
    const names = fs.globSync("**/*.jsonl", { cwd: corpus ?? "" }).sort();
    for (const [number, name] of names.entries()) {
      const bytes = fs.readFileSync(path.join(corpus ?? "", name));
      const { format } = recognise(readSample(createMemorySource(bytes, name)).heads, {});
      if (!keepable.includes(format.name) || bytes.length > mostBytes) continue;
      seen.add(format.name);
      const all = lineEndsOf(bytes);
      const step = Math.ceil(all.length / mostKept);
      const ends = all.filter((_, line) => line % step === number % step);
      expect({ name, ...(await readThrough(bytes, format.name, ends)) }).toEqual({
        name,
        ...(await readThrough(bytes, format.name, [])),
      });
    }
    expect(seen.size).toBe(keepable.length);
  });
});
