// Summaries of transcripts that a test writes line by line.

import type { Summary } from "../../shared/summary.ts";
import type { FormatName } from "../../shared/transcript.ts";
import { recognise } from "../engine/formats/recognition.ts";
import { readSample } from "../engine/formats/sample.ts";
import { createMemorySource } from "../engine/source/memorySource.ts";
import { summarise } from "../engine/summary/summarise.ts";

/** The lines are values (written as JSON) or texts (taken as they are). */
export function transcriptOf(lines: readonly unknown[]): string {
  return lines.map((line) => `${typeof line === "string" ? line : JSON.stringify(line)}\n`).join("");
}

/** The summary in the format that is detected, or in a given one. */
export async function summaryOf(
  lines: readonly unknown[],
  wanted?: FormatName,
  name = "session.jsonl",
): Promise<Summary> {
  const source = createMemorySource(transcriptOf(lines), name);
  const { format, plan } = recognise(readSample(source).heads, { format: wanted });
  return summarise(source, format, plan.time);
}

/** The format that is detected. */
export function formatOf(lines: readonly unknown[]): FormatName {
  return recognise(readSample(createMemorySource(transcriptOf(lines))).heads, {}).format.name;
}
