import type { ExportProgress, ExportRemarks, ExportSummary } from "../../shared/exports.ts";
import type { Result } from "../../shared/result.ts";
import { succeed } from "../../shared/result.ts";
import type { ExportOutput } from "../engine/export/exportOutput.ts";
import type { ExportTarget } from "../engine/export/runExport.ts";
import { runExport } from "../engine/export/runExport.ts";
import type { ExportRequest } from "./args.ts";
import type { Session } from "./openInput.ts";
import { printBytes, printCount, printCounted, printDuration } from "./printed.ts";
import type { StandardOutput } from "./standardOutput.ts";

export async function exportCommand(request: ExportRequest, session: Session): Promise<Result<undefined>> {
  const { transcript, terminal, signal } = session;
  const { as, filterText, pretty, dropRaw, output } = request;
  const target: ExportTarget = output === "-" ? async () => succeed(streamed(terminal.output)) : output;
  const exported = await runExport(transcript, { as, filter: filterText, pretty, dropRaw }, target, {
    signal,
    onProgress: (progress) => terminal.progress(printProgress(progress)),
  });
  terminal.progress("");
  if (!exported.ok) return exported;
  const summary = exported.value;
  for (const line of printRemarks("left out", summary.skipped)) terminal.say(line);
  if (terminal.isWatched) {
    for (const line of printRemarks("mended", summary.mended)) terminal.say(line);
    terminal.say(printSummary(summary));
  }
  return succeed(undefined);
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

function* printRemarks(what: string, { count, first }: ExportRemarks): Generator<string> {
  const shown = first.slice(0, 5);
  for (const { line, reason } of shown) yield `seekline: line ${printCount(line)} was ${what}: ${reason}`;
  if (count > shown.length) yield `seekline: ${printCount(count - shown.length)} more lines were ${what}`;
}
