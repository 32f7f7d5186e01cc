// An export of several transcripts as one: a timeline of all of them, their records one transcript behind the other, or a table
// with a column that says of which each row is. One member is open at a time.

import type { ExportOptions, ExportProgress, ExportSummary, GroupKind } from "../../../../shared/exports.ts";
import { parseFilter } from "../../../../shared/filter/filter.ts";
import type { Result } from "../../../../shared/result.ts";
import { fail, succeed } from "../../../../shared/result.ts";
import type { GroupMember } from "../../group/groupMembers.ts";
import type { ByteSink } from "../../snapshot/byteSink.ts";
import { SourceError } from "../../source/fileSource.ts";
import { openAtomicFile } from "../atomicFile.ts";
import { compressedOutput, compressorFor } from "../compressedOutput.ts";
import { ExportFailed } from "../exportFailed.ts";
import type { Written } from "../exportJob.ts";
import { allWritten } from "../exportJob.ts";
import type { ExportOutput } from "../exportOutput.ts";
import { exportRecords } from "../exportRecords.ts";
import type { ExportTarget } from "../exportTargets.ts";
import { createProgressMeter } from "../progressMeter.ts";
import { writeCsvTable } from "../tables/writeCsv.ts";
import { writeParquetTable } from "../tables/writeParquet.ts";
import type { ExportsWanted } from "./exportedMembers.ts";
import { exportedMembers } from "./exportedMembers.ts";
import { groupTable } from "./groupTable.ts";
import { writeGroupTimeline } from "./writeGroupTimeline.ts";

export interface GroupExport {
  readonly members: readonly GroupMember[];
  readonly open: ExportsWanted["open"];
  readonly options: ExportOptions & { readonly as: GroupKind };
  readonly target: ExportTarget;
  readonly redactRules?: string | undefined;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: ExportProgress) => void;
  readonly onProblem: (member: GroupMember, problem: string) => void;
}

/** `sources` may be less than there were members: the others were told by `onProblem`. */
export interface GroupSummary extends ExportSummary {
  /** Transcripts that were read. */
  readonly sources: number;
}

/**
 * A member that cannot be read is told and left out; only when none can be, it fails with `group-unread`. A target by
 * path appears whole or not at all, and is none of the members.
 */
export async function runGroupExport(group: GroupExport): Promise<Result<GroupSummary>> {
  const { members, options, signal } = group;
  const started = performance.now();
  const filter = parseFilter(options.filter);
  if (!filter.ok) return fail({ code: "bad-filter", ...filter.failure });
  const opened = await openTarget(group);
  if (!opened.ok) return opened;
  const output = opened.value;
  const report = createProgressMeter(group.onProgress, () => output.bytesWritten);
  let number = 0;
  let sources = 0;
  let problem: string | undefined;
  const redacted = new Map<string, number>();
  const wanted: ExportsWanted = {
    ...{ members, signal, filter: filter.value, redactRules: group.redactRules, redact: options.redact === true },
    open: async (file) => {
      const member = await group.open(file);
      if (member.ok) sources++;
      return member;
    },
    onMember: (at) => {
      number = at;
      report("reading transcripts", number, members.length);
    },
    onRedacted: (counts) => {
      for (const { kind, count } of counts) redacted.set(kind, (redacted.get(kind) ?? 0) + count);
    },
    onProblem: (member, said) => {
      problem ??= said;
      group.onProblem(member, said);
    },
  };
  try {
    const written = await write(wanted, options, output, report);
    if (sources === 0) throw new ExportFailed({ code: "group-unread", problem: problem ?? "" });
    signal.throwIfAborted();
    report("saving", members.length, members.length);
    await output.commit();
    return succeed({
      ...{ as: options.as, ...written, sources, bytesOut: output.bytesWritten },
      redacted: wanted.redact ? [...redacted].map(([kind, count]) => ({ kind, count })) : undefined,
      elapsedMs: performance.now() - started,
    });
  } catch (error) {
    await output.abort();
    if (error instanceof ExportFailed || error instanceof SourceError) return fail(error.failure);
    if (signal.aborted) return fail({ code: "cancelled" });
    throw error;
  }
}

async function openTarget({ members, options, target }: GroupExport): Promise<Result<ExportOutput>> {
  if (typeof target !== "string") return target();
  const opened = await openAtomicFile(target, { sources: members.map(({ file }) => file) });
  if (!opened.ok) return opened;
  const compressor = options.as === "records" ? await compressorFor(target) : undefined;
  return succeed(compressor === undefined ? opened.value : compressedOutput(opened.value, compressor));
}

function write(
  wanted: ExportsWanted,
  options: GroupExport["options"],
  output: ByteSink,
  report: (stage: string, done: number, total: number) => void,
): Promise<Written> {
  switch (options.as) {
    case "timeline":
      return writeGroupTimeline({ ...wanted, options, output, report });
    case "csv":
      return writeCsvTable(groupTable(wanted, options, output), output, wanted.signal);
    case "parquet":
      return writeParquetTable(groupTable(wanted, options, output), output, wanted.signal);
    default:
      return writeGroupRecords(wanted, output);
  }
}

async function writeGroupRecords(wanted: ExportsWanted, output: ByteSink): Promise<Written> {
  let records = 0;
  let bytes = 0;
  for await (const { transcript, view } of exportedMembers(wanted)) {
    const copied = await exportRecords(transcript.source, view.ranges(), output, { signal: wanted.signal });
    records += copied.records;
    bytes += view.bytes();
  }
  return allWritten(records, bytes);
}
