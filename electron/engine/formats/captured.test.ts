// A record that is read by its fields says what it says as a whole value: of whatever reader looks at fields, conversations read in both
// ways are held to each other, of generated transcripts, of ones that are changed at random and, with SEEKLINE_CORPUS, of real ones.

import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RuleName } from "../../../shared/findings.ts";
import { generateLog } from "../../cli/generator/generateLog.ts";
import { changedLines } from "../../testing/changedLines.ts";
import { familySessions } from "../../testing/familySessions.ts";
import { sessionsWithAgents } from "../../testing/sessionsWithAgents.ts";
import { transcriptOf } from "../../testing/summaryOf.ts";
import { RecordCheck } from "../check/checkRecords.ts";
import { Findings } from "../check/findings.ts";
import { Entries } from "../conversation/entries.ts";
import { readEntries } from "../conversation/readEntries.ts";
import { openFile } from "../source/fileSource.ts";
import { createMemorySource } from "../source/memorySource.ts";
import type { Source } from "../source/source.ts";
import type { Format } from "./format.ts";
import { recognise } from "./recognition.ts";
import { readSample } from "./sample.ts";

class AllEntries extends Entries {
  readonly #findings: Findings;

  constructor(findings: Findings) {
    super();
    this.#findings = findings;
  }

  override get wantsFindings(): boolean {
    return true;
  }

  override finding(rule: RuleName, message: string): void {
    this.#findings.add({ rule, record: this.record.number, line: this.record.line, message });
  }
}

/** The same format, whose reader looks at no field. */
function readingWhole(format: Format): Format {
  const { conversation } = format;
  if (conversation === undefined) return format;
  return {
    ...format,
    conversation: async (operations, context) => {
      const reader = await conversation(operations, context);
      const { passedOver } = reader;
      return {
        passedOver,
        take: (record) => reader.take(record),
        takeDamaged: (beginning) => reader.takeDamaged?.(beginning),
        end: reader.end === undefined ? undefined : () => reader.end?.(),
      };
    },
  };
}

/** All that a reading gives. */
async function read(source: Source, format: Format, time: Parameters<typeof readEntries>[1]["time"]) {
  const findings: unknown[] = [];
  const found = new Findings((finding) => findings.push(finding));
  const entries = new AllEntries(found);
  const records = new RecordCheck(found);
  const facts = await readEntries(source, { format, time }, entries, {
    onRecord: (record, complete) => records.take(record, complete),
    onDamaged: (record) => records.takeDamaged(record),
  });
  const all = Array.from({ length: entries.count }, (_, n) => {
    const entry = n + 1;
    return {
      sort: entries.sort(entry),
      state: [entries.speaker(entry), entries.outcomeOf(entry), entries.exitCodeOf(entry)],
      marks: entries.marksOf(entry),
      has: [entries.hasText(entry), entries.hasContent(entry), entries.hasReasoning(entry), entries.hasResult(entry)],
      result: [entries.hasMadeUpResult(entry), entries.hasResultInParts(entry), entries.hasFirstResult(entry)],
      place: [entries.recordOf(entry), entries.lineOf(entry), entries.timeOf(entry), entries.resultTimeOf(entry)],
      names: [entries.nameOf(entry), entries.idOf(entry), entries.ownerOf(entry)],
      cut: entries.cuts.of(entry),
      pieces: entries.pieces.of(entry, true),
    };
  });
  const { models, sources, errors, errorCount, costInUsd, ended, isTurnOpen, subagents, turnFrom, usages } = entries;
  const totals = { models: [...models], sources: [...sources], errors, errorCount, costInUsd, ended, isTurnOpen };
  const tokens = [usages.totals(), usages.byModel(), usages.largest(20)];
  return { facts, findings, all, totals, subagents, turnFrom, tokens };
}

async function expectSame(source: Source): Promise<void> {
  const { format, plan, choice } = recognise(readSample(source).heads, {});
  if (choice.prefix.length > 0) return;
  expect(await read(source, format, plan.time)).toEqual(await read(source, readingWhole(format), plan.time));
}

async function generated(shape: "claude-session" | "rollout", seed: number): Promise<string> {
  const blocks: Uint8Array[] = [];
  await generateLog({ shape, seed, bytes: 300_000 }, { write: (block) => void blocks.push(Uint8Array.from(block)) });
  return Buffer.concat(blocks).toString();
}

const sessions: Readonly<Record<string, readonly object[]>> = { ...familySessions, ...sessionsWithAgents };

describe("records that are read by their fields", () => {
  it.each(["claude-session", "rollout"] as const)("are what they are as values in a generated %s", async (shape) => {
    await expectSame(createMemorySource(await generated(shape, 3), "session.jsonl"));
  });

  it.each(["claude-code", "codex-rollout"])(
    "are what they are as values when a %s is changed",
    async (family) => {
      const shape = family === "claude-code" ? "claude-session" : "rollout";
      const lines = [
        ...transcriptOf(sessions[family] ?? []).split("\n"),
        ...(await generated(shape, 5)).split("\n").slice(0, 40),
      ].filter((line) => line !== "");
      await fc.assert(
        fc.asyncProperty(changedLines(lines), async (text) => {
          await expectSame(createMemorySource(text, "session.jsonl"));
        }),
        { numRuns: process.env.SEEKLINE_LARGE === undefined ? 40 : 1500 },
      );
    },
    300_000,
  );
});

const corpus = process.env.SEEKLINE_CORPUS;
const files = corpus === undefined ? [] : fs.globSync("**/*.{jsonl,ndjson,log}", { cwd: corpus });

describe.runIf(corpus !== undefined)("records of a real transcript that are read by their fields", () => {
  it.each(files)("are what they are as values: %s", async (file) => {
    const opened = openFile(path.join(corpus ?? "", file));
    if (!opened.ok) return;
    try {
      await expectSame(opened.value);
    } finally {
      opened.value.close();
    }
  });
});
