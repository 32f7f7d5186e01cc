// The events of a timeline, in order, behind its header: of one transcript or of several.

import type { Steps } from "../../conversation/pacer.ts";
import { Pacer } from "../../conversation/pacer.ts";
import type { RowSorter } from "../../index/rowSorter.ts";
import { flagBit } from "../../scanner/indexScan.ts";
import type { ByteSink } from "../../snapshot/byteSink.ts";
import { JsonOutput } from "../../snapshot/output.ts";
import { createPrettySink } from "../../snapshot/prettySink.ts";
import type { Source } from "../../source/source.ts";
import { EventBatch } from "./eventBatch.ts";

/** The numbers that an event is written from, in this order; the first `eventKeys` are what events are ordered by. */
export const eventNumbers = [
  ...(["time", "line", "source", "record"] as const),
  ...(["offset", "length", "kind", "role", "tool", "flags", "sum"] as const),
] as const;
/** Events of one time stand in the order of lines, then of sources, then of records. */
export const eventKeys = 4;

/** What the numbers of an event stand for. */
export interface EventNames {
  readonly kind: (number: number) => string;
  /** Undefined: none. */
  readonly role: (number: number) => string | undefined;
  readonly tool: (number: number) => string | undefined;
}

export interface TimelineEvents {
  readonly header: object;
  readonly count: number;
  readonly sorter: RowSorter;
  readonly names: EventNames;
  /** What `offset` is a place in. */
  readonly source: Source;
  /** Where in it the bytes of a transcript begin. */
  readonly startOf: (source: number) => number;
  /** Called with each event before it is written; what it throws ends all. `bytes`: those of a short one. */
  readonly check?: (numbers: Float64Array, bytes: Buffer | undefined) => Steps;
  readonly pretty: boolean;
  readonly sink: ByteSink;
  readonly signal: AbortSignal;
  readonly report: (stage: string, done: number, total: number) => void;
}

/**
 * Writes the whole document and its line end. `header` is written as `JSON.stringify` spells it; `sorter` is emptied,
 * and closed by the caller. Throws when it holds other than `count` events.
 */
export async function writeEvents(events: TimelineEvents): Promise<void> {
  const { header, count, sorter, source, check, sink, report } = events;
  const pacer = new Pacer(events.signal);
  const output = new JsonOutput(events.pretty ? createPrettySink(sink) : sink, source, pacer);
  const batch = new EventBatch(source, eventNumbers);
  let written = 0;
  function* write(numbers: Float64Array, bytes?: Buffer): Steps {
    if (check !== undefined) yield* check(numbers, bytes);
    output.put(written === 0 ? "" : ",");
    yield* writeEvent(output, numbers, events, bytes);
    yield* output.settle();
    written++;
    report("writing events", written, count);
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
  if (written !== count) throw new Error(`${written} of ${count} events were written`);
}

/** `bytes`: those of the event, where they have been read. */
function* writeEvent(
  output: JsonOutput,
  numbers: Float64Array,
  { names, startOf }: TimelineEvents,
  bytes?: Buffer,
): Steps {
  const [time = 0, line = 0, source = 0, record = 0, place = 0, length = 0, kind = 0, role = 0, tool = 0, flags = 0] =
    numbers;
  const [roleName, toolName] = [names.role(role), names.tool(tool)];
  const facts = {
    source,
    record,
    line,
    offset: place - startOf(source),
    length,
    time: Number.isFinite(time) ? time : null,
    kind: names.kind(kind),
    ...(roleName === undefined ? {} : { role: roleName }),
    ...(toolName === undefined ? {} : { tool: toolName }),
    ...((flags & flagBit.error) === 0 ? {} : { error: true }),
  };
  output.put(JSON.stringify(facts).slice(0, -1));
  if ((flags & flagBit.malformed) === 0) {
    output.put(',"event":');
    if (bytes === undefined) yield* output.copy({ offset: place, length });
    else output.putJson(bytes);
    output.put("}");
    return;
  }
  // It is no JSON: what stands there, as a text.
  output.put(',"malformed":');
  output.put('"');
  yield* output.copyEscaped({ offset: place, length });
  output.put('"}');
}
