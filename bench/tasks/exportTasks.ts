import { openAtomicFile } from "../../electron/engine/export/atomicFile.ts";
import type { ExportTarget } from "../../electron/engine/export/exportTargets.ts";
import { nodeFiles } from "../../electron/engine/export/fileOperations.ts";
import { runExport } from "../../electron/engine/export/runExport.ts";
import type { ExportKind } from "../../shared/exports.ts";
import { describeFailure } from "../../shared/failure.ts";
import { indexed } from "./opened.ts";
import type { Task, TaskOutput } from "./task.ts";
import { NotPossible, timed } from "./task.ts";

export const records: Task = ({ file, out }) => exportAs(file, "records", out);

/** As `cp` works: the system writes the pages to the disk later. */
export const recordsUnflushed: Task = ({ file, out }) =>
  exportAs(file, "records", () =>
    openAtomicFile(out, {
      files: { ...nodeFiles, create: async (path) => ({ ...(await nodeFiles.create(path)), sync: async () => {} }) },
    }),
  );

export const snapshot: Task = ({ file, out }) => exportAs(file, "snapshot", out);

/** The export of a transcript that is indexed already, as in the app. */
async function exportAs(file: string, as: ExportKind, target: ExportTarget): Promise<TaskOutput> {
  const transcript = await indexed(file);
  const milliseconds = await timed(async () => {
    const exported = await runExport(transcript, { as, filter: "", pretty: false, dropRaw: false }, target);
    if (exported.ok) return;
    const { code } = exported.failure;
    throw new NotPossible(
      code === "not-a-conversation"
        ? `skipped: the format ${exported.failure.format} has no messages`
        : `stopped: ${describeFailure(exported.failure)}`,
    );
  });
  transcript.close();
  return { milliseconds };
}
