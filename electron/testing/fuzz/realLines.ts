// Lines of transcripts to begin with: of the folder in SEEKLINE_CORPUS where it names one, else of the project's own generator.

import fs from "node:fs";
import path from "node:path";
import { generateLog, type ShapeName } from "../../cli/generator/generateLog.ts";

/** Of each file, so many lines from its beginning and as many from its middle. */
const linesOfFile = 60;
const bytesRead = 400_000;
/** Longer lines make slow cases, in characters. */
const longestLine = 20_000;
const mostFiles = 400;
/** The shapes of the generator that tell a story. */
const shapes: readonly ShapeName[] = [
  ...(["agui", "claude", "claude-like", "claude-session", "deltas", "many-messages"] as const),
  ...(["rollout", "short", "story-weather"] as const),
];

/** A transcript each. */
export async function realLines(): Promise<readonly (readonly string[])[]> {
  const { SEEKLINE_CORPUS: corpus } = process.env;
  const texts = corpus === undefined ? await Promise.all(shapes.map(generatedText)) : textsIn(corpus);
  return texts
    .map((text) => text.split("\n").filter((line) => line !== "" && line.length <= longestLine))
    .filter((lines) => lines.length > 0)
    .flatMap((lines) => [lines.slice(0, linesOfFile), lines.slice(lines.length / 2, lines.length / 2 + linesOfFile)]);
}

async function generatedText(shape: ShapeName): Promise<string> {
  const blocks: Buffer[] = [];
  await generateLog({ shape, seed: 1, bytes: bytesRead }, { write: (block) => void blocks.push(Buffer.from(block)) });
  return Buffer.concat(blocks).toString("utf8");
}

function textsIn(corpus: string): readonly string[] {
  const files = fs
    .readdirSync(corpus, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:jsonl|ndjson|json)$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
  const step = Math.max(1, Math.ceil(files.length / mostFiles));
  return files.filter((_, at) => at % step === 0).map(beginningOf);
}

function beginningOf(file: string): string {
  const handle = fs.openSync(file, "r");
  const bytes = Buffer.alloc(bytesRead);
  const read = fs.readSync(handle, bytes, 0, bytesRead, 0);
  fs.closeSync(handle);
  return bytes.toString("utf8", 0, read);
}
