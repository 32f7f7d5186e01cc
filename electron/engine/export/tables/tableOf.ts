import type { ExportJob } from "../exportJob.ts";
import { messagesTable } from "./messagesTable.ts";
import { recordsTable } from "./recordsTable.ts";
import type { Table } from "./table.ts";

/** The table that was asked for. */
export function tableOf(job: ExportJob): Table {
  return job.options.table === "messages" ? messagesTable(job) : recordsTable(job);
}
