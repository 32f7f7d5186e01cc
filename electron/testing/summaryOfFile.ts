// The summary of a file as a command makes it: of what it holds, where it is packed or no JSON Lines.

import type { Summary } from "../../shared/summary.ts";
import { readableFile } from "../engine/spool/readableFile.ts";
import { summariseFile } from "../engine/summary/summariseFile.ts";

export async function summaryOfFile(file: string): Promise<Summary> {
  const readable = await readableFile({ path: file, original: file });
  if (!readable.ok) throw new Error(readable.failure.code);
  try {
    const summary = await summariseFile(readable.value);
    if (!summary.ok) throw new Error(JSON.stringify(summary.failure));
    return summary.value;
  } finally {
    await readable.value.remove();
  }
}
