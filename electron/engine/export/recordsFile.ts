import type { ExportWriter } from "./exportJob.ts";
import { allWritten } from "./exportJob.ts";
import { exportRecords } from "./exportRecords.ts";

/** The matching records, byte for byte. */
export const writeRecordsFile: ExportWriter = async ({ transcript, view, output, signal, report }) => {
  const total = view.bytes();
  const { records, bytesIn } = await exportRecords(transcript.source, view.ranges(), output, {
    signal,
    onProgress: (bytes) => report("copying", Math.min(bytes, total), total),
  });
  return allWritten(records, bytesIn);
};
