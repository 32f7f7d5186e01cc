// Every export takes the memory that it takes for a small transcript, whatever it is told to do besides. `npm run large` holds
// all of them to that at full size.

import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ExportKind } from "../../shared/exports.ts";
import { exportKinds } from "../../shared/exports.ts";
import { bundleProgram } from "../testing/bundleProgram.ts";
import { peakGrowth } from "../testing/peakGrowth.ts";
import { runChild } from "../testing/runChild.ts";
import { generateLog } from "./generator/generateLog.ts";

const mebibyte = 2 ** 20;
const fullBytes = process.env.SEEKLINE_SESSION_BYTES;
const isFull = fullBytes !== undefined;
/**
 * Enough that what is bounded has nearly filled: of a transcript of 2 MB that would count as growth. At full size it is one that fills
 * nothing, and what a transcript of any length may cost more than that is what is promised.
 */
const smallBytes = isFull ? 2_000_000 : 6_000_000;
const largeBytes = Number(fullBytes ?? 40_000_000);
/** What a large transcript may cost more than a small one: three quarters of a byte for each of its own would be too much. */
const mostGrowth = (isFull ? 30 : 25) * mebibyte;
type Shape = "agui" | "claude-session" | "times" | "pieces" | "foreign-pieces";

let folder = "";
let program = "";

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "seekline-exports-"));
  program = await bundleProgram(path.join(import.meta.dirname, "cli.ts"));
});

afterAll(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

/** Records of one text that streams in. */
const piecesOf = {
  pieces: (number: number) =>
    number === 1
      ? { type: "TEXT_MESSAGE_START", messageId: "m", role: "assistant" }
      : { type: "TEXT_MESSAGE_CONTENT", messageId: "m", delta: `word ${number % 977} ` },
  "foreign-pieces": (number: number) => ({ event: "chunk", session_id: "s", data: { delta: `word ${number % 977} ` } }),
} as const;

/** `times`: events whose times are in no order; `pieces`: one message, and one text of a log of no known family. */
async function generate(shape: Shape, bytes: number): Promise<string> {
  const file = path.join(folder, `${shape}-${bytes}.jsonl`);
  const handle = fs.openSync(file, "w");
  const write = (lineOf: (number: number) => string): void => {
    for (let number = 0, written = 0; written < bytes; ) {
      const lines = Array.from({ length: 1000 }, () => lineOf(++number));
      written += fs.writeSync(handle, lines.join(""));
    }
  };
  if (shape === "times") {
    write((number) => {
      const time = 1_767_225_600_000 + ((number * 7_919) % 9_999_991);
      return `{"type":"T${number % 7}","timestamp":${time},"text":"event ${number}"}\n`;
    });
  } else if (shape === "pieces" || shape === "foreign-pieces") {
    write((number) => `${JSON.stringify(piecesOf[shape](number))}\n`);
  } else await generateLog({ shape, seed: 7, bytes }, { write: (block) => void fs.writeSync(handle, block) });
  fs.closeSync(handle);
  return file;
}

async function peakOf(file: string, { as, options = [], ending = "" }: Form): Promise<number> {
  const own = fs.mkdtempSync(path.join(folder, "run-"));
  const env = { SEEKLINE_SPOOL_DIR: own, SEEKLINE_CACHE_DIR: path.join(folder, "cache"), SEEKLINE_THREADS: "1" };
  const manifest = as === "records" ? ["--manifest", path.join(own, "manifest")] : [];
  const target = ["-o", path.join(own, `out${ending}`)];
  const args = ["--as", as, "--force", "-q", ...options, ...manifest, ...target];
  const end = await runChild([program, "export", file, ...args], { env });
  fs.rmSync(own, { recursive: true, force: true });
  expect(end).toMatchObject({ status: 0, stderr: "" });
  return end.peakBytes ?? Number.POSITIVE_INFINITY;
}

interface Form {
  readonly as: ExportKind;
  readonly options?: readonly string[];
  /** Of the file's name. */
  readonly ending?: string;
}

const table = ["--table", "messages"];
const plain: readonly Form[] = [
  ...exportKinds.map((as): Form => ({ as })),
  { as: "csv", options: table },
  { as: "parquet", options: table },
];

/** What a conversation may be exported with, each kind with all that it takes. */
const extras = ["--with", "inherited,undone,reasoning", "--clip-tools", "200"];
const withOptions: readonly Form[] = [
  { as: "snapshot", options: [...extras, "--drop-raw", "--drop-custom"] },
  ...(["messages", "atif", "otlp"] as const).map((as): Form => ({ as, options: [...extras, "--pretty"] })),
  ...(["markdown", "html", "text"] as const).map((as): Form => ({ as, options: extras })),
  { as: "records", ending: ".gz" },
  { as: "records", ending: ".zst", options: ["--filter", "tool:Bash or is:error"] },
];
const redacted: readonly Form[] = [...exportKinds.map((as): Form => ({ as, options: ["--redact"] }))];

const everyForm = [...plain, ...withOptions, ...redacted];
/**
 * At a small size each way to write is taken once, with all that it can be told, and none that another test holds to the same: plain records
 * (`memory.test.ts`), messages and snapshots (`longConversations.test.ts`).
 */
const formsOf: Readonly<Record<Shape, readonly Form[]>> = {
  agui: isFull ? everyForm : [{ as: "csv" }, { as: "parquet" }, { as: "csv", options: table }],
  "claude-session": isFull
    ? everyForm
    : [...withOptions, ...redacted.filter(({ as }) => as === "messages" || as === "parquet")],
  // Events without an order are no conversation.
  times: [{ as: "timeline", options: ["--pretty"] }],
  pieces: isFull
    ? everyForm
    : [{ as: "html" }, { as: "parquet", options: table }, { as: "records", options: ["--redact"] }],
  "foreign-pieces": [{ as: "records", options: ["--redact"] }],
};

function nameOf({ as, options = [], ending = "" }: Form): string {
  return [as + ending, ...options].join(" ");
}

describe.each(["agui", "claude-session", "times", "pieces", "foreign-pieces"] as const)(
  "the peak memory of an export of %s",
  (shape) => {
    const timeout = isFull ? 3_600_000 : 600_000;
    let small = "";
    let large = "";
    beforeAll(async () => {
      small = await generate(shape, smallBytes);
      large = await generate(shape, largeBytes);
    }, timeout);
    afterAll(() => {
      fs.rmSync(large, { force: true });
    });

    it.each(formsOf[shape].map((form) => [nameOf(form), form] as const))(
      "does not grow: %s",
      { timeout },
      async (_, form) => {
        const peak = (file: string) => () => peakOf(file, form);
        expect(await peakGrowth(peak(small), peak(large), mostGrowth)).toBeLessThan(mostGrowth);
      },
    );
  },
);
