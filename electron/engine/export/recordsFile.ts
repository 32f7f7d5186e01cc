import type { ExportWriter } from "./exportJob.ts";
import { allWritten } from "./exportJob.ts";
import { exportRecords } from "./exportRecords.ts";
import { ManifestWriter } from "./manifest/manifestWriter.ts";

/** The matching records, byte for byte. */
export const writeRecordsFile: ExportWriter = async (job) => {
  const { transcript, view, output, signal, report } = job;
  const total = view.bytes();
  const manifest = job.manifest === undefined ? undefined : new ManifestWriter(job.manifest.output, job.masks);
  await manifest?.begin(job.manifest?.file ?? "", transcript.source, job.options.filter);
  const { records, bytesIn } = await exportRecords(
    transcript.source,
    manifest?.watch(view.ranges()) ?? view.ranges(),
    manifest?.through(output) ?? output,
    { signal, onProgress: (bytes) => report("copying", Math.min(bytes, total), total) },
  );
  await manifest?.end();
  return allWritten(records, bytesIn);
};
