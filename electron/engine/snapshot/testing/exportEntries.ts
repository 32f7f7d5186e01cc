// Exports the conversation of a session in memory, whatever its family.

import { recognise } from "../../formats/recognition.ts";
import { readSample } from "../../formats/sample.ts";
import type { Source } from "../../source/source.ts";
import type { Extras } from "../chosenEntries.ts";
import { writeEntries } from "../writeEntries.ts";
import type { SnapshotSummary } from "../writeSnapshot.ts";

export interface ExportedEntries {
  readonly text: string;
  readonly summary: SnapshotSummary;
}

export const withoutExtras: Extras = { inherited: false, undone: false, reasoning: false };

export async function exportEntries(
  source: Source,
  as: "snapshot" | "messages",
  extras: Extras = withoutExtras,
): Promise<ExportedEntries> {
  const { format, choice } = recognise(readSample(source).heads, {});
  const chunks: Buffer[] = [];
  const written = await writeEntries({
    source,
    size: source.size,
    prefix: choice.prefix,
    sink: { write: (bytes) => void chunks.push(Buffer.from(bytes)) },
    signal: new AbortController().signal,
    onProgress: () => {},
    accepts: undefined,
    thread: undefined,
    as,
    format,
    extras,
    pretty: false,
  });
  if (!written.ok) throw new Error(written.failure.code);
  return { text: Buffer.concat(chunks).toString("utf8"), summary: written.value };
}
