// What the page asks of a transcript as a whole, and what it writes of it. Meanwhile nothing is taken in that is written to the file.

import type { EngineEvent } from "../../../shared/engineContract.ts";
import type { Result } from "../../../shared/result.ts";
import { fail, succeed } from "../../../shared/result.ts";
import { estimateExport } from "../export/estimateExport.ts";
import type { GroupWork } from "../export/group/exportGroup.ts";
import { exportGroup, groupSecrets } from "../export/group/exportGroup.ts";
import { previewExport, previewOf } from "../export/previewExport.ts";
import { createProgressMeter } from "../export/progressMeter.ts";
import { redactTranscript } from "../export/redactedTranscript.ts";
import { runExport } from "../export/runExport.ts";
import { formatOf } from "../formats/mixed.ts";
import type { EngineHandlers } from "../port/handlers.ts";
import { untilAborted } from "../query/untilAborted.ts";
import { openTranscript } from "../session.ts";
import { listThreads } from "../snapshot/listThreads.ts";
import { summariseTranscript } from "../summary/summariseFile.ts";
import type { Transcript } from "../transcript.ts";

type ExportMethod = "summary" | "export" | "exportPreview" | "exportEstimate" | "secrets" | "threads";

/**
 * What is told of a transcript as a whole, and what is written of it. Methods end in a failure of the closed list where a target cannot
 * be written, a source is another by now, or a reading was cancelled; nothing half-written is left.
 *
 * @param withSteady Finds what is open by its id, and takes in nothing that is written to its file until the use of it ends.
 * @param resolveGrant The path behind an id that main has granted for writing.
 */
export function createExportHandlers(
  withSteady: <Value>(
    params: { readonly transcript: string },
    use: (held: { readonly transcript: Transcript }) => Result<Value> | Promise<Result<Value>>,
  ) => Promise<Result<Value>>,
  resolveGrant: (id: string, access: "write") => string | undefined,
): Pick<EngineHandlers, ExportMethod> {
  return {
    summary: (params, { signal, emit, requestId }) =>
      withSteady(params, async ({ transcript }) => {
        const { source, format, group } = transcript;
        if (group !== undefined) return fail({ code: "of-one-transcript" });
        const report = createProgressMeter(
          (progress) => {
            emit({ type: "exportProgress", request: requestId, progress });
          },
          () => 0,
        );
        const reading = { format: formatOf(format), prefix: format.prefix };
        try {
          const onProgress = (offset: number): void => report("reading", offset, source.size);
          return succeed(await summariseTranscript(source, reading, { signal, onProgress, related: params.related }));
        } catch (error) {
          if (signal.aborted) return fail({ code: "cancelled" });
          throw error;
        }
      }),
    export: (params, context) =>
      withSteady(params, async ({ transcript }) => {
        const target = resolveGrant(params.target, "write");
        if (target === undefined) return fail({ code: "bad-request", detail: "no such target" });
        const onProgress = (progress: Extract<EngineEvent, { type: "exportProgress" }>["progress"]): void =>
          context.emit({ type: "exportProgress", request: context.requestId, progress });
        const { signal } = context;
        const group = groupWork(transcript, signal);
        if (group !== undefined) return exportGroup(group, params.options, target, onProgress);
        return runExport(transcript, params.options, target, { signal, onProgress });
      }),
    exportPreview: (params, { signal }) =>
      withSteady(params, async ({ transcript }) => {
        const group = groupWork(transcript, signal);
        if (group === undefined) return previewExport(transcript, params.options, signal);
        return previewOf(params.options, signal, (options, target, within) =>
          exportGroup({ ...group, signal: within }, options, target),
        );
      }),
    exportEstimate: (params, { signal }) =>
      withSteady(params, ({ transcript }) =>
        transcript.group === undefined
          ? estimateExport(transcript, params.options, signal)
          : fail({ code: "of-one-transcript" }),
      ),
    secrets: (params, { signal }) =>
      withSteady(params, async ({ transcript }) => {
        try {
          await untilAborted(transcript.whenIndexed(), signal);
          const group = groupWork(transcript, signal);
          if (group !== undefined) return await groupSecrets(group);
          const found = await redactTranscript(transcript, { signal });
          return found.ok ? succeed(found.value.masks.counts()) : found;
        } catch (error) {
          if (signal.aborted) return fail({ code: "cancelled" });
          throw error;
        }
      }),
    threads: (params, { signal }) =>
      withSteady(params, ({ transcript: { source, format, group } }) =>
        group === undefined
          ? listThreads(source, source.size, format.prefix, signal)
          : fail({ code: "of-one-transcript" }),
      ),
  };
}

/** What an export of a group needs; undefined for one transcript. */
function groupWork({ group, whenIndexed }: Transcript, signal: AbortSignal): GroupWork | undefined {
  if (group === undefined) return undefined;
  return { group, whenIndexed, signal, open: (file) => openTranscript(file, group.reading) };
}
