// What happened in a transcript. It needs no index: one pass over the file is enough.

import type { Result } from "../../shared/result.ts";
import { succeed } from "../../shared/result.ts";
import { summariseFile } from "../engine/summary/summariseFile.ts";
import type { SummaryRequest } from "./args.ts";
import { printBytes } from "./printed.ts";
import type { ReadSession } from "./readSession.ts";
import { printSummary } from "./summaryTable.ts";

export async function summaryCommand(
  { format, kindPath, timePath, json }: SummaryRequest,
  file: string,
  { terminal, signal }: ReadSession,
): Promise<Result<undefined>> {
  const summary = await summariseFile(file, {
    format,
    kindPath,
    timePath,
    signal,
    onNotice: (notice) => terminal.say(`seekline: ${notice}`),
    onProgress: (bytes) => terminal.progress(`reading: ${printBytes(bytes)}`),
  });
  if (!summary.ok) return summary;
  terminal.progress("");
  await terminal.output.write(json ? `${JSON.stringify(summary.value)}\n` : printSummary(summary.value));
  return succeed(undefined);
}
