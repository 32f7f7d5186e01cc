import path from "node:path";
import type { ExportProgress, ExportRemarks, ExportSummary, SecretCount } from "../../shared/exports.ts";
import { needsConversation } from "../../shared/exports.ts";
import type { Failure } from "../../shared/failure.ts";
import { describeFailure } from "../../shared/failure.ts";
import { printJson } from "../../shared/printText.ts";
import type { Result } from "../../shared/result.ts";
import { fail, succeed } from "../../shared/result.ts";
import type { ExportOutput } from "../engine/export/exportOutput.ts";
import type { ExportTarget } from "../engine/export/exportTargets.ts";
import { runExport } from "../engine/export/runExport.ts";
import { keepFewSegments } from "../engine/index/decodedSegments.ts";
import type { ExportRequest } from "./arguments/exportArguments.ts";
import type { Session } from "./openInput.ts";
import { printBytes, printCount, printCounted, printDuration } from "./printed.ts";
import type { StandardOutput } from "./standardOutput.ts";
import type { Terminal } from "./terminal.ts";

export async function exportCommand(request: ExportRequest, session: Session): Promise<Result<undefined>> {
  const { transcript, terminal, signal } = session;
  const { filterText, output, manifest, redactRules, ...options } = request;
  if (request.file === "-" && output !== "-") {
    const { isStandardInput } = await import("./standardInput.ts");
    if (isStandardInput(output)) return fail({ code: "would-overwrite-source", name: path.basename(output) });
  }
  const target: ExportTarget = output === "-" ? async () => succeed(streamed(terminal.output)) : output;
  keepFewSegments();
  const exported = await runExport(transcript, { ...options, filter: filterText }, target, {
    signal,
    manifest,
    redactRules,
    onProgress: (progress) => terminal.progress(printProgress(progress)),
  });
  terminal.progress("");
  if (!exported.ok) {
    if (request.json && exported.failure.code === "too-large-to-read")
      await refuse(request, exported.failure, terminal);
    return exported;
  }
  await tell(request, exported.value, terminal);
  return succeed(undefined);
}

/** What `--json` says of a document that is too large to be begun. */
export async function refuse(
  { output }: ExportRequest,
  failure: Failure & { events: number; limit: number },
  terminal: Terminal,
) {
  const said = { error: describeFailure(failure), events: failure.events, limit: failure.limit };
  if (output === "-") terminal.say(printJson(said));
  else await terminal.output.write(`${printJson(said)}\n`);
}

async function tell(request: ExportRequest, summary: ExportSummary, terminal: Terminal) {
  const { json, quiet, output, thread } = request;
  if (json) {
    const said = toJson(summary, output, thread);
    if (output === "-") terminal.say(printJson(said));
    else await terminal.output.write(`${printJson(said)}\n`);
    return;
  }
  if (!quiet && summary.lacks !== undefined) terminal.say(`seekline: ${summary.lacks}`);
  if (!quiet && summary.notice !== undefined) terminal.say(`seekline: ${summary.notice}`);
  if (!quiet) for (const line of printRemarks(summary)) terminal.say(`seekline: ${line}`);
  if (terminal.isWatched) terminal.say(printSummary(request, summary));
}

/** What `--json` says. Remarks are counted in full and listed up to a bound. */
function toJson(summary: ExportSummary, output: string, thread: string | undefined) {
  const { as, recordsIn, recordsOut, bytesIn, bytesOut, messages, toolCalls, skipped, mended, lost } = summary;
  return {
    output,
    as,
    ...(thread === undefined ? {} : { thread }),
    recordsIn,
    recordsOut,
    bytesIn,
    bytes: bytesOut,
    messages,
    toolCalls,
    skippedCount: skipped.count,
    skipped: skipped.first,
    mendedCount: mended.count,
    mended: mended.first,
    lostCount: lost.count,
    lost: lost.first,
    ...(summary.notice === undefined ? {} : { notice: summary.notice }),
    ...(summary.redacted === undefined ? {} : { redacted: summary.redacted }),
    elapsedMs: Math.round(summary.elapsedMs),
  };
}

/** Standard output takes what comes: it can be neither whole nor nothing. */
export function streamed(output: StandardOutput): ExportOutput {
  return {
    get bytesWritten() {
      return output.bytesWritten;
    },
    // A pipe may take the bytes later; the caller may reuse them now.
    write: (bytes) => output.write(Buffer.from(bytes)),
    finish: () => output.finish(),
    commit: async () => {},
    abort: async () => {},
  };
}

function printProgress({ stage, done, total, bytesWritten }: ExportProgress): string {
  const percent = total === 0 ? 100 : Math.floor((100 * done) / total);
  return `${stage} ${percent} % · ${printBytes(done)} of ${printBytes(total)} · ${printBytes(bytesWritten)} written`;
}

function printSummary(request: ExportRequest, summary: ExportSummary): string {
  const isOfMessages = needsConversation(request);
  const { as, recordsIn, recordsOut, messages, toolCalls, bytesIn, bytesOut, elapsedMs } = summary;
  const parts = [
    isOfMessages ? `${printCounted(recordsIn, "record")} read` : printCounted(recordsOut, "record"),
    ...(as === "snapshot" ? [`${printCount(recordsOut)} written`] : []),
    ...(isOfMessages ? [printCounted(messages, "message"), printCounted(toolCalls, "tool call")] : []),
    `${printBytes(bytesIn)} → ${printBytes(bytesOut)}`,
    printDuration(elapsedMs),
  ];
  return parts.join(" · ");
}

function* printRemarks({ skipped, mended, lost, redacted }: ExportSummary): Generator<string> {
  if (redacted !== undefined) yield printRedacted(redacted);
  yield* printSums(skipped, " was left out", " were left out");
  yield* printSums(mended, " was mended", " were mended");
  yield* printSums(lost, "", "");
}

/** "3 secrets were redacted: 2 githubToken, 1 privateKey" */
export function printRedacted(counts: readonly SecretCount[]): string {
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  const kinds = counts.map(({ kind, count }) => `${printCount(count)} ${kind}`).join(", ");
  if (all === 0) return "no secrets were found";
  return `${printCounted(all, "secret")} ${all === 1 ? "was" : "were"} redacted: ${kinds}`;
}

/** One line for each reason. */
function* printSums({ count, sums }: ExportRemarks, one: string, several: string): Generator<string> {
  for (const { reason, line, count: records } of sums) {
    const where =
      records === 1
        ? `line ${printCount(line)}${one}`
        : `${printCount(records)} lines${several}, line ${printCount(line)} first`;
    yield `${where}: ${reason}`;
  }
  const known = sums.reduce((sum, { count: records }) => sum + records, 0);
  if (known < count) yield `${printCounted(count - known, "more line")}${several}, for other reasons`;
}
