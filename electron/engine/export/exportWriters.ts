import type { ExportKind } from "../../../shared/exports.ts";
import {
  writeAtifFile,
  writeMessagesFile,
  writeOtlpFile,
  writePageFile,
  writeSnapshotFile,
} from "./conversationFiles.ts";
import type { ExportWriter } from "./exportJob.ts";
import { writeRecordsFile } from "./recordsFile.ts";
import { writeCsv } from "./tables/writeCsv.ts";
import { writeParquet } from "./tables/writeParquet.ts";
import { writeTimeline } from "./timeline/writeTimeline.ts";

export const exportWriters: Readonly<Record<ExportKind, ExportWriter>> = {
  snapshot: writeSnapshotFile,
  messages: writeMessagesFile,
  atif: writeAtifFile,
  otlp: writeOtlpFile,
  markdown: writePageFile("markdown"),
  html: writePageFile("html"),
  text: writePageFile("text"),
  timeline: writeTimeline,
  records: writeRecordsFile,
  csv: writeCsv,
  parquet: writeParquet,
};
