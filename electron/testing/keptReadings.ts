// Transcripts of which something is kept when they are read: long enough, and long enough ago.

import fs from "node:fs";
import { vi } from "vitest";
import { keptFiles } from "../engine/index/keptFiles.ts";
import { worthKeeping } from "../engine/index/worthKeeping.ts";

/** What is shorter is not worth keeping anything of. */
const padding = " ".repeat(worthKeeping);

/** White space is no record, and a line of it costs next to nothing to read. */
export function writePadded(file: string, text: string | Uint8Array): void {
  fs.writeFileSync(file, text);
  fs.appendFileSync(file, `\n${padding}\n`);
}

/** From now on it is so much later than it is, until the end of the test. */
export function letTimePass(ms: number): void {
  const { now } = Date;
  vi.spyOn(Date, "now").mockImplementation(() => now() + ms);
}

/** Times tell of a file from then on what was written to it. */
export const settledMs = 3_000;

/** The names of what is kept in a folder under this ending. */
export function keptIn(folder: string, suffix: string): readonly string[] {
  return keptFiles(folder).flatMap(({ name }) => (name.endsWith(suffix) ? [name] : []));
}
