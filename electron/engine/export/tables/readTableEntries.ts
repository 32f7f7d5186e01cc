// Reads the conversation of a transcript for a table of it; gives how many records were read.

import type { Entries } from "../../conversation/entries.ts";
import { readEntries } from "../../conversation/readEntries.ts";
import { formatOf } from "../../formats/mixed.ts";
import { timePathsOf } from "../../formats/wrapping.ts";
import { chooseThread } from "../../snapshot/listThreads.ts";
import { ExportFailed } from "../exportFailed.ts";
import type { ExportJob } from "../exportJob.ts";

export async function readTableEntries(
  { transcript, options: { thread }, signal, report }: ExportJob,
  entries: Entries,
  accepts: ((record: number) => boolean) | undefined,
): Promise<number> {
  const { source, format: choiceOfFormat } = transcript;
  const format = formatOf(choiceOfFormat);
  let takes = accepts;
  if (thread !== undefined && format.name === "ag-ui") {
    const choice = { source, size: source.size, prefix: choiceOfFormat.prefix, accepts, thread, signal };
    const chosen = await chooseThread(choice);
    if (!chosen.ok) throw new ExportFailed(chosen.failure);
    takes = chosen.value;
  }
  const reading = {
    format,
    time: timePathsOf(format, choiceOfFormat.prefix),
    prefix: choiceOfFormat.prefix,
    accepts: takes,
    withMessages: true,
  };
  const facts = await readEntries(source, reading, entries, {
    signal,
    onProgress: (offset) => report("reading the conversation", offset, source.size),
  });
  return facts.records;
}
