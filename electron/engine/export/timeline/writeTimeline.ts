// One JSON document: a header whose size does not depend on the transcript's, then every record that passes, ordered by time,
// those without a time last, and by line. Compact and indented it is the same document.

import { RowSorter } from "../../index/rowSorter.ts";
import type { RecordLabels } from "../../query/recordLabels.ts";
import type { ExportWriter } from "../exportJob.ts";
import { allWritten } from "../exportJob.ts";
import { checkReaderLimit } from "../readerLimit.ts";
import type { EventNames } from "./timelineEvents.ts";
import { eventKeys, eventNumbers, writeEvents } from "./timelineEvents.ts";
import { readHeader } from "./timelineHeader.ts";

/**
 * Reads the records once for header and sums and once to write them; the order is made outside of memory. Refuses to
 * begin when there are more events than `readerLimit`.
 */
export const writeTimeline: ExportWriter = async (job) => {
  const { transcript, view, options, output: sink, signal, report } = job;
  const count = view.rows();
  checkReaderLimit(count, options.readerLimit);
  const sorter = new RowSorter(eventNumbers.length, eventKeys);
  try {
    const header = await readHeader(job, (numbers) => sorter.add(numbers));
    const names = namesOf(transcript.labels(view));
    const what = { header, count, sorter, names, source: transcript.source, startOf: () => 0 };
    await writeEvents({ ...what, pretty: options.pretty, sink, signal, report });
    const { messages, calls } = header.counts;
    return { ...allWritten(count, view.bytes()), messages, toolCalls: calls };
  } finally {
    sorter.close();
  }
};

function namesOf({ kinds, roles, tools }: RecordLabels): EventNames {
  return {
    kind: (number) => kinds[number] ?? "(none)",
    role: (number) => (number === 0 ? undefined : roles[number]),
    tool: (number) => (number === 0 ? undefined : tools[number]),
  };
}
