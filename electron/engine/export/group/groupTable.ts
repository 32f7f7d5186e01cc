// A table of several transcripts: the rows of one behind those of the other.

import type { ExportOptions } from "../../../../shared/exports.ts";
import type { ByteSink } from "../../snapshot/byteSink.ts";
import type { Written } from "../exportJob.ts";
import { allWritten, isConversation } from "../exportJob.ts";
import { messageColumns } from "../tables/messagesTable.ts";
import { recordColumns } from "../tables/recordsTable.ts";
import type { Batch, Table } from "../tables/table.ts";
import { tableOf } from "../tables/tableOf.ts";
import type { ExportsWanted } from "./exportedMembers.ts";
import { exportedMembers } from "./exportedMembers.ts";

export function groupTable(wanted: ExportsWanted, options: ExportOptions, output: ByteSink): Table {
  let all = allWritten(0, 0);
  async function* batches(): AsyncGenerator<Batch, void, undefined> {
    for await (const { member, transcript, view, masks } of exportedMembers(wanted)) {
      if (options.table === "messages" && !isConversation(transcript)) {
        wanted.onProblem(member, "It holds no messages, so it has no rows.");
        continue;
      }
      const { filter, signal } = wanted;
      const table = tableOf({ transcript, options, filter, view, masks, output, signal, report: () => {} });
      yield* table.batches();
      all = sumOf(all, { ...table.written(), bytesIn: view.bytes() });
    }
  }
  const columns = options.table === "messages" ? messageColumns : recordColumns;
  return { columns, batches, written: () => all };
}

function sumOf(one: Written, other: Written): Written {
  return {
    ...one,
    recordsIn: one.recordsIn + other.recordsIn,
    recordsOut: one.recordsOut + other.recordsOut,
    bytesIn: one.bytesIn + other.bytesIn,
    messages: one.messages + other.messages,
    toolCalls: one.toolCalls + other.toolCalls,
  };
}
