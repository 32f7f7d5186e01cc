// What stands in front of a timeline's events: counts and sums, never a list that grows with the events.

import { createHash } from "node:crypto";
import { formatOf } from "../../formats/mixed.ts";
import { flagBit } from "../../scanner/indexScan.ts";
import { summariseTranscript } from "../../summary/summariseFile.ts";
import type { ExportJob } from "../exportJob.ts";
import { exportRecords } from "../exportRecords.ts";
import type { SensitiveCounts } from "./sensitivity.ts";
import { SensitivityCounter } from "./sensitivity.ts";

/** Kinds that are listed, most first. */
const mostKinds = 4096;
/** Rows of the view that are looked at together. */
const rowsAtOnce = 8192;

export interface TimelineHeader {
  readonly format: string;
  readonly sources: readonly { readonly name: string; readonly bytes: number }[];
  readonly sourceCount: number;
  readonly events: number;
  /** Of the records alone. */
  readonly bytes: number;
  /** In milliseconds since 1970. */
  readonly firstTime: number | null;
  readonly lastTime: number | null;
  readonly kinds: readonly { readonly kind: string; readonly count: number }[];
  readonly kindCount: number;
  readonly counts: {
    readonly messages: number;
    readonly calls: number;
    readonly errors: number;
    readonly humanActions: number;
  };
  /** Of what the document says. */
  readonly sensitive: SensitiveCounts;
  /** What was redacted in it. */
  readonly redacted?: SensitiveCounts;
  /** Of the records in file order, a line feed behind each: what an export of the records is. */
  readonly sha256: string;
}

/** Reads all records that pass; hands over the numbers of each. */
export async function readHeader(
  job: ExportJob,
  onEvent: (numbers: readonly number[]) => void,
): Promise<TimelineHeader> {
  const { transcript, view, signal } = job;
  const facts = await readFacts(job, onEvent);
  const bytes = await readBytes(job);
  const { name, prefix } = transcript.format;
  const format = formatOf(transcript.format);
  const said = await summariseTranscript(
    transcript.source,
    { format, prefix },
    {
      signal,
      accepts: job.filter.type === "all" ? undefined : (record) => view.accepts(record),
      onProgress: (offset) => job.report("reading the conversation", offset, transcript.source.size),
    },
  );
  return {
    format: name,
    sources: [{ name: transcript.name, bytes: transcript.source.size }],
    sourceCount: 1,
    events: view.rows(),
    bytes: view.bytes(),
    firstTime: facts.firstTime ?? null,
    lastTime: facts.lastTime ?? null,
    kinds: facts.kinds.slice(0, mostKinds),
    kindCount: facts.kinds.length,
    counts: {
      messages: said.prompts + said.answers,
      calls: said.toolCalls,
      errors: facts.errors,
      humanActions: said.prompts,
    },
    ...bytes,
    ...(job.masks === undefined
      ? {}
      : { redacted: Object.fromEntries(job.masks.counts().map(({ kind, count }) => [kind, count])) }),
  };
}

async function readFacts(
  { transcript, view, signal, report }: ExportJob,
  onEvent: (numbers: readonly number[]) => void,
) {
  const labels = transcript.labels(view);
  const areErrors = labels.kinds.map(labels.isErrorKind);
  const counts = new Map<string, number>();
  let errors = 0;
  let firstTime: number | undefined;
  let lastTime: number | undefined;
  const rows = view.rows();
  for (let from = 0; from < rows; from += rowsAtOnce) {
    report("ordering", from, rows);
    view.visit(from, rowsAtOnce, (record, columns, row) => {
      const number = columns.kinds[row] ?? 0;
      const kind = labels.kinds[number] ?? "(none)";
      const isError = areErrors[number] === true || ((columns.flags[row] ?? 0) & flagBit.error) !== 0;
      const flags = (columns.flags[row] ?? 0) | (isError ? flagBit.error : 0);
      const time = columns.times[row] ?? Number.NaN;
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
      if (isError) errors++;
      if (!Number.isNaN(time)) {
        firstTime = Math.min(time, firstTime ?? time);
        lastTime = Math.max(time, lastTime ?? time);
      }
      const order = [Number.isNaN(time) ? Number.POSITIVE_INFINITY : time, columns.lines[row] ?? 0, 0, record];
      const place = [columns.offsets[row] ?? 0, columns.lengths[row] ?? 0];
      const names = [number, columns.roles[row] ?? 0, columns.tools[row] ?? 0];
      onEvent([...order, ...place, ...names, flags, 0]);
    });
    await new Promise(setImmediate);
    signal.throwIfAborted();
  }
  const kinds = [...counts]
    .map(([kind, count]) => ({ kind, count }))
    .sort((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1));
  return { kinds, errors, firstTime, lastTime };
}

/** One pass over the bytes of the records. */
async function readBytes({ transcript, view, signal, report }: ExportJob) {
  const hash = createHash("sha256");
  const sensitivity = new SensitivityCounter();
  const total = view.bytes();
  const sink = {
    write: (bytes: Uint8Array): void => {
      hash.update(bytes);
      sensitivity.take(bytes);
    },
  };
  await exportRecords(transcript.source, view.ranges(), sink, {
    signal,
    onProgress: (bytes) => report("reading", Math.min(bytes, total), total),
  });
  return { sensitive: sensitivity.finish(), sha256: hash.digest("hex") };
}
