// What happened in a transcript. It needs no index: one pass over the file is enough.

import { printJson } from "../../shared/printText.ts";
import type { Result } from "../../shared/result.ts";
import { succeed } from "../../shared/result.ts";
import { describeMissing } from "../../shared/summary.ts";
import type { FilePlace } from "../engine/source/source.ts";
import { summariseFile } from "../engine/summary/summariseFile.ts";
import type { SummaryRequest } from "./arguments/summaryArguments.ts";
import { printBytes } from "./printed.ts";
import type { ReadSession } from "./readSession.ts";
import { printSummary } from "./summaryTable.ts";

export async function summaryCommand(
  { format, kindPath, timePath, json, related }: SummaryRequest,
  file: FilePlace,
  { terminal, signal }: ReadSession,
): Promise<Result<undefined>> {
  const summary = await summariseFile(file, {
    format,
    kindPath,
    timePath,
    signal,
    related,
    onNotice: (notice) => terminal.say(`seekline: ${notice}`),
    onProgress: (bytes) => terminal.progress(`reading: ${printBytes(bytes)}`),
  });
  if (!summary.ok) return summary;
  terminal.progress("");
  const missing = related ? describeMissing(summary.value.sources) : undefined;
  if (missing !== undefined) terminal.say(`seekline: ${missing}`);
  await terminal.output.write(json ? `${printJson(summary.value)}\n` : printSummary(summary.value));
  return succeed(undefined);
}
