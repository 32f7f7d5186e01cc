// No rule of a family may hang on a name: real transcripts are summarised again under other file names, with other ids and
// at other times, and must tell the same. Needs SEEKLINE_CORPUS for the real ones.

import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Summary } from "../../../shared/summary.ts";
import { disguise } from "../../testing/disguise.ts";
import { summaryOfFile } from "../../testing/summaryOfFile.ts";

const corpus = process.env.SEEKLINE_CORPUS;
const files = corpus === undefined ? [] : fs.globSync("**/*.{jsonl,json}", { cwd: corpus }).filter(isTranscript);

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "seekline-disguised-"));
afterAll(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

describe("a disguise", () => {
  it("changes ids and times, alike where they were alike, and moves no byte", () => {
    const line = `{"uuid":"0a1b2c3d-0000-4000-8000-00000000000f","id":"toolu_01Xy","t":1790000000123,"s":1790000000,`;
    const text = `${line}"at":"2026-03-01T10:00:00.5Z","words":"see toolu_01Xy of 2026-03-01T10:00:01Z, not 2026-02-30T00:00:00"}`;
    const other = disguise(text);
    expect(other).toBe(
      `{"uuid":"5f607182-5555-9555-d555-555555555554","id":"toolu_78Ef","t":1786969695123,"s":1786969695,` +
        `"at":"2026-01-25T08:14:55.5Z","words":"see toolu_78Ef of 2026-01-25T08:14:56Z, not 2026-02-30T00:00:00"}`,
    );
    expect(other.length).toBe(text.length);
  });
});

describe.runIf(corpus !== undefined)("a summary of a real transcript in disguise", () => {
  for (const [number, file] of files.entries()) {
    it(`is that of ${file}`, async () => {
      const original = path.join(corpus ?? "", file);
      const other = path.join(folder, `other-${number}${path.extname(file)}`);
      fs.writeFileSync(other, Buffer.from(disguise(fs.readFileSync(original, "latin1")), "latin1"));
      const [told, toldInDisguise] = [await summaryOf(original), await summaryOf(other)];
      expect(factsOf(toldInDisguise)).toEqual(factsOf(disguise(told)));
    });
  }
});

async function summaryOf(file: string): Promise<string> {
  return JSON.stringify(await summaryOfFile(file));
}

function isTranscript(file: string): boolean {
  return path.basename(file) !== "truth.json";
}

/** Other files are named after this one. */
function factsOf(told: string): object {
  const summary: Summary = JSON.parse(told);
  return { ...summary, sources: summary.sources.map(({ relation }) => relation) };
}
