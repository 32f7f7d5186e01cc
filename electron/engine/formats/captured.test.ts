// A record that is read by its fields says what it says as a whole value: of whatever reader looks at fields, conversations read in both
// ways are held to each other, of generated transcripts, of ones that are changed at random and, with SEEKLINE_CORPUS, of real ones.

import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { generateLog } from "../../cli/generator/generateLog.ts";
import { changedLines } from "../../testing/changedLines.ts";
import { familySessions } from "../../testing/familySessions.ts";
import { expectSameByFields } from "../../testing/readByFields.ts";
import { sessionsWithAgents } from "../../testing/sessionsWithAgents.ts";
import { transcriptOf } from "../../testing/summaryOf.ts";
import { Entries } from "../conversation/entries.ts";
import { readEntries } from "../conversation/readEntries.ts";
import { openFile } from "../source/fileSource.ts";
import { createMemorySource } from "../source/memorySource.ts";
import { Condenser } from "./condense.ts";
import { recognise } from "./recognition.ts";
import { readSample } from "./sample.ts";

async function generated(shape: "claude-session" | "rollout", seed: number): Promise<string> {
  const blocks: Uint8Array[] = [];
  await generateLog({ shape, seed, bytes: 300_000 }, { write: (block) => void blocks.push(Uint8Array.from(block)) });
  return Buffer.concat(blocks).toString();
}

const sessions: Readonly<Record<string, readonly object[]>> = { ...familySessions, ...sessionsWithAgents };

describe("records that are read by their fields", () => {
  it.each(["claude-session", "rollout"] as const)("are what they are as values in a generated %s", async (shape) => {
    await expectSameByFields(createMemorySource(await generated(shape, 3), "session.jsonl"));
  });

  it.each([
    ["claude-session", 0.02],
    ["rollout", 0.02],
  ] as const)("are made into values in few lines of a generated %s", async (shape, share) => {
    const source = createMemorySource(await generated(shape, 3), "session.jsonl");
    const { format, plan } = recognise(readSample(source).heads, {});
    const whole = vi.spyOn(Condenser.prototype, "read");
    const { records } = await readEntries(source, { format, time: plan.time }, new Entries());
    expect(whole.mock.calls.length).toBeLessThan(share * records);
    whole.mockRestore();
  });

  it.each(["claude-code", "codex-rollout"])("are what they are as values when a %s is changed", async (family) => {
    const shape = family === "claude-code" ? "claude-session" : "rollout";
    const lines = [
      ...transcriptOf(sessions[family] ?? []).split("\n"),
      ...(await generated(shape, 5)).split("\n").slice(0, 40),
    ].filter((line) => line !== "");
    await fc.assert(
      fc.asyncProperty(changedLines(lines), async (text) => {
        await expectSameByFields(createMemorySource(text, "session.jsonl"));
      }),
      { numRuns: process.env.SEEKLINE_LARGE === undefined ? 40 : 1500 },
    );
  });
});

const corpus = process.env.SEEKLINE_CORPUS;
const files = corpus === undefined ? [] : fs.globSync("**/*.{jsonl,ndjson,log}", { cwd: corpus });

describe.runIf(corpus !== undefined)("records of a real transcript that are read by their fields", () => {
  it.each(files)("are what they are as values: %s", async (file) => {
    const opened = openFile(path.join(corpus ?? "", file));
    if (!opened.ok) return;
    try {
      await expectSameByFields(opened.value);
    } finally {
      opened.value.close();
    }
  });
});
