// Kept indexes that are flipped, cut, filled with zeros or put together wrong: what is asked of the transcript is answered as if
// there were none.

import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import { expect } from "vitest";
import { createTranscriptIndex } from "../../../engine/index/transcriptIndex.ts";
import type { CapturePlan } from "../../../engine/scanner/indexScan.ts";
import { openFile } from "../../../engine/source/fileSource.ts";
import { damage, damaged } from "../damage.ts";
import { type FuzzTarget, fuzzTarget } from "../fuzzTarget.ts";

const plan: CapturePlan = { kind: [[["type"]]], time: [["at"]], pair: [["id"]], role: [["role"]], tool: [] };
/** Enough bytes to be worth keeping, and more than one segment. */
const lines = 70_000;

export function keptIndexTarget(): FuzzTarget {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "seekline-fuzz-"));
  const transcript = path.join(folder, "log.jsonl");
  let kept: { readonly name: string; readonly bytes: Buffer; readonly said: string } | undefined;
  const prepare = () => {
    const { SEEKLINE_CACHE_DIR: cache = "" } = process.env;
    fs.writeFileSync(transcript, Array.from({ length: lines }, (_, n) => lineOf(n)).join(""));
    const said = contentsOf(transcript);
    const name = path.join(cache, fs.readdirSync(cache).find((one) => one.endsWith(".seekindex")) ?? "");
    return { name, said, bytes: fs.readFileSync(name) };
  };
  return fuzzTarget(
    "kept index",
    12,
    fc.property(damage, (all) => {
      kept ??= prepare();
      fs.writeFileSync(kept.name, damaged(kept.bytes, all));
      expect(contentsOf(transcript)).toBe(kept.said);
      // What was kept instead is right, too.
      expect(contentsOf(transcript)).toBe(kept.said);
    }),
    async () => fs.rmSync(folder, { recursive: true }),
  );
}

function lineOf(n: number): string {
  return `${JSON.stringify({ type: `K${n % 7}`, at: 1_700_000_000_000 + n, id: n % 100, role: `r${n % 3}`, text: "x".repeat(n % 30) })}\n`;
}

/** Everything that an index says, and a few bytes of the transcript. */
function contentsOf(transcript: string): string {
  const source = openFile(transcript);
  if (!source.ok) throw new Error(source.failure.code);
  const index = createTranscriptIndex(source.value, plan);
  while (index.advance());
  const hash = createHash("sha256");
  for (let segment = 0; segment < index.segments().length; segment++) {
    const { count, offsets, lengths, lines: numbers, times, kinds, flags, pairs, roles } = index.columns(segment);
    hash.update(`${count} `);
    for (const column of [offsets, lengths, numbers, times, kinds, flags, pairs, roles]) {
      hash.update(new Uint8Array(column.buffer, column.byteOffset, count * column.BYTES_PER_ELEMENT));
    }
  }
  const bytes = new Uint8Array(1_000);
  index.source.readInto(bytes, 0, bytes.length, Math.floor(index.source.size / 2));
  const { counts } = index.totals();
  const said = JSON.stringify([index.state(), index.kinds(), index.roles(), [...counts.subarray(0, 20)]]);
  index.close();
  source.value.close();
  return `${said} ${hash.update(bytes).digest("hex")}`;
}
