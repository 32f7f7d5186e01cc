// A transcript that only grew is read on from where it was read before, and gives what a fresh reading of all of it gives.

import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { FormatName } from "../../../shared/transcript.ts";
import { anyRecord } from "../../testing/anyRecords.ts";
import { keptIn } from "../../testing/keptReadings.ts";
import { openedConversation } from "../../testing/openedConversation.ts";
import { transcriptOf } from "../../testing/summaryOf.ts";
import { temporaryFolders } from "../../testing/temporaryFolders.ts";
import { recognise } from "../formats/recognition.ts";
import { readSample } from "../formats/sample.ts";
import { progressPlace } from "../index/keptProgress.ts";
import { worthKeeping } from "../index/worthKeeping.ts";
import { openFile } from "../source/fileSource.ts";
import { createMemorySource } from "../source/memorySource.ts";
import { summariseFile } from "../summary/summariseFile.ts";
import { Entries } from "./entries.ts";
import { readFurther } from "./readFurther.ts";

// Else each case would be read behind megabytes of blanks.
vi.mock("../index/worthKeeping.ts", () => ({ worthKeeping: 32 * 1024 }));

const temporaryFolder = temporaryFolders();
const corpus = process.env.SEEKLINE_CORPUS;
/** Of these there are real transcripts. */
const goOnReal: readonly FormatName[] = [
  ...(["claude-code", "codex-rollout", "droid", "pi", "qwen", "copilot", "gemini", "claude-stream", "acp"] as const),
];
const goOn: readonly FormatName[] = [...goOnReal, "kimi", "claude-sdk", "posthog"];
/** What is shorter is not worth keeping anything of. */
const padding = `${" ".repeat(worthKeeping)}\n`;
let cache = "";
let file = "";

beforeEach(() => {
  cache = temporaryFolder();
  vi.stubEnv("SEEKLINE_CACHE_DIR", cache);
  vi.stubEnv("SEEKLINE_THREADS", "1");
  file = path.join(temporaryFolder(), "session.jsonl");
});

/** All that is said of the file as it is now, with what is kept in a folder. */
async function saidWith(folder: string, format: FormatName): Promise<unknown> {
  vi.stubEnv("SEEKLINE_CACHE_DIR", folder);
  const summary = await summariseFile(file, { format });
  return { summary, conversation: (await openedConversation(file, { format })).said };
}

/** The file grows from end to end, and is read there; then `change` does something to it. */
async function expectSame(
  content: Buffer,
  ends: readonly number[],
  format: FormatName,
  change: () => void = () => undefined,
): Promise<void> {
  fs.writeFileSync(file, padding);
  let end = 0;
  for (const next of ends) {
    fs.appendFileSync(file, content.subarray(end, next));
    end = next;
    await saidWith(cache, format);
  }
  // How far it was read, and, if nobody has written for long enough by then, what it says.
  const kept = [keptIn(cache, ".seeksummary").length, keptIn(cache, ".seekconversation").length];
  expect(Math.min(...kept)).toBeGreaterThan(0);
  fs.appendFileSync(file, content.subarray(end));
  change();
  expect(await saidWith(cache, format)).toEqual(await saidWith(temporaryFolder(), format));
  for (const name of fs.readdirSync(cache)) fs.rmSync(path.join(cache, name), { recursive: true });
}

/** Lines that are no record, or more than one, or less. */
const odd = fc.constantFrom("", " ", "[1]", ",", '{"type":"user"}{"type":"user"}', '{"type":', "null,", "}");
const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 2 });
const endsOf = (bytes: number, shares: readonly number[]): readonly number[] =>
  shares.map((share) => Math.floor(share * bytes)).sort((one, other) => one - other);

describe.each(goOn)("a transcript that grew, as %s", (format) => {
  it("says what a fresh reading says, whatever its records are and wherever it ended", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof({ weight: 8, arbitrary: anyRecord }, odd), { minLength: 1, maxLength: 20 }),
        cuts,
        async (lines, shares) => {
          const content = Buffer.from(transcriptOf(lines));
          await expectSame(content, endsOf(content.length, shares), format);
        },
      ),
      { numRuns: 12 },
    );
  });
});

const real = (corpus === undefined ? [] : fs.globSync("**/*.jsonl", { cwd: corpus }).sort()).flatMap((name) => {
  const content = fs.readFileSync(path.join(corpus ?? "", name));
  const { format } = recognise(readSample(createMemorySource(content, name)).heads, {});
  return goOn.includes(format.name) && content.length < 4e6 ? [{ name, content, format: format.name }] : [];
});

describe.runIf(corpus !== undefined)("a real transcript that grew", () => {
  it("says what a fresh reading says, wherever it ended, and after it was rewritten", async () => {
    expect(goOnReal.filter((name) => !real.some(({ format }) => format === name))).toEqual([]);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...real),
        cuts,
        fc.boolean(),
        async ({ content, format }, shares, isRewritten) => {
          await expectSame(content, endsOf(content.length, shares), format, () => {
            if (isRewritten) rewriteIn(file, content.length);
          });
        },
      ),
      { numRuns: process.env.SEEKLINE_LARGE === "1" ? 2_000 : 20 },
    );
  });
});

/** Another digit or letter in the place of one, somewhere in the middle of the content. */
function rewriteIn(name: string, bytes: number): void {
  const whole = fs.readFileSync(name);
  const from = padding.length + Math.floor(bytes / 4);
  const at = whole.subarray(from).findIndex((byte) => byte >= 0x61 && byte < 0x7a);
  if (at < 0) return;
  whole[from + at] = (whole[from + at] ?? 0) + 1;
  fs.writeFileSync(name, whole);
}

describe("what is read of a transcript that was read before", () => {
  const line = (n: number): string =>
    `${JSON.stringify({ type: "user", uuid: `u${n}`, message: { role: "user", content: `Say ${n}` } })}\n`;

  /** The records that are taken now, by their numbers and lines. */
  async function taken(): Promise<readonly string[]> {
    const opened = openFile(file);
    if (!opened.ok) throw new Error(opened.failure.code);
    const source = opened.value;
    const { format, plan } = recognise([], { format: "claude-code" });
    const records: string[] = [];
    await readFurther(
      source,
      { format, time: plan.time },
      () => new Entries(),
      progressPlace(source, "summary", "all"),
      { onRecord: (record) => void records.push(`${record.number} in line ${record.line}`) },
    );
    source.close();
    return records;
  }

  it("is only what was written since, with its numbers and lines, and nothing twice", async () => {
    fs.writeFileSync(file, padding + line(1) + line(2));
    expect(await taken()).toEqual(["0 in line 2", "1 in line 3"]);
    expect(await taken()).toEqual([]);
    fs.appendFileSync(file, `\n${line(3)}${line(4).slice(0, 20)}`);
    expect(await taken()).toEqual(["2 in line 5"]);
    fs.appendFileSync(file, line(4).slice(20));
    expect(await taken()).toEqual(["2 in line 5", "3 in line 6"]);
    // It has come far enough now to be kept anew.
    fs.appendFileSync(file, padding + line(5));
    expect(await taken()).toEqual(["2 in line 5", "3 in line 6", "4 in line 8"]);
    expect(await taken()).toEqual([]);
  });

  it.each([
    ["a byte before was rewritten", (name: string) => rewrite(name, (text) => text.replace("Say 1", "Say 7"))],
    ["it was cut", (name: string) => rewrite(name, (text) => text.slice(0, -line(2).length) + line(3))],
    ["what was kept is damaged", () => damageKept()],
  ])("is all of it where %s", async (_, change) => {
    fs.writeFileSync(file, padding + line(1) + line(2));
    expect(await taken()).toHaveLength(2);
    change(file);
    expect(await taken()).toHaveLength(2);
    expect(await taken()).toEqual([]);
  });

  function damageKept(): void {
    const [name = ""] = keptIn(cache, ".seeksummary");
    const bytes = fs.readFileSync(name);
    bytes[bytes.length - 20] = (bytes[bytes.length - 20] ?? 0) ^ 1;
    fs.writeFileSync(name, bytes);
  }
});

function rewrite(name: string, change: (text: string) => string): void {
  fs.writeFileSync(name, change(fs.readFileSync(name, "utf8")));
}
