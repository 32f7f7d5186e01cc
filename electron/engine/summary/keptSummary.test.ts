import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Summary } from "../../../shared/summary.ts";
import { formatNames } from "../../../shared/transcript.ts";
import { anyRecord } from "../../testing/anyRecords.ts";
import { keptIn, letTimePass, settledMs, writePadded } from "../../testing/keptReadings.ts";
import { transcriptOf } from "../../testing/summaryOf.ts";
import { temporaryFolders } from "../../testing/temporaryFolders.ts";
import { clearIndexes, listIndexes } from "../index/indexCache.ts";
import { beginningOf } from "../source/beginningOf.ts";
import { openFile } from "../source/fileSource.ts";
import { quietMs } from "../source/source.ts";
import type { SummariseFileOptions } from "./summariseFile.ts";
import { summariseFile } from "./summariseFile.ts";
import { summariseSource } from "./summariseSource.ts";

// Else each case would be read behind megabytes of blanks.
vi.mock("../index/worthKeeping.ts", () => ({ worthKeeping: 32 * 1024 }));

const temporaryFolder = temporaryFolders();
let cache = "";
let file = "";

beforeEach(() => {
  cache = temporaryFolder();
  vi.stubEnv("SEEKLINE_CACHE_DIR", cache);
  file = path.join(temporaryFolder(), "session.jsonl");
});

const session = [
  { type: "RUN_STARTED", threadId: "t", runId: "r", timestamp: 1_700_000_000_000 },
  { type: "TEXT_MESSAGE_START", messageId: "m", role: "assistant" },
  { type: "TEXT_MESSAGE_CONTENT", messageId: "m", delta: "Roses \ud83d\ude00 and “tulips”" },
  { type: "TEXT_MESSAGE_END", messageId: "m" },
];
const end = { type: "RUN_FINISHED", threadId: "t", runId: "r" };

interface Read {
  readonly summary: Summary;
  /** Nothing of it was kept. */
  readonly isRead: boolean;
}

async function read(options: SummariseFileOptions = {}): Promise<Read> {
  let isRead = false;
  const onProgress = () => {
    isRead = true;
  };
  const summary = await summariseFile(file, { ...options, onProgress });
  if (!summary.ok) throw new Error(JSON.stringify(summary.failure));
  return { summary: summary.value, isRead };
}

const kept = (): readonly string[] => keptIn(cache, ".seeksummary");

describe("the summary of a session that was read before", () => {
  beforeEach(() => letTimePass(quietMs + settledMs));

  it.each(formatNames)(
    "is to the byte what reading it again gives, whatever its records are, as %s",
    async (format) => {
      await fc.assert(
        fc.asyncProperty(fc.array(anyRecord, { minLength: 1, maxLength: 20 }), async (lines) => {
          writePadded(file, transcriptOf(lines));
          const first = await read({ format });
          const second = await read({ format });
          clearIndexes();
          expect([first.isRead, second.isRead]).toEqual([true, false]);
          expect(JSON.stringify(second.summary)).toBe(JSON.stringify(first.summary));
          expect(second.summary).toEqual(first.summary);
        }),
        { numRuns: 10 },
      );
    },
  );

  it("is listed and removed with the kept indexes", async () => {
    writePadded(file, transcriptOf(session));
    await read();
    expect(listIndexes().map((one) => one.path)).toEqual([file]);
    clearIndexes();
    expect(fs.readdirSync(cache)).toEqual([]);
    expect((await read()).isRead).toBe(true);
  });

  it("says which files belong to it as they are now", async () => {
    writePadded(file, transcriptOf(session));
    await read();
    fs.writeFileSync(`${file}.zst`, "");
    const { summary, isRead } = await read();
    expect({ sources: summary.sources, isRead }).toEqual({
      sources: [{ name: "session.jsonl.zst", relation: "packed", found: true }],
      isRead: false,
    });
  });

  it("is another one for each way of reading, and none of a part of the file", async () => {
    writePadded(file, transcriptOf(session));
    await read();
    expect((await read({ format: "generic" })).summary.format).toBe("generic");
    expect((await read({ timePath: "at" })).summary.started).toBeNull();
    const opened = openFile(file);
    if (!opened.ok) throw new Error(opened.failure.code);
    const part = await summariseSource(beginningOf(opened.value, 200), {});
    opened.value.close();
    expect(part.ok && part.value.summary.result).toBeNull();
    expect((await read()).summary.result?.text).toBe("Roses \ud83d\ude00 and “tulips”");
  });

  it.each([
    ["grew", () => fs.appendFileSync(file, transcriptOf([end]))],
    ["was cut", (text: string) => fs.truncateSync(file, text.length - 5)],
    ["was replaced", (text: string) => replace(text.replace("Roses", "Lilac"))],
    ["was rewritten in place", (text: string) => fs.writeFileSync(file, text.replace("Roses", "Lilac"))],
    ["was touched", () => fs.utimesSync(file, 1, 1)],
  ])("is read anew when the file %s", async (_, change) => {
    writePadded(file, transcriptOf(session));
    await read();
    const { atime, mtime } = fs.statSync(file);
    change(fs.readFileSync(file, "utf8"));
    fs.utimesSync(file, atime, mtime);
    const again = await read();
    expect(again.isRead).toBe(true);
    vi.stubEnv("SEEKLINE_CACHE_DIR", temporaryFolder());
    expect(again.summary).toEqual((await read()).summary);
  });

  it("counts for nothing when another build of Seekline made it", async () => {
    writePadded(file, transcriptOf(session));
    const { summary } = await read();
    const [name = ""] = kept();
    fs.writeFileSync(name, fs.readFileSync(name, "latin1").replace(/"build":"./, '"build":"x'), "latin1");
    expect(await read()).toEqual({ summary, isRead: true });
    expect((await read()).isRead).toBe(false);
  });

  it("counts for nothing wherever it is damaged, and is made again", async () => {
    writePadded(file, transcriptOf(session));
    const { summary } = await read();
    const [name = ""] = kept();
    const whole = fs.readFileSync(name);
    const flipped = (at: number): Buffer => Buffer.from(whole.map((byte, place) => (place === at ? byte ^ 4 : byte)));
    const damaged = [
      ...Array.from({ length: whole.length / 9 }, (_, n) => flipped(9 * n)),
      ...[0, 1, 30, 200, whole.length - 5, whole.length - 1].map((length) => whole.subarray(0, length)),
      Buffer.concat([whole, Buffer.from("x")]),
      Buffer.concat([whole, whole]),
      Buffer.alloc(whole.length),
    ];
    for (const bytes of damaged) {
      fs.writeFileSync(name, bytes);
      expect((await read()).summary).toEqual(summary);
      expect(fs.readFileSync(name).equals(whole)).toBe(true);
    }
  });

  it("is kept by the last of several who read it at the same time, and all are right", async () => {
    writePadded(file, transcriptOf(session));
    const all = await Promise.all([read(), read(), read()]);
    expect(new Set(all.map(({ summary }) => JSON.stringify(summary))).size).toBe(1);
    expect(fs.readdirSync(cache).filter((name) => !name.startsWith("unfinished"))).toHaveLength(1);
    expect((await read()).isRead).toBe(false);
  });

  it("is not kept where there is no room for it, or no folder", async () => {
    writePadded(file, transcriptOf(session));
    vi.stubEnv("SEEKLINE_CACHE_LIMIT", "0");
    const { summary } = await read();
    expect(await read()).toEqual({ summary, isRead: true });
    vi.stubEnv("SEEKLINE_CACHE_DIR", file);
    expect(await read()).toEqual({ summary, isRead: true });
  });
});

describe("the summary of a session", () => {
  it("is kept as soon as its end is told, and otherwise only once nothing was written for a while", async () => {
    letTimePass(settledMs);
    writePadded(file, transcriptOf(session));
    await read();
    expect(kept()).toEqual([]);
    writePadded(file, transcriptOf([...session, end]));
    await read();
    expect(kept()).toHaveLength(1);
    // A run that begins anew, or ends in an error.
    fs.appendFileSync(file, transcriptOf([session[0]]));
    expect((await read()).summary.end).toBe("open");
    expect(kept()).toEqual([]);
    fs.appendFileSync(file, transcriptOf([{ type: "RUN_ERROR", message: "No water" }]));
    expect((await read()).summary.end).toBe("failed");
    expect(kept()).toHaveLength(1);
  });

  it("is not kept while the file's times may not tell of what is written to it", async () => {
    writePadded(file, transcriptOf([...session, end]));
    await read();
    expect(kept()).toEqual([]);
  });

  it("is not kept when the file was written to while it was read", async () => {
    letTimePass(settledMs);
    writePadded(file, transcriptOf([...session, end]));
    const summary = await summariseFile(file, { onProgress: () => fs.appendFileSync(file, "\n") });
    expect(summary.ok).toBe(true);
    expect(kept()).toEqual([]);
  });
});

/** By another file of the same name. */
function replace(text: string): void {
  fs.writeFileSync(`${file}.new`, text);
  fs.renameSync(`${file}.new`, file);
}
