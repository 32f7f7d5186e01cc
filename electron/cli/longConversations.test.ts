// Memory does not grow with the messages of a conversation: whatever reads one runs on a long session and on a short one, each
// time in a process of its own, and the peaks are held against each other. `npm run large` does so at full size.

import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundleProgram } from "../testing/bundleProgram.ts";
import { peakGrowth } from "../testing/peakGrowth.ts";
import { runChild } from "../testing/runChild.ts";
import { withSmallDisks } from "../testing/smallDisk.ts";
import type { ShapeName } from "./generator/generateLog.ts";
import { generateLog } from "./generator/generateLog.ts";
import type { Manifest } from "./generator/manifest.ts";

const fullBytes = process.env.SEEKLINE_SESSION_BYTES;
/**
 * Enough that what is bounded has nearly reached its bound: a short session's growth would hide that of a long one. At full size it
 * is a session that fills nothing, and what a session of any length may cost more than that is what is promised.
 */
const smallBytes = fullBytes === undefined ? 24_000_000 : 2_000_000;
const largeBytes = Number(fullBytes ?? 60_000_000);
/** What a long session may cost more than a short one: half a byte for each of its own would be too much. */
const mostGrowth = (fullBytes === undefined ? 15 : 30) * 2 ** 20;

interface Session {
  readonly file: string;
  readonly manifest: Manifest;
}

let folder = "";
let program = "";
let viewer = "";

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "seekline-long-"));
  program = await bundleProgram(path.join(import.meta.dirname, "cli.ts"));
  viewer = await bundleProgram(path.join(import.meta.dirname, "../testing/showConversation.ts"));
});

afterAll(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

async function generate(shape: ShapeName, bytes: number): Promise<Session> {
  const file = path.join(folder, `${shape}-${bytes}.jsonl`);
  const handle = fs.openSync(file, "w");
  const manifest = await generateLog({ shape, seed: 7, bytes }, { write: (block) => void fs.writeSync(handle, block) });
  fs.closeSync(handle);
  return { file, manifest };
}

/** Runs a program to its end; gives what it printed, and its peak. */
async function run(args: readonly string[]): Promise<{ readonly printed: string; readonly peak: number }> {
  const env = { SEEKLINE_SPOOL_DIR: folder, SEEKLINE_CACHE_DIR: folder, SEEKLINE_THREADS: "1" };
  const end = await runChild(args, { env });
  expect(end).toMatchObject({ status: 0, stderr: "" });
  if (end.peakBytes === undefined) throw new Error("it did not end by itself");
  return { printed: end.stdout, peak: end.peakBytes };
}

const out = (): string => path.join(folder, "out");
/** What reads a conversation; a summary, besides. */
type Reader = readonly [name: string, args: (file: string) => readonly string[]];
const readers: readonly Reader[] = [
  ["check", (file) => [program, "check", file, "--json"]],
  ["messages", (file) => [program, "export", file, "--as", "messages", "-o", out()]],
  ["snapshot", (file) => [program, "export", file, "--as", "snapshot", "-o", out()]],
  ["the conversation view", (file) => [viewer, file]],
];

/** Both families have the same writers behind readers of their own: at a small size each writer is held to it once. */
const isFull = fullBytes !== undefined;
const triedOf: Readonly<Record<"claude-session" | "rollout" | "many-messages", readonly Reader[]>> = {
  "claude-session": readers.filter(([name]) => isFull || name !== "snapshot"),
  rollout: readers.filter(([name]) => isFull || name !== "messages"),
  "many-messages": readers,
};

describe.each(["claude-session", "rollout", "many-messages"] as const)("of a long %s", (shape) => {
  let small: Session;
  let large: Session;

  beforeAll(async () => {
    small = await generate(shape, smallBytes);
    large = await generate(shape, largeBytes);
  });

  afterAll(() => {
    fs.rmSync(large.file, { force: true });
  });

  /** Gives what was printed of the long session. */
  async function expectSamePeak(args: (file: string) => readonly string[]): Promise<string> {
    let printed = "";
    const peakOf = (session: Session) => async () => {
      const end = await run(args(session.file));
      printed = end.printed;
      return end.peak;
    };
    expect(await peakGrowth(peakOf(small), peakOf(large), mostGrowth)).toBeLessThan(mostGrowth);
    return printed;
  }

  it.each(triedOf[shape])(
    "%s takes the memory that it takes of a short one",
    { timeout: 3_600_000 },
    async (_, args) => {
      await expectSamePeak(args);
    },
  );

  it("a summary does so, too, and counts every message and call", { timeout: 3_600_000 }, async () => {
    const printed = await expectSamePeak((file) => [program, "summary", file, "--json"]);
    const { prompts, answers, toolCalls, openCalls, malformed } = JSON.parse(printed);
    const { messages, runs } = large.manifest;
    // In AG-UI results are messages, too.
    const said = runs > 0 ? messages - large.manifest.toolCalls : messages;
    expect({ said: prompts + answers, toolCalls, openCalls, malformed }).toEqual({
      said,
      toolCalls: large.manifest.toolCalls,
      openCalls: 0,
      malformed: 0,
    });
  });
});

describe("a long log whose pages find no room", () => {
  let log: Session;
  let spool = "";
  const args = (): readonly string[] => [program, "summary", log.file, "--json"];
  /** A cache of its own for each: who finds a summary that was kept needs no room. */
  const env = (): Readonly<Record<string, string>> => ({
    SEEKLINE_SPOOL_DIR: spool,
    SEEKLINE_CACHE_DIR: fs.mkdtempSync(path.join(folder, "cache-")),
  });

  beforeAll(async () => {
    log = await generate("many-messages", 40_000_000);
    spool = fs.mkdtempSync(path.join(folder, "spool-"));
  });

  it("in one folder puts them in the next", async () => {
    const end = await runChild(args(), { env: env(), through: withSmallDisks([spool]) });
    expect(end).toMatchObject({ status: 0, stderr: "" });
    expect(JSON.parse(end.stdout)).toMatchObject({ toolCalls: log.manifest.toolCalls });
  });

  it("in any folder ends with one sentence that names the first", async () => {
    // No file may be longer than a few pages, as if every disk were full.
    const through = ["sh", "-c", `trap '' XFSZ; ulimit -f 64; exec "$0" "$@"`];
    const end = await runChild(args(), { env: env(), through });
    expect(end).toMatchObject({ status: 1, stdout: "" });
    expect(end.stderr).toBe(
      `seekline: There is no room for temporary files in “${spool}”. Free some space there, or name another folder in SEEKLINE_SPOOL_DIR.\n`,
    );
  });
});
