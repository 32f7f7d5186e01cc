import type { ExportProgress, ExportRemarks, ExportSummary } from "../../shared/exports.ts";
import { printJson } from "../../shared/printText.ts";
import type { Result } from "../../shared/result.ts";
import { succeed } from "../../shared/result.ts";
import type { ExportOutput } from "../engine/export/exportOutput.ts";
import type { ExportTarget } from "../engine/export/runExport.ts";
import { runExport } from "../engine/export/runExport.ts";
import type { ExportRequest } from "./args.ts";
import type { Session } from "./openInput.ts";
import { printBytes, printCount, printCounted, printDuration } from "./printed.ts";
import type { StandardOutput } from "./standardOutput.ts";
import type { Terminal } from "./terminal.ts";

export async function exportCommand(request: ExportRequest, session: Session): Promise<Result<undefined>> {
  const { transcript, terminal, signal } = session;
  const { as, filterText, pretty, dropRaw, thread, output } = request;
  const target: ExportTarget = output === "-" ? async () => succeed(streamed(terminal.output)) : output;
  const exported = await runExport(transcript, { as, filter: filterText, pretty, dropRaw, thread }, target, {
    signal,
    onProgress: (progress) => terminal.progress(printProgress(progress)),
  });
  terminal.progress("");
  if (!exported.ok) return exported;
  await tell(request, exported.value, terminal);
  return succeed(undefined);
}

async function tell({ json, quiet, output, thread }: ExportRequest, summary: ExportSummary, terminal: Terminal) {
  if (json) {
    const said = toJson(summary, output, thread);
    if (output === "-") terminal.say(printJson(said));
    else await terminal.output.write(`${JSON.stringify(said)}\n`);
    return;
  }
  if (!quiet) for (const line of printRemarks(summary)) terminal.say(`seekline: ${line}`);
  if (terminal.isWatched) terminal.say(printSummary(summary));
}

/** What `--json` says. Remarks are counted in full and listed up to a bound. */
function toJson(summary: ExportSummary, output: string, thread: string | undefined) {
  const { as, recordsIn, recordsOut, bytesIn, bytesOut, messages, toolCalls, skipped, mended, elapsedMs } = summary;
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
    elapsedMs: Math.round(elapsedMs),
  };
}

/** Standard output takes what comes: it can be neither whole nor nothing. */
function streamed(output: StandardOutput): ExportOutput {
  return {
    get bytesWritten() {
      return output.bytesWritten;
    },
    // A pipe may take the bytes later; the caller may reuse them now.
    write: (bytes) => output.write(Buffer.from(bytes)),
    commit: () => output.finish(),
    abort: async () => {},
  };
}

function printProgress({ stage, done, total, bytesWritten }: ExportProgress): string {
  const percent = total === 0 ? 100 : Math.floor((100 * done) / total);
  return `${stage} ${percent} % · ${printBytes(done)} of ${printBytes(total)} · ${printBytes(bytesWritten)} written`;
}

function printSummary(summary: ExportSummary): string {
  const { as, recordsIn, recordsOut, messages, toolCalls, bytesIn, bytesOut, elapsedMs } = summary;
  const parts = [
    as === "records" ? printCounted(recordsOut, "record") : `${printCounted(recordsIn, "record")} read`,
    ...(as === "snapshot" ? [`${printCount(recordsOut)} written`] : []),
    ...(as === "records" ? [] : [printCounted(messages, "message"), printCounted(toolCalls, "tool call")]),
    `${printBytes(bytesIn)} → ${printBytes(bytesOut)}`,
    printDuration(elapsedMs),
  ];
  return parts.join(" · ");
}

function* printRemarks({ skipped, mended }: ExportSummary): Generator<string> {
  yield* printSome("was left out", "were left out", skipped);
  yield* printSome("was mended", "were mended", mended);
}

/** Remarks that are printed one by one; of more, only the number is said. */
const mostPrinted = 5;

function* printSome(one: string, several: string, { count, first }: ExportRemarks): Generator<string> {
  const shown = first.slice(0, mostPrinted);
  for (const { line, reason } of shown) yield `line ${printCount(line)} ${one}: ${reason}`;
  const left = count - shown.length;
  if (left > 0) yield `${printCounted(left, "more line")} ${left === 1 ? one : several} (--json lists them)`;
}
