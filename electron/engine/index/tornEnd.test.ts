// A transcript that ended inside of a line when threads indexed it, and was written on.

import fs from "node:fs";
import path from "node:path";
import { beforeEach, expect, it, vi } from "vitest";
import { plan } from "../../testing/scannedRanges.ts";
import { temporaryFolders } from "../../testing/temporaryFolders.ts";
import { openFile } from "../source/fileSource.ts";
import type { Source } from "../source/source.ts";
import { rangeBytes } from "./scanThreads.ts";
import { startThreads } from "./threadPool.ts";
import type { TranscriptIndex } from "./transcriptIndex.ts";
import { createTranscriptIndex } from "./transcriptIndex.ts";

const temporaryFolder = temporaryFolders();
const line = (n: number): string => `{"type":"K${n % 7}","n":${n},"text":"${"x".repeat(1_000)}"}\n`;

beforeEach(async () => {
  vi.stubEnv("SEEKLINE_CACHE_DIR", temporaryFolder());
  await startThreads();
});

function open(file: string): Source {
  const opened = openFile(file);
  if (!opened.ok) throw new Error(opened.failure.code);
  return opened.value;
}

async function indexed(index: TranscriptIndex): Promise<void> {
  while (!index.suitsThreads() && index.advance());
  if (index.suitsThreads()) await index.advanceInThreads(new AbortController().signal, () => {});
  while (index.advance());
}

it.each([
  ["torn", line(1).slice(0, 20)],
  ["whole but for its newline", line(1).slice(0, -1)],
])("is read from the start of its last line again, which was %s", async (_, beginning) => {
  const file = path.join(temporaryFolder(), "log.jsonl");
  const count = Math.ceil((1.5 * rangeBytes) / line(0).length);
  fs.writeFileSync(file, Array.from({ length: count }, (_, n) => line(n)).join("") + beginning);
  const source = open(file);
  const index = createTranscriptIndex(source, plan);
  await indexed(index);
  expect([index.origin, index.records(), index.position()]).toEqual(["new", count + 1, source.size]);
  fs.appendFileSync(file, line(1).slice(beginning.length) + line(2));
  // Not in place: the rest would be a line of its own.
  expect(index.grow(fs.statSync(file).size)).toBe(false);
  index.close();
  source.close();
  const grown = open(file);
  const again = createTranscriptIndex(grown, plan);
  expect(again.origin).toBe("continued");
  await indexed(again);
  expect([again.records(), again.state().malformed, again.state().line]).toEqual([count + 2, 0, count + 3]);
  const last = again.columns(again.segmentOf(count));
  const row = count - again.firstRecord(again.segmentOf(count));
  expect([last.offsets[row], last.lengths[row]]).toEqual([
    count * line(0).length - lostDigits(count),
    line(1).length - 1,
  ]);
  again.close();
  grown.close();
});

/** Lines of smaller numbers are shorter. */
function lostDigits(count: number): number {
  return Array.from({ length: count }, (_, n) => line(0).length - line(n).length).reduce((sum, one) => sum + one, 0);
}
