// What is kept of a transcript's reading, flipped, cut, filled with zeros or put together wrong: the answer is what it was.

import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import { expect } from "vitest";
import { generateLog } from "../../../cli/generator/generateLog.ts";
import { derivedSuffixes } from "../../../engine/index/keptFiles.ts";
import { inAnHour } from "../../inAnHour.ts";
import { keptIn, writePadded } from "../../keptReadings.ts";
import { damage, damaged } from "../damage.ts";
import { type FuzzTarget, fuzzTarget } from "../fuzzTarget.ts";

const bytes = 100_000;

interface Kept {
  readonly name: string;
  readonly bytes: Buffer;
  readonly said: string;
}

/** `saidOf`: what a reading that is kept under this name says of a transcript. */
export function keptReadingTarget(
  sort: "summary" | "conversation",
  saidOf: (transcript: string) => Promise<string>,
): FuzzTarget {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "seekline-fuzz-"));
  const transcript = path.join(folder, "log.jsonl");
  let kept: Promise<Kept> | undefined;
  const prepare = async (): Promise<Kept> => {
    const { SEEKLINE_CACHE_DIR: cache = "" } = process.env;
    writePadded(transcript, "");
    const write = (block: Uint8Array): void => fs.appendFileSync(transcript, block);
    await generateLog({ shape: "claude-session", seed: 1, bytes }, { write });
    const said = await inAnHour(() => saidOf(transcript));
    const [name = ""] = keptIn(cache, derivedSuffixes[sort]);
    return { name, said, bytes: fs.readFileSync(name) };
  };
  return fuzzTarget(
    `kept ${sort}`,
    12,
    fc.asyncProperty(damage, async (all) => {
      kept ??= prepare();
      const { name, said, bytes: whole } = await kept;
      fs.writeFileSync(name, damaged(whole, all));
      expect(await inAnHour(() => saidOf(transcript))).toBe(said);
      // What was kept instead is right, too.
      expect(await inAnHour(() => saidOf(transcript))).toBe(said);
    }),
    async () => fs.rmSync(folder, { recursive: true }),
  );
}
