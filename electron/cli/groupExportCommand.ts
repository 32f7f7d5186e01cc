// Exports several transcripts as one.

import type { ExportProgress } from "../../shared/exports.ts";
import { groupKinds } from "../../shared/exports.ts";
import { printJson, printText } from "../../shared/printText.ts";
import type { Result } from "../../shared/result.ts";
import { succeed } from "../../shared/result.ts";
import type { GroupSummary } from "../engine/export/group/runGroupExport.ts";
import { runGroupExport } from "../engine/export/group/runGroupExport.ts";
import { groupMembers } from "../engine/group/groupMembers.ts";
import { openTranscript } from "../engine/session.ts";
import type { ExportRequest } from "./arguments/exportArguments.ts";
import { printRedacted, refuse, streamed } from "./exportCommand.ts";
import { printBytes, printCount, printCounted, printDuration } from "./printed.ts";
import type { ReadSession } from "./readSession.ts";

/** What is wrong with an export of several transcripts, in a sentence; undefined: nothing. */
export function groupExportProblem({ as, manifest, thread }: ExportRequest): string | undefined {
  const kinds = groupKinds.join(", ");
  if (!groupKinds.some((kind) => kind === as)) return `--as takes one of ${kinds} for several transcripts, not “${as}”`;
  if (manifest !== undefined) return "--manifest is of one transcript: export each by itself";
  return thread === undefined ? undefined : "--thread is of one transcript: export each by itself";
}

/** Problems of transcripts that are printed, and listed with `--json`; the rest are counted. */
const mostProblems = 100;

export async function groupExportCommand(
  request: ExportRequest,
  { terminal, signal }: ReadSession,
): Promise<Result<undefined>> {
  const as = groupKinds.find((kind) => kind === request.as) ?? "records";
  const members = await groupMembers(request.members);
  if (!members.ok) return members;
  const { filterText, output, redactRules, format, kindPath, timePath } = request;
  const problems: { name: string; problem: string }[] = [];
  let problemCount = 0;
  const exported = await runGroupExport({
    members: members.value,
    open: (file) => openTranscript(file, { format, kindPath, timePath }),
    options: { ...request, as, filter: filterText },
    target: output === "-" ? async () => succeed(streamed(terminal.output)) : output,
    redactRules,
    signal,
    onProgress: (progress) => terminal.progress(printProgress(progress)),
    onProblem: ({ name }, problem) => {
      if (problemCount++ >= mostProblems) return;
      problems.push({ name, problem });
      if (!request.quiet && !request.json) terminal.say(`seekline: ${printText(name)}: ${problem}`);
    },
  });
  terminal.progress("");
  if (!exported.ok) {
    if (request.json && exported.failure.code === "too-large-to-read")
      await refuse(request, exported.failure, terminal);
    return exported;
  }
  const summary = exported.value;
  if (request.json) {
    const said = `${printJson({ ...toJson(summary), output, problemCount, problems })}\n`;
    if (output === "-") terminal.say(said.trimEnd());
    else await terminal.output.write(said);
    return succeed(undefined);
  }
  const more = problemCount - problems.length;
  if (!request.quiet && more > 0) terminal.say(`seekline: ${printCounted(more, "more problem")} of other transcripts`);
  if (!request.quiet && summary.redacted !== undefined) terminal.say(`seekline: ${printRedacted(summary.redacted)}`);
  if (terminal.isWatched) terminal.say(printSummary(summary));
  return succeed(undefined);
}

function printProgress({ stage, done, total, bytesWritten }: ExportProgress): string {
  return `${stage} ${printCount(done)} of ${printCount(total)} · ${printBytes(bytesWritten)} written`;
}

function printSummary({ sources, recordsOut, bytesIn, bytesOut, elapsedMs }: GroupSummary): string {
  const read = `${printCounted(sources, "transcript")} · ${printCounted(recordsOut, "record")}`;
  return `${read} · ${printBytes(bytesIn)} → ${printBytes(bytesOut)} · ${printDuration(elapsedMs)}`;
}

function toJson({ as, sources, recordsIn, recordsOut, bytesIn, bytesOut, redacted, elapsedMs }: GroupSummary) {
  return {
    ...{ as, sources, recordsIn, recordsOut, bytesIn, bytes: bytesOut },
    ...(redacted === undefined ? {} : { redacted }),
    elapsedMs: Math.round(elapsedMs),
  };
}
