// The exports of a conversation: the log with its messages compacted, the messages alone, a trajectory, traces, pages to read.

import type { ExportExtra } from "../../../shared/exports.ts";
import type { Result } from "../../../shared/result.ts";
import { formatOf } from "../formats/mixed.ts";
import { writeEntries } from "../snapshot/writeEntries.ts";
import type { SnapshotInput, SnapshotSummary } from "../snapshot/writeSnapshot.ts";
import { writeMessages, writeSnapshot } from "../snapshot/writeSnapshot.ts";
import { writeAtif } from "./atif/writeAtif.ts";
import { ExportFailed } from "./exportFailed.ts";
import type { ExportJob, ExportWriter, Written } from "./exportJob.ts";
import { writeOtlp } from "./otlp/writeOtlp.ts";
import type { PageKind } from "./pages/writePage.ts";
import { writePage } from "./pages/writePage.ts";
import { checkReaderLimit } from "./readerLimit.ts";

export const writeSnapshotFile: ExportWriter = (job) =>
  isAgui(job)
    ? writeConversation(job, (input) => writeSnapshot({ ...input, ...droppedOf(job) }))
    : writeFamily(job, "snapshot");

export const writeMessagesFile: ExportWriter = (job) =>
  isAgui(job) && !isMixed(job)
    ? writeConversation(job, (input) => writeMessages({ ...input, pretty: job.options.pretty }))
    : writeFamily(job, "messages");

export const writeAtifFile: ExportWriter = async (job) => {
  checkReaderLimit(job.view.rows(), job.options.readerLimit);
  // Of a part of a transcript nobody knows which sub-agents belong to it; and in their files no secrets were looked for.
  const withSubagents = job.filter.type === "all" && job.masks === undefined && job.transcript.isPart !== true;
  return writeConversation(job, (input) => writeAtif({ ...input, ...familyOptions(job), withSubagents }));
};

export const writeOtlpFile: ExportWriter = async (job) => {
  checkReaderLimit(job.view.rows(), job.options.readerLimit);
  return writeConversation(job, (input) => writeOtlp({ ...input, ...familyOptions(job) }));
};

export const writePageFile =
  (as: PageKind): ExportWriter =>
  async (job) => {
    // A pager reads text little by little; browsers and viewers of Markdown load all of it.
    if (as !== "text") checkReaderLimit(job.view.rows(), job.options.readerLimit);
    return writeConversation(job, (input) => writePage({ ...input, ...familyOptions(job), as }));
  };

function droppedOf({ options: { dropRaw, dropCustom = false } }: ExportJob) {
  return { dropRaw, dropCustom };
}

function isAgui({ transcript }: ExportJob): boolean {
  return transcript.format.name === "ag-ui";
}

/** Messages of several families come out of the one conversation that all of them tell. */
function isMixed({ transcript }: ExportJob): boolean {
  return transcript.format.others.length > 0;
}

function writeFamily(job: ExportJob, as: "snapshot" | "messages"): Promise<Written> {
  return writeConversation(job, (input) => writeEntries({ ...input, ...familyOptions(job), as }));
}

function familyOptions({ transcript, options: { pretty, with: extras = [] } }: ExportJob) {
  const wanted = (name: ExportExtra): boolean => extras.includes(name);
  return {
    format: formatOf(transcript.format),
    pretty,
    extras: { inherited: wanted("inherited"), undone: wanted("undone"), reasoning: wanted("reasoning") },
  };
}

async function writeConversation(
  { transcript, options, filter, view, output, signal, report }: ExportJob,
  writeAs: (input: SnapshotInput) => Promise<Result<SnapshotSummary>>,
): Promise<Written> {
  const { source } = transcript;
  const written = await writeAs({
    source,
    size: source.size,
    prefix: transcript.format.prefix,
    sink: output,
    accepts: filter.type === "all" ? undefined : (record) => view.accepts(record),
    thread: options.thread,
    clipTools: options.clipTools,
    signal,
    onProgress: report,
  });
  if (!written.ok) throw new ExportFailed(written.failure);
  const { recordsIn, recordsOut, messages, toolCalls, skipped, mended, lost, notice } = written.value;
  return { recordsIn, recordsOut, bytesIn: source.size, messages, toolCalls, skipped, mended, lost, notice };
}
