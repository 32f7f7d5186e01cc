import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { formatNames } from "../../../shared/transcript.ts";
import { generateLog, shapeNames } from "../../cli/generator/generateLog.ts";
import { anyRecord } from "../../testing/anyRecords.ts";
import { keptIn, letTimePass, settledMs, writePadded } from "../../testing/keptReadings.ts";
import { openedConversation } from "../../testing/openedConversation.ts";
import { sessionsWithAgents } from "../../testing/sessionsWithAgents.ts";
import { transcriptOf } from "../../testing/summaryOf.ts";
import { temporaryFolders } from "../../testing/temporaryFolders.ts";
import { clearIndexes, listIndexes } from "../index/indexCache.ts";
import { quietMs } from "../source/source.ts";

// Else each case would be read behind megabytes of blanks.
vi.mock("../index/worthKeeping.ts", () => ({ worthKeeping: 32 * 1024 }));

const temporaryFolder = temporaryFolders();
const corpus = process.env.SEEKLINE_CORPUS;
/** Of real transcripts: the few that are longer have the same records, more often. */
const mostBytes = process.env.SEEKLINE_LARGE === "1" ? 8e6 : 1e6;
let cache = "";
let file = "";

beforeEach(() => {
  cache = temporaryFolder();
  vi.stubEnv("SEEKLINE_CACHE_DIR", cache);
  vi.stubEnv("SEEKLINE_THREADS", "1");
  file = path.join(temporaryFolder(), "session.jsonl");
});

const timestamp = "2026-03-01T10:00:00.000Z";
const user = (n: number, text: string) => ({
  type: "user",
  uuid: `u${n}`,
  timestamp,
  message: { role: "user", content: text },
});
const answer = (n: number, ...content: object[]) => ({
  type: "assistant",
  uuid: `a${n}`,
  timestamp,
  message: {
    id: `m${n}`,
    role: "assistant",
    model: "some-model",
    content,
    usage: { input_tokens: 5, output_tokens: n },
  },
});
const session = [
  user(1, "What grows \ud83d\ude00 here?"),
  answer(
    2,
    { type: "thinking", thinking: "Look." },
    { type: "tool_use", id: "t1", name: "Bash", input: { command: "ls" } },
  ),
  {
    ...user(3, ""),
    message: { role: "user", content: [{ type: "tool_result", tool_use_id: "t1", content: "roses", is_error: true }] },
  },
  answer(4, { type: "text", text: "Roses." }),
];

const kept = (): readonly string[] => keptIn(cache, ".seekconversation");

/** The first reading, what was kept of it, and what a reading without that gives. */
async function expectSame(format?: (typeof formatNames)[number]): Promise<void> {
  const first = await openedConversation(file, { format });
  const wasKept = kept().length;
  const second = await openedConversation(file, { format });
  clearIndexes();
  expect(second.said).toBe(first.said);
  expect({ first: first.isRead, second: second.isRead }).toEqual({
    first: first.isRead,
    second: first.isRead && wasKept === 0,
  });
  if (first.isRead) expect(wasKept).toBe(1);
}

describe("the conversation of a session that was read before", () => {
  beforeEach(() => letTimePass(quietMs + settledMs));

  it.each(formatNames)(
    "is to the byte what reading it again gives, whatever its records are, as %s",
    async (format) => {
      await fc.assert(
        fc.asyncProperty(fc.array(anyRecord, { minLength: 1, maxLength: 30 }), async (lines) => {
          writePadded(file, transcriptOf(lines));
          await expectSame(format);
        }),
        { numRuns: 8 },
      );
    },
  );

  it.each(shapeNames)("is what it was, for a generated log: %s", async (shape) => {
    const blocks: Buffer[] = [];
    await generateLog({ shape, seed: 3, bytes: 300_000 }, { write: (block) => void blocks.push(Buffer.from(block)) });
    writePadded(file, Buffer.concat(blocks).toString());
    await expectSame();
  });

  it.each(Object.entries(sessionsWithAgents))("is what it was, with sub-agents in it: %s", async (_, lines) => {
    writePadded(file, transcriptOf(lines));
    await expectSame();
  });

  it.runIf(corpus !== undefined)("is what it was, for real transcripts", async () => {
    const files = fs.globSync("**/*.jsonl", { cwd: corpus ?? "" }).map((name) => path.join(corpus ?? "", name));
    expect(files.length).toBeGreaterThan(0);
    for (const one of files) {
      if (fs.statSync(one).size > mostBytes) continue;
      writePadded(file, fs.readFileSync(one));
      await expectSame();
    }
  });

  it("holds what lies in many pages, and is listed with the kept indexes", async () => {
    const many = Array.from({ length: 3_000 }, (_, n) => [
      user(2 * n, `Say ${n}`),
      answer(2 * n + 1, { type: "text", text: `${n}` }),
    ]);
    writePadded(file, transcriptOf(many.flat()));
    const first = await openedConversation(file);
    expect(fs.statSync(kept()[0] ?? "").size).toBeGreaterThan(375_000);
    expect(await openedConversation(file)).toEqual({ said: first.said, isRead: false });
    expect(listIndexes().map((one) => one.path)).toEqual([file, file]);
  });

  it("counts for nothing wherever it is damaged, and is made again", async () => {
    writePadded(file, transcriptOf(session));
    const { said } = await openedConversation(file);
    const [name = ""] = kept();
    const whole = fs.readFileSync(name);
    const step = Math.max(1, Math.floor(whole.length / 75));
    const flipped = (at: number): Buffer =>
      Buffer.from(whole.map((byte, place) => (place === at ? byte ^ 0x41 : byte)));
    const damaged = [
      ...Array.from({ length: Math.floor(whole.length / step) }, (_, n) => flipped(n * step)),
      ...Array.from({ length: 20 }, (_, n) => whole.subarray(0, Math.floor((n * whole.length) / 20))),
      Buffer.concat([whole, Buffer.from("x")]),
      Buffer.concat([whole, whole]),
      Buffer.alloc(whole.length),
    ];
    for (const bytes of damaged) {
      fs.writeFileSync(name, bytes);
      expect((await openedConversation(file)).said).toBe(said);
      expect(fs.readFileSync(name).equals(whole)).toBe(true);
    }
  });

  it.each([
    ["grew", () => fs.appendFileSync(file, transcriptOf([user(9, "More?")]))],
    ["was cut", (text: string) => fs.truncateSync(file, text.length - 5)],
    ["was rewritten in place", (text: string) => fs.writeFileSync(file, text.replace("Roses.", "Lilac."))],
  ])("is read anew when the file %s", async (_, change) => {
    writePadded(file, transcriptOf(session));
    const { said } = await openedConversation(file);
    const { atime, mtime } = fs.statSync(file);
    change(fs.readFileSync(file, "utf8"));
    fs.utimesSync(file, atime, mtime);
    const again = await openedConversation(file);
    expect(again.isRead).toBe(true);
    expect(again.said).not.toBe(said);
    clearIndexes();
    expect((await openedConversation(file)).said).toBe(again.said);
  });

  it("is right for several who read it at the same time, and where there is no room to keep it", async () => {
    writePadded(file, transcriptOf(session));
    const all = await Promise.all([openedConversation(file), openedConversation(file)]);
    expect(new Set(all.map(({ said }) => said)).size).toBe(1);
    expect(fs.readdirSync(cache).filter((name) => !name.startsWith("unfinished"))).toHaveLength(2);
    vi.stubEnv("SEEKLINE_CACHE_LIMIT", "0");
    clearIndexes();
    for (let time = 0; time < 2; time++)
      expect(await openedConversation(file)).toEqual({ said: all[0].said, isRead: true });
    expect(kept()).toEqual([]);
  });
});

it("is not kept of a session that is under way", async () => {
  letTimePass(settledMs);
  const run = { threadId: "t", runId: "r", timestamp: 1_700_000_000_000 };
  const open = [
    { type: "RUN_STARTED", ...run },
    { type: "TEXT_MESSAGE_START", messageId: "m", role: "assistant" },
  ];
  writePadded(file, transcriptOf(open));
  await openedConversation(file);
  expect(kept()).toEqual([]);
  writePadded(
    file,
    transcriptOf([...open, { type: "TEXT_MESSAGE_END", messageId: "m" }, { type: "RUN_FINISHED", ...run }]),
  );
  await openedConversation(file);
  expect(kept()).toHaveLength(1);
  fs.appendFileSync(file, transcriptOf([{ type: "RUN_STARTED", ...run, runId: "r2" }]));
  expect((await openedConversation(file)).isRead).toBe(true);
  expect(kept()).toEqual([]);
});
