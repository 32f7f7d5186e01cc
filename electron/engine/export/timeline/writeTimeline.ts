// One JSON document: a header whose size does not depend on the transcript's, then every record that passes, ordered by time,
// those without a time last, and by line. Compact and indented it is the same document.

import type { Steps } from "../../conversation/pacer.ts";
import { Pacer } from "../../conversation/pacer.ts";
import { RowSorter } from "../../index/rowSorter.ts";
import type { RecordLabels } from "../../query/recordLabels.ts";
import { flagBit } from "../../scanner/indexScan.ts";
import { JsonOutput } from "../../snapshot/output.ts";
import { createPrettySink } from "../../snapshot/prettySink.ts";
import type { ExportWriter } from "../exportJob.ts";
import { allWritten } from "../exportJob.ts";
import { checkReaderLimit } from "../readerLimit.ts";
import { EventBatch } from "./eventBatch.ts";
import { eventNumbers, readHeader } from "./timelineHeader.ts";

export const writeTimeline: ExportWriter = async (job) => {
  const { transcript, view, options, report } = job;
  const events = view.rows();
  checkReaderLimit(events, options.readerLimit);
  const sorter = new RowSorter(eventNumbers.length);
  try {
    const header = await readHeader(job, (numbers) => sorter.add(numbers));
    const pacer = new Pacer(job.signal);
    const output = new JsonOutput(options.pretty ? createPrettySink(job.output) : job.output, transcript.source, pacer);
    const labels = transcript.labels(view);
    const batch = new EventBatch(transcript.source, eventNumbers);
    let written = 0;
    function* write(numbers: Float64Array, bytes?: Buffer): Steps {
      output.put(written === 0 ? "" : ",");
      yield* writeEvent(output, numbers, labels, bytes);
      yield* output.settle();
      written++;
      report("writing events", written, events);
      yield undefined;
    }
    function* writeBatch(): Steps {
      yield* batch.read();
      for (const event of batch.take()) yield* write(event.numbers, event.bytes);
    }
    function* steps(): Steps {
      output.put(`{"timeline":${JSON.stringify(header)},"events":[`);
      for (const numbers of sorter.sorted()) {
        const isSmall = batch.isSmall(numbers);
        if (!isSmall || !batch.hasRoomFor(numbers)) yield* writeBatch();
        if (isSmall) batch.add(numbers);
        else yield* write(numbers);
      }
      yield* writeBatch();
      output.put("]}");
      output.endLine();
      yield* output.flush();
    }
    await pacer.run(steps());
    // Whatever went wrong on the way: a document that lacks an event, or has one twice, is none.
    if (written !== events) throw new Error(`${written} of ${events} events were written`);
    const { messages, calls } = header.counts;
    return { ...allWritten(written, view.bytes()), messages, toolCalls: calls };
  } finally {
    sorter.close();
  }
};

/** `bytes`: those of the event, where they have been read. */
function* writeEvent(output: JsonOutput, numbers: Float64Array, labels: RecordLabels, bytes?: Buffer): Steps {
  const [time = 0, record = 0, line = 0, offset = 0, length = 0, kindNumber = 0, role = 0, tool = 0, flags = 0] =
    numbers;
  const kind = labels.kinds[kindNumber] ?? "(none)";
  const isError = labels.isErrorKind(kind) || (flags & flagBit.error) !== 0;
  const facts = {
    source: 0,
    record,
    line,
    offset,
    length,
    time: Number.isFinite(time) ? time : null,
    kind,
    ...(role === 0 ? {} : { role: labels.roles[role] }),
    ...(tool === 0 ? {} : { tool: labels.tools[tool] }),
    ...(isError ? { error: true } : {}),
  };
  output.put(JSON.stringify(facts).slice(0, -1));
  if ((flags & flagBit.malformed) === 0) {
    output.put(',"event":');
    if (bytes === undefined) yield* output.copy({ offset, length });
    else output.putJson(bytes);
    output.put("}");
    return;
  }
  // It is no JSON: what stands there, as a text.
  output.put(',"malformed":');
  output.put('"');
  yield* output.copyEscaped({ offset, length });
  output.put('"}');
}
