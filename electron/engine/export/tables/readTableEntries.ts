// Reads the conversation of a transcript for a table of it; gives how many records were read.

import type { Entries } from "../../conversation/entries.ts";
import { readEntries } from "../../conversation/readEntries.ts";
import { formatNamed } from "../../formats/formats.ts";
import { timePathsOf } from "../../formats/wrapping.ts";
import type { ExportJob } from "../exportJob.ts";

export async function readTableEntries(
  { transcript, signal, report }: ExportJob,
  entries: Entries,
  accepts: ((record: number) => boolean) | undefined,
): Promise<number> {
  const { source, format: choice } = transcript;
  const format = formatNamed(choice.name);
  let records = 0;
  const count = (): void => {
    records++;
  };
  const reading = {
    format,
    time: timePathsOf(format, choice.prefix),
    prefix: choice.prefix,
    accepts,
    withMessages: true,
  };
  await readEntries(source, reading, entries, {
    signal,
    onProgress: (offset) => report("reading the conversation", offset, source.size),
    onRecord: count,
    onDamaged: count,
  });
  return records;
}
