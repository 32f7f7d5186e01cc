// Every export takes the memory that it takes for a small transcript. With SEEKLINE_LARGE set, for transcripts of 1 GB, which
// takes long (npm run large).

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
/** What a large transcript may cost more than one of 1 MB. */
const mostGrowth = 30 * mebibyte;
const isLarge = process.env.SEEKLINE_LARGE !== undefined;
const largeBytes = isLarge ? 1_000_000_000 : 40_000_000;
const shapes = isLarge ? (["agui", "claude", "times"] as const) : (["agui", "times"] as const);
type Shape = (typeof shapes)[number];

let folder = "";
let program = "";

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "seekline-exports-"));
  program = await bundleProgram(path.join(import.meta.dirname, "cli.ts"));
});

afterAll(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

/** `times`: events whose times are in no order. */
async function generate(shape: Shape, bytes: number): Promise<string> {
  const file = path.join(folder, `${shape}-${bytes}.jsonl`);
  const handle = fs.openSync(file, "w");
  if (shape === "times") {
    for (let number = 0, written = 0; written < bytes; ) {
      const lines = Array.from({ length: 1000 }, () => {
        const time = 1_767_225_600_000 + ((++number * 7_919) % 9_999_991);
        return `{"type":"T${number % 7}","timestamp":${time},"text":"event ${number}"}\n`;
      });
      written += fs.writeSync(handle, lines.join(""));
    }
  } else await generateLog({ shape, seed: 7, bytes }, { write: (block) => void fs.writeSync(handle, block) });
  fs.closeSync(handle);
  return file;
}

async function peakOf(file: string, args: readonly string[]): Promise<number> {
  const own = fs.mkdtempSync(path.join(folder, "run-"));
  const env = { SEEKLINE_SPOOL_DIR: own, SEEKLINE_CACHE_DIR: own, SEEKLINE_THREADS: "1" };
  const end = await runChild([program, "export", file, "--force", "-q", ...args, "-o", path.join(own, "out")], { env });
  fs.rmSync(own, { recursive: true, force: true });
  expect(end).toMatchObject({ status: 0, stderr: "" });
  return end.peakBytes ?? Number.POSITIVE_INFINITY;
}

const forms: readonly (readonly [ExportKind, ...string[]])[] = [
  ...exportKinds.map((as) => [as] as const),
  ["csv", "--table", "messages"],
  ["parquet", "--table", "messages"],
  ["messages", "--redact"],
];
/** Events without an order are no conversation. */
const formsOf = (shape: Shape) => (shape === "times" ? [["timeline"] as const] : forms);

describe.each(shapes)("the peak memory of an export of %s", { timeout: isLarge ? 3_600_000 : 600_000 }, (shape) => {
  let small = "";
  let large = "";
  beforeAll(async () => {
    small = await generate(shape, 1_000_000);
    large = await generate(shape, largeBytes);
  }, 600_000);

  it.each(formsOf(shape).map((form) => [form.join(" "), form] as const))("does not grow: %s", async (_, form) => {
    const peak = (file: string) => () => peakOf(file, ["--as", ...form]);
    expect(await peakGrowth(peak(small), peak(large), mostGrowth)).toBeLessThan(mostGrowth);
  });
});
