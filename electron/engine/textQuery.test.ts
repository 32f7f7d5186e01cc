// Texts, asked for as the page does: first rows at once, a newer query stops an older one, and nothing is left running.

import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { EngineEvent, Params, Replies, ViewState } from "../../shared/engineContract.ts";
import type { Result } from "../../shared/result.ts";
import type { WantedReading } from "../../shared/transcript.ts";
import { generateLog } from "../cli/generator/generateLog.ts";
import { temporaryFolders } from "../testing/temporaryFolders.ts";
import type { Engine } from "./engine.ts";
import { createEngine } from "./engine.ts";
import { findRipgrep } from "./query/search/ripgrepProgram.ts";

const newFolder = temporaryFolders();
const engines: Engine[] = [];
afterEach(() => {
  for (const engine of engines.splice(0)) engine.dispose();
});

const lines = Array.from({ length: 5_000 }, (_, n) => `{"type":"${n % 2 === 0 ? "A" : "B"}","n":"<${n}>"}`);

interface Page {
  readonly file: string;
  readonly events: readonly EngineEvent[];
  query(filter: string, rows?: number): Promise<Result<Replies["query"]>>;
  rows(view: string, from?: number): Promise<Result<Replies["rows"]>>;
  /** In the whole record. */
  hits(filter: string, record: number): Promise<Result<Replies["hits"]>>;
  close(): Promise<unknown>;
}

async function openPage(
  content: string | Uint8Array = lines.join("\n"),
  follow = true,
  reading: WantedReading = {},
): Promise<Page> {
  const file = path.join(newFolder(), "transcript.jsonl");
  fs.writeFileSync(file, content);
  // Nobody is writing its last line.
  fs.utimesSync(file, 1, 1);
  const events: EngineEvent[] = [];
  const engine = createEngine({
    resolveGrant: () => file,
    emit: (event) => events.push(event),
  });
  engines.push(engine);
  const context = { signal: new AbortController().signal, requestId: 1, emit: () => {} };
  const opened = await engine.handlers.open({ file: "file", ...reading }, context);
  if (!opened.ok) throw new Error(opened.failure.code);
  const { transcript } = opened.value;
  if (!follow) await engine.handlers.follow({ transcript, on: false }, context);
  return {
    file,
    events,
    query: (filter, rows) => engine.handlers.query({ transcript, filter, rows }, context),
    rows: (view, from = 0) => {
      const params: Params<"rows"> = { transcript, view, from, count: 10 };
      return engine.handlers.rows(params, context);
    },
    hits: (filter, record) =>
      engine.handlers.hits({ transcript, record, filter, from: 0, length: 256 * 1024 }, context),
    close: () => engine.handlers.close({ transcript }, context),
  };
}

function lastState({ events }: Page): ViewState | undefined {
  return events.flatMap((event) => (event.type === "progress" ? [event.view] : [])).at(-1);
}

/** The view's state when all its rows are known. */
async function settled(page: Page, filter: string): Promise<ViewState> {
  const answer = await page.query(filter);
  if (!answer.ok) throw new Error(answer.failure.code);
  if (answer.value.complete) return answer.value;
  await expect.poll(() => lastState(page)).toMatchObject({ view: answer.value.view, complete: true });
  return lastState(page) ?? answer.value;
}

/** A program in ripgrep's place: it says that it runs, prints its arguments' worth, and waits. */
function slowRipgrep(prints: string): { readonly program: string; running(): readonly number[] } {
  const folder = newFolder();
  const program = path.join(folder, "slow");
  const script = `#!/bin/sh\nif [ "$1" = --version ]; then echo ripgrep slow; exit; fi\necho $$ >> "${folder}/started"\nprintf '${prints}'\nexec sleep 1000\n`;
  fs.writeFileSync(program, script, { mode: 0o700 });
  return {
    program,
    running: () => {
      const started = path.join(folder, "started");
      const pids = fs.existsSync(started) ? fs.readFileSync(started, "utf8").trim().split("\n").map(Number) : [];
      return pids.filter(isRunning);
    },
  };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe("a query for a text", () => {
  it("finds all rows, in their order", async () => {
    const page = await openPage();
    const state = await settled(page, '"<77" kind:B');
    // 77 and 770 to 779, every second of them.
    expect(state).toMatchObject({ rows: 6, failure: undefined });
    const rows = await page.rows(state.view);
    expect(rows.ok && rows.value.rows.map(({ record }) => record)).toEqual([77, 771, 773, 775, 777, 779]);
    expect(await settled(page, "/<77\\d>/")).toMatchObject({ rows: 10 });
  });

  it("says where a regular expression is wrong, and keeps the older view", async () => {
    const page = await openPage();
    const older = await page.query("kind:A");
    expect(await page.query("kind:A /x(/")).toEqual({
      ok: false,
      failure: {
        code: "bad-filter",
        at: 7,
        message: "ripgrep cannot read this regular expression: unclosed group",
      },
    });
    expect(await page.rows(older.ok ? older.value.view : "")).toMatchObject({ ok: true });
  });

  it("shows the first rows while the search goes on, and counts on", async () => {
    const second = Buffer.byteLength(`${lines[0]}\n`);
    const slow = slowRipgrep(`0:x\\n${second}:x\\n`);
    vi.stubEnv("SEEKLINE_RIPGREP", slow.program);
    const page = await openPage();
    const answer = await page.query("anything");
    if (!answer.ok) throw new Error(answer.failure.code);
    await expect.poll(() => lastState(page)).toMatchObject({ rows: 2, complete: false });
    const rows = await page.rows(answer.value.view);
    expect(rows.ok && rows.value.rows.map(({ record }) => record)).toEqual([0, 1]);
  });

  it("stops when a newer one comes, and when the transcript is closed", async () => {
    const slow = slowRipgrep("0:x\\n");
    vi.stubEnv("SEEKLINE_RIPGREP", slow.program);
    const page = await openPage();
    const older = await page.query("older");
    await expect.poll(() => slow.running()).toHaveLength(1);
    const [first] = slow.running();
    const newer = await page.query("newer -other");
    await expect.poll(() => slow.running()).toHaveLength(2);
    expect(slow.running()).not.toContain(first);
    expect(await page.rows(older.ok ? older.value.view : "")).toEqual({ ok: false, failure: { code: "cancelled" } });
    expect(newer).toMatchObject({ ok: true });
    await page.close();
    await expect.poll(() => slow.running()).toEqual([]);
  });

  it("lets the newest of several win that come at once", async () => {
    const page = await openPage();
    const answers = await Promise.all([
      page.query("/<1>/"),
      page.query("<2>"),
      page.query("/<3>/"),
      page.query("kind:A"),
    ]);
    expect(answers.map((answer) => answer.ok)).toEqual([false, false, false, true]);
  });

  it("says that it is slower without ripgrep", async () => {
    vi.stubEnv("SEEKLINE_RIPGREP", "none");
    const page = await openPage();
    expect(await settled(page, "<4999>")).toMatchObject({
      rows: 1,
      notice: expect.stringContaining("ripgrep is not installed"),
    });
    expect(await page.query("/x/")).toMatchObject({
      ok: false,
      failure: { code: "bad-filter", message: expect.stringContaining("need ripgrep") },
    });
  });

  it("finds in the transcript as it was indexed, though the file has grown", async () => {
    const page = await openPage('{"n":"<1>"}\n{"n":"<2>', false);
    fs.appendFileSync(page.file, ' and <1>"}\n{"n":"<1>"}\n');
    for (const [filter, rows] of [
      ["<1>", 1],
      ["<2>", 1],
      ["/<[12]>/", 2],
      ["/<1>/", 1],
    ] as const) {
      expect((await settled(page, filter)).rows, filter).toBe(rows);
    }
  });

  it.each(["agui", "claude-like", "many-kinds", "short"] as const)(
    "counts the lines that ripgrep counts in a %s log",
    async (shape) => {
      const blocks: Buffer[] = [];
      const options = { shape, seed: 3, bytes: 3_000_000 };
      await generateLog(options, { write: (block) => void blocks.push(Buffer.from(block)) });
      const content = Buffer.concat(blocks);
      const file = path.join(newFolder(), "log.jsonl");
      fs.writeFileSync(file, content);
      // Where records are pieces of texts, ripgrep does not find what is spread over several.
      const page = await openPage(content, true, { format: "generic" });
      const program = findRipgrep() ?? "";
      const count = (...args: readonly string[]): number =>
        Number(spawnSync(program, ["--no-config", "--text", "-c", ...args, "--", file], { encoding: "utf8" }).stdout);
      for (const [filter, args] of [
        ["the", ["-i", "the"]],
        ["case:The", ["The"]],
        ["weather", ["-i", "weather"]],
        ["-weather", ["-i", "-v", "weather"]],
        ["messageId OR runId", ["-i", "-e", "messageId", "-e", "runId"]],
        ["/[0-9a-f]{4}-[0-9a-f]+/", ["[0-9a-f]{4}-[0-9a-f]+"]],
        ["/^.{200,}$/", ["^.{200,}$"]],
        ["/\\bTOOL_\\w+/i", ["-i", "\\bTOOL_\\w+"]],
        ["nowhere-in-it", ["nowhere-in-it"]],
      ] as const) {
        expect((await settled(page, filter)).rows, filter).toBe(count(...args));
      }
    },
  );
});

describe("the rows of a query", () => {
  it("come with its answer when they are asked for, and are those that come later too", async () => {
    const page = await openPage();
    const answer = await page.query("kind:B", 3);
    if (!answer.ok) throw new Error(answer.failure.code);
    expect(answer.value.first?.rows.map(({ record }) => record)).toEqual([1, 3, 5]);
    const later = await page.rows(answer.value.view);
    expect(later.ok && later.value.rows.slice(0, 3)).toEqual(answer.value.first?.rows);
    expect(await page.query("kind:B")).not.toHaveProperty("value.first");
    expect(await page.query("kind:NONE", 3)).not.toHaveProperty("value.first");
  });

  it("show where the text stands that they were found by", async () => {
    const record = JSON.stringify({ type: "RAW", event: { text: `${"lorem ipsum ".repeat(100)}needle in hay` } });
    const page = await openPage(`${record}\n${record.replace("needle", "nothing")}`);
    const { view } = await settled(page, "needle");
    const found = await page.rows(view);
    expect(found).toMatchObject({ ok: true, value: { rows: [{ excerpt: { hit: "needle", after: ' in hay"}}' } }] } });
    const hits = await page.hits("needle", 0);
    const from = record.indexOf("needle");
    expect(hits).toMatchObject({ ok: true, value: { hits: [{ from, to: from + 6 }], end: record.length } });
    expect(await page.hits("needle", 1)).toMatchObject({ ok: true, value: { hits: [] } });
    expect(await page.hits("kind:", 0)).toMatchObject({ ok: false, failure: { code: "bad-filter" } });
    expect(await page.hits("needle", 2)).toMatchObject({ ok: false, failure: { code: "no-such-record" } });
  });
});
