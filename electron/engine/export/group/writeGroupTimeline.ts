// A timeline of several transcripts. Each member is opened once, for the numbers of its events and for sums; the events are
// merged by these numbers outside of memory, and then read where they stand. An event that is not what it was when it was
// summed ends the export.

import { createHash } from "node:crypto";
import type { ExportOptions } from "../../../../shared/exports.ts";
import type { Steps } from "../../conversation/pacer.ts";
import { formatOf } from "../../formats/mixed.ts";
import { RowSorter } from "../../index/rowSorter.ts";
import type { Masks } from "../../redaction/masks.ts";
import { redactedSource } from "../../redaction/redactedSource.ts";
import { flagBit } from "../../scanner/indexScan.ts";
import type { ByteSink } from "../../snapshot/byteSink.ts";
import { openFile, SourceError } from "../../source/fileSource.ts";
import type { JoinedPart } from "../../source/joinedSource.ts";
import { JoinedSource } from "../../source/joinedSource.ts";
import type { FilePlace, Source } from "../../source/source.ts";
import { summariseTranscript } from "../../summary/summariseFile.ts";
import type { Written } from "../exportJob.ts";
import { allWritten } from "../exportJob.ts";
import { RangeReader } from "../rangeReader.ts";
import { checkReaderLimit } from "../readerLimit.ts";
import { SensitivityCounter } from "../timeline/sensitivity.ts";
import { eventKeys, eventNumbers, writeEvents } from "../timeline/timelineEvents.ts";
import type { EventSums } from "./eventSums.ts";
import { createEventSums } from "./eventSums.ts";
import type { ExportsWanted, OpenedExport } from "./exportedMembers.ts";
import { exportedMembers } from "./exportedMembers.ts";
import { GroupKinds, GroupNames } from "./groupFacts.ts";

/** Sources, and problems of some, that the header lists. */
const mostListed = 1000;
/** Rows of a view that are looked at together. */
const rowsAtOnce = 8192;
const sumAt = eventNumbers.indexOf("sum");
const lineFeed = Uint8Array.of(0x0a);

export interface GroupTimeline extends ExportsWanted {
  readonly options: ExportOptions;
  readonly output: ByteSink;
  readonly report: (stage: string, done: number, total: number) => void;
}

export async function writeGroupTimeline(group: GroupTimeline): Promise<Written> {
  const { options, output, signal, report } = group;
  const facts = new TimelineFacts(await createEventSums());
  const kept: { remove(): Promise<void> }[] = [];
  const joined = facts.joined;
  try {
    for await (const opened of exportedMembers({ ...group, onProblem: facts.noteProblem(group.onProblem) })) {
      await facts.take(opened, signal);
      opened.keep();
      kept.push(opened.file);
    }
    checkReaderLimit(facts.events, options.readerLimit);
    const source = joined.source("group");
    await writeEvents({
      header: facts.header(options.redact === true),
      count: facts.events,
      sorter: facts.sorter,
      names: facts.names,
      source,
      startOf: (number) => joined.startOf(number),
      check: (numbers, bytes) => facts.check(numbers, bytes, source),
      ...{ pretty: options.pretty, sink: output, signal, report },
    });
    const { messages, calls } = facts;
    return { ...allWritten(facts.events, facts.bytes), messages, toolCalls: calls };
  } finally {
    facts.sorter.close();
    joined.close();
    for (const file of kept) await file.remove();
  }
}

/** A function of its own: what it gives holds nothing of the opened member, of which there would be thousands. */
function partOf(name: string, size: number, { path, original }: FilePlace, masks: Masks | undefined): JoinedPart {
  return { name, size, open: () => reopen({ path, original }, masks) };
}

/** A member as it was read before, or what was unpacked of it. */
function reopen(place: FilePlace, masks: Masks | undefined): Source {
  const opened = openFile(place);
  if (!opened.ok) throw new SourceError(opened.failure);
  return masks === undefined ? opened.value : redactedSource(opened.value, masks);
}

class TimelineFacts {
  readonly names = new GroupNames();
  readonly joined = new JoinedSource();
  readonly sorter = new RowSorter(eventNumbers.length, eventKeys);
  events = 0;
  bytes = 0;
  messages = 0;
  calls = 0;
  readonly #kinds = new GroupKinds();
  readonly #sources: { name: string; bytes: number; format: string; events: number }[] = [];
  #sourceCount = 0;
  readonly #problems: { name: string; problem: string }[] = [];
  #problemCount = 0;
  #errors = 0;
  #prompts = 0;
  #firstTime: number | undefined;
  #lastTime: number | undefined;
  readonly #redacted = new Map<string, number>();
  readonly #hash = createHash("sha256");
  readonly #sensitivity = new SensitivityCounter();
  readonly #sums: EventSums;

  constructor(sums: EventSums) {
    this.#sums = sums;
  }

  noteProblem(tell: ExportsWanted["onProblem"]): ExportsWanted["onProblem"] {
    return (member, problem) => {
      this.#problemCount++;
      if (this.#problems.length < mostListed) this.#problems.push({ name: member.name, problem });
      tell(member, problem);
    };
  }

  async take({ member, transcript, view, masks, file }: OpenedExport, signal: AbortSignal): Promise<void> {
    const { source, format } = transcript;
    const number = this.#sourceCount++;
    const { size } = source;
    const start = this.joined.add(partOf(member.name, size, file, masks));
    await this.#takeRows({ member, transcript, view, start, number, signal });
    const said = await summariseTranscript(
      source,
      { format: formatOf(format), prefix: format.prefix },
      { signal, accepts: (record) => view.accepts(record) },
    );
    this.messages += said.prompts + said.answers;
    this.calls += said.toolCalls;
    this.#prompts += said.prompts;
    this.events += view.rows();
    this.bytes += view.bytes();
    for (const { kind, count } of masks?.counts() ?? [])
      this.#redacted.set(kind, (this.#redacted.get(kind) ?? 0) + count);
    if (this.#sources.length < mostListed)
      this.#sources.push({ name: member.name, bytes: size, format: format.name, events: view.rows() });
  }

  async #takeRows({
    transcript,
    view,
    start,
    number,
    signal,
  }: Pick<OpenedExport, "member" | "transcript" | "view"> & {
    readonly start: number;
    readonly number: number;
    readonly signal: AbortSignal;
  }): Promise<void> {
    const labels = transcript.labels(view);
    const names = this.names.of(labels);
    const areErrors = labels.kinds.map(labels.isErrorKind);
    const reader = new RangeReader(transcript.source);
    const rows = view.rows();
    for (let from = 0; from < rows; from += rowsAtOnce) {
      const page: number[][] = [];
      view.visit(from, rowsAtOnce, (record, columns, row) => {
        const kind = columns.kinds[row] ?? 0;
        const isError = areErrors[kind] === true || ((columns.flags[row] ?? 0) & flagBit.error) !== 0;
        const time = columns.times[row] ?? Number.NaN;
        const order = [Number.isNaN(time) ? Number.POSITIVE_INFINITY : time, columns.lines[row] ?? 0, number, record];
        const place = [start + (columns.offsets[row] ?? 0), columns.lengths[row] ?? 0];
        const said = [
          names.kinds[kind] ?? 0,
          names.roles[columns.roles[row] ?? 0] ?? 0,
          names.tools[columns.tools[row] ?? 0] ?? 0,
        ];
        this.#kinds.add(said[0] ?? 0);
        if (isError) this.#errors++;
        if (!Number.isNaN(time)) {
          this.#firstTime = Math.min(time, this.#firstTime ?? time);
          this.#lastTime = Math.max(time, this.#lastTime ?? time);
        }
        page.push([...order, ...place, ...said, (columns.flags[row] ?? 0) | (isError ? flagBit.error : 0)]);
      });
      for (const numbers of page) {
        const [, , , , offset = 0, length = 0] = numbers;
        this.sorter.add([...numbers, this.#read(reader, offset - start, length)]);
      }
      await new Promise(setImmediate);
      signal.throwIfAborted();
    }
  }

  /** Reads a record; gives its sum. */
  #read(reader: RangeReader, offset: number, length: number): number {
    const take = (bytes: Uint8Array): void => {
      this.#hash.update(bytes);
      this.#sensitivity.take(bytes);
    };
    const first = reader.read(offset, length);
    take(first);
    let sum = first.length === length ? this.#sums.ofShort(first) : 0;
    if (first.length < length) {
      this.#sums.begin(first);
      for (let done = first.length; done < length; ) {
        const bytes = reader.read(offset + done, length - done);
        take(bytes);
        this.#sums.add(bytes);
        done += bytes.length;
      }
      sum = this.#sums.end();
    }
    take(lineFeed);
    return sum;
  }

  /** Holds an event against its sum. */
  *check(numbers: Float64Array, bytes: Buffer | undefined, source: Source): Steps {
    const [, , number = 0, , offset = 0, length = 0] = numbers;
    const sum = bytes === undefined ? yield* this.#sumAt(source, offset, length) : this.#sums.ofShort(bytes);
    if (sum === numbers[sumAt]) return;
    throw new SourceError({ code: "source-changed", name: this.joined.nameOf(number), change: "rewritten" });
  }

  *#sumAt(source: Source, offset: number, length: number): Steps<number> {
    const reader = new RangeReader(source);
    const first = reader.read(offset, length);
    if (first.length === length) return this.#sums.ofShort(first);
    this.#sums.begin(first);
    for (let done = first.length; done < length; ) {
      const bytes = reader.read(offset + done, length - done);
      this.#sums.add(bytes);
      done += bytes.length;
      yield undefined;
    }
    return this.#sums.end();
  }

  header(isRedacted: boolean): object {
    return {
      format: "group",
      sources: this.#sources,
      sourceCount: this.#sourceCount,
      problems: this.#problems,
      problemCount: this.#problemCount,
      events: this.events,
      bytes: this.bytes,
      firstTime: this.#firstTime ?? null,
      lastTime: this.#lastTime ?? null,
      kinds: this.#kinds.most(this.names),
      kindCount: this.#kinds.count,
      counts: { messages: this.messages, calls: this.calls, errors: this.#errors, humanActions: this.#prompts },
      sensitive: this.#sensitivity.finish(),
      sha256: this.#hash.digest("hex"),
      ...(isRedacted ? { redacted: Object.fromEntries(this.#redacted) } : {}),
    };
  }
}
