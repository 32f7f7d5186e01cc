// One opened transcript: its source, format and index, and the loop that builds the index in slices, so that rows can be
// asked for from the first moment. The command line, the engine process and the tests all work through this.

import type { Failure } from "../../shared/failure.ts";
import type { Filter } from "../../shared/filter/filter.ts";
import type { Result } from "../../shared/result.ts";
import { fail, succeed } from "../../shared/result.ts";
import type { RelatedRecords, Row } from "../../shared/rows.ts";
import type {
  FilterNames,
  FormatChoice,
  IndexPhase,
  KindCount,
  NamingMembers,
  Progress,
  WantedReading,
} from "../../shared/transcript.ts";
import { formatTitle } from "../../shared/transcript.ts";
import { milliseconds } from "../../shared/units.ts";
import { warnings } from "./environment/warnings.ts";
import { recognise } from "./formats/recognition.ts";
import { readSample } from "./formats/sample.ts";
import type { KindTotals } from "./index/kindTotals.ts";
import type { TranscriptIndex } from "./index/transcriptIndex.ts";
import { recordAtByte, recordAtLine } from "./query/recordAt.ts";
import type { RecordLabels } from "./query/recordLabels.ts";
import { findRelated } from "./query/relatedRecords.ts";
import type { View } from "./query/view.ts";
import type { Reading } from "./reading.ts";
import { createReading } from "./reading.ts";
import { learn } from "./relearning.ts";
import { openFile, SourceError, systemWord } from "./source/fileSource.ts";
import type { FilePlace, Source } from "./source/source.ts";

/** Bytes whose records are looked at before anybody else sees them: a few ms of work. */
const learningBytes = 4 * 1024 * 1024;

/** How long indexing works before other requests are served. */
const sliceMs = 10;

/** Where a record lies. */
export interface RecordPlace {
  readonly offset: number;
  readonly length: number;
  readonly line: number;
}

export interface Transcript {
  readonly name: string;
  /** What was indexed of it; of bytes that are others now, nothing is given. */
  readonly source: Source;
  /** How it is read; another one, once, when the index shows a better way. */
  readonly format: FormatChoice;
  /** A sentence for a file that looks wrong as a whole, or is read in another way than at first. */
  readonly notice: string | undefined;
  progress(): Progress;
  /** Resolves when indexing is complete, has failed or was closed. */
  whenIndexed(): Promise<Progress>;
  /** Kinds with exact counts so far, most first. */
  kinds(): readonly KindCount[];
  /** Bytes of the index on disk. */
  indexBytes(): number;
  /** True when the whole index was found in the cache. */
  readonly cached: boolean;
  /** What a filter may name, as far as it has been counted. */
  completions(): FilterNames;
  /** The first record in file order whose time is this one or later. */
  firstRecordAt(time: number): number | undefined;
  recordAtByte(byte: number): number | undefined;
  recordAtLine(line: number): number | undefined;
  /** The records that share a record's pairing id. Pauses where it yields. */
  related(record: number): Generator<undefined, RelatedRecords>;
  /** The kinds of a view's records, as far as they are known. */
  kindsIn(view: View): readonly KindCount[];
  /** Opens a view; close it when it is no longer looked at. */
  query(filter: Filter): View;
  /** False when the transcript is read in a better way since the view was opened: it stays as it is, and is to be asked for anew. */
  isCurrent(view: View): boolean;
  rows(view: View, from: number, count: number): readonly Row[];
  /** What the numbers in the columns of a view's records stand for. */
  labels(view: View): RecordLabels;
  record(number: number): Result<RecordPlace>;
  /** Stops indexing and frees everything; the transcript must not be used any more. */
  close(): void;
}

/** Opens a file and begins to index it; resolves when its first records are known. */
export async function openTranscript(
  file: string | FilePlace,
  options: WantedReading = {},
): Promise<Result<Transcript>> {
  const opened = openFile(file);
  if (!opened.ok) return opened;
  const source = opened.value;
  try {
    const transcript = createTranscript(source, options);
    await transcript.begin();
    return succeed(transcript);
  } catch (error) {
    source.close();
    return fail(failureOf(error, source.name));
  }
}

function createTranscript(file: Source, wanted: WantedReading): Transcript & { begin(): Promise<void> } {
  const sample = readSample(file);
  const started = performance.now();
  let state: IndexPhase = { phase: "indexing" };
  let elapsedMs = 0;
  const stop = new AbortController();
  let indexed: Promise<void> = Promise.resolve();
  const indexing = { indexing: () => state.phase === "indexing", whenIndexed: () => indexed };
  // The lines of a document are no values, and are shown as lines.
  let { heads } = sample;
  const takesValues = heads.length === 0 && sample.document === undefined;
  /** What is shown and asked. */
  let reading = createReading(file, recognise(heads, wanted, takesValues), indexing);
  /** What will take its place, as soon as it is complete. */
  let better: Reading | undefined;
  let learned: string | undefined;
  /** Readings that were given up, while somebody still looks at views of them. */
  const older = new Set<Reading>();
  const readingOf = new WeakMap<View, Reading>();

  const work = (): boolean => {
    try {
      const sliceEnd = performance.now() + sliceMs;
      for (;;) {
        const { index } = better ?? reading;
        // Threads that are ready are not kept waiting.
        while (index.advance()) if (performance.now() >= sliceEnd || index.suitsThreads()) return true;
        state = endState(index);
        if (!endReading()) return false;
      }
    } catch (error) {
      state = { phase: "failed", failure: failureOf(error, file.name) };
    } finally {
      elapsedMs = performance.now() - started;
    }
    return false;
  };
  /** The index of a reading is complete. True: a better one is begun. */
  const endReading = (): boolean => {
    if (better !== undefined) {
      older.add(reading);
      reading.names.close();
      learned = learnedNotice(reading.recognition.choice, better.recognition.choice);
      reading = better;
      better = undefined;
      closeUnused();
      return false;
    }
    // Of a file that is no JSON Lines nothing is to be learned.
    if (state.phase !== "complete" || learned !== undefined || sample.notice !== undefined) return false;
    const more = learn(file, reading.index, reading.recognition, heads, wanted);
    if (more === undefined) return false;
    better = createReading(file, more.recognition, indexing);
    state = { phase: "indexing" };
    return true;
  };
  /** Looks at the first records before anybody else does; a short file is indexed as a whole before that. */
  const learnEarly = (): void => {
    const { index } = reading;
    if (sample.notice !== undefined || file.size <= learningBytes || index.complete()) return;
    while (index.position() < learningBytes && index.advance());
    const more = index.complete() ? undefined : learn(file, index, reading.recognition, heads, wanted);
    if (more === undefined) return;
    heads = more.sample;
    reading.stop();
    index.close();
    reading = createReading(file, more.recognition, indexing);
  };
  const closeUnused = (): void => {
    for (const one of older) {
      if (one.isLookedAt()) continue;
      older.delete(one);
      one.index.close();
    }
  };
  const run = async (): Promise<void> => {
    for (let more = true; more && !stop.signal.aborted; ) {
      if ((better ?? reading).index.suitsThreads()) await inThreads();
      await new Promise(setImmediate);
      more = !stop.signal.aborted && state.phase === "indexing" && work();
    }
  };
  const inThreads = async (): Promise<void> => {
    try {
      await (better ?? reading).index.advanceInThreads(stop.signal, () => {
        elapsedMs = performance.now() - started;
      });
    } catch (error) {
      state = { phase: "failed", failure: failureOf(error, file.name) };
    }
  };
  const progress = (): Progress => progressOf(reading.index, (better ?? reading).index, state, elapsedMs);

  return {
    name: file.name,
    get source() {
      return reading.index.source;
    },
    get format() {
      return reading.recognition.choice;
    },
    get notice() {
      return joined(reading.recognition.notice, learned, changeNotice(reading.index.origin), sample.notice);
    },
    begin: async () => {
      learnEarly();
      if (work()) indexed = new Promise(setImmediate).then(run);
    },
    progress,
    whenIndexed: () => indexed.then(progress),
    kinds: () => kindsOf(reading.index),
    indexBytes: () => reading.index.size(),
    get cached() {
      return reading.index.origin === "cached";
    },
    completions: () => ({ kinds: kindsOf(reading.index), ...reading.names.counts() }),
    firstRecordAt: (time) => reading.times.firstRecordAt(time),
    recordAtByte: (byte) => recordAtByte(reading.index, byte),
    recordAtLine: (line) => recordAtLine(reading.index, line),
    related: (record) => findRelated(reading.index, record),
    kindsIn: (view) => namedKinds((readingOf.get(view) ?? reading).index, view.kinds()),
    query: (filter) => {
      const asked = reading;
      const view = asked.query(filter);
      const shown = {
        ...view,
        close: () => {
          view.close();
          closeUnused();
        },
      };
      readingOf.set(shown, asked);
      return shown;
    },
    isCurrent: (view) => readingOf.get(view) === reading,
    rows: (view, from, count) => (readingOf.get(view) ?? reading).rows(view, from, count),
    labels: (view) => (readingOf.get(view) ?? reading).labels(),
    record: (number) => placeOf(reading.index, number),
    close: () => {
      if (stop.signal.aborted) return;
      stop.abort();
      const all = [...older, reading, ...(better === undefined ? [] : [better])];
      older.clear();
      for (const one of all) one.stop();
      // What is at work in threads or slices stops first.
      void indexed.then(() => {
        for (const one of all) one.index.close();
        file.close();
      });
    },
  };
}

/** What is said when later records showed a better way to read the file. */
function learnedNotice(before: FormatChoice, { name, kind, time }: FormatChoice): string {
  const from = ({ members }: NamingMembers): string => members.map(({ path }) => `“${path}”`).join(", ");
  const parts = [
    ...(kind.members.length === 0 ? [] : [`kinds from ${from(kind)}`]),
    ...(time.members.length === 0 ? [] : [`times from ${from(time)}`]),
  ];
  const as = name === before.name ? "" : ` as ${formatTitle(name)}`;
  const how = parts.length === 0 ? "" : `, with ${parts.join(" and ")}`;
  return `Some records are not like those that were looked at first. The file was indexed anew${as}${how}.`;
}

function joined(...sentences: readonly (string | undefined)[]): string | undefined {
  const said = sentences.filter((sentence) => sentence !== undefined);
  return said.length === 0 ? undefined : said.join(" ");
}

/** What is said when the file is not the one that was indexed last time. */
function changeNotice(origin: TranscriptIndex["origin"]): string | undefined {
  switch (origin) {
    case "truncated":
      return "This file is shorter than when it was last opened. It is indexed anew.";
    case "replaced":
      return "Another file stands where one was opened before. It is indexed anew.";
    case "rewritten":
      return "This file was rewritten since it was last opened. It is indexed anew.";
    default:
      return undefined;
  }
}

/** A file that ended before its size was reached has been cut while it was read; one may have been rewritten. */
function endState({ source, position }: TranscriptIndex): IndexPhase {
  const change = position() < source.size ? "shrunk" : source.finalChange();
  return change === "shrunk" || change === "rewritten"
    ? { phase: "failed", failure: { code: "source-changed", name: source.name, change } }
    : { phase: "complete" };
}

/** What a person is told of an exception while reading or indexing; anything else is a bug and thrown on. */
function failureOf(error: unknown, name: string): Failure {
  if (error instanceof SourceError) return error.failure;
  const detail = systemWord(error);
  if (/^E[A-Z]+$/.test(detail)) return { code: "not-readable", name, detail };
  throw error;
}

/** Counts are those of the index that is shown; `made` is the one that is being made. */
function progressOf(index: TranscriptIndex, made: TranscriptIndex, state: IndexPhase, elapsedMs: number): Progress {
  const { source } = index;
  const counts = index.state();
  return {
    state,
    bytesDone: made.position(),
    bytesTotal: source.size,
    lines: counts.line - 1,
    records: index.records(),
    malformed: counts.malformed,
    commas: counts.commas,
    padding: counts.padding,
    glued: counts.glued,
    blank: counts.blank,
    longestRecord: counts.longest,
    firstTime: counts.firstTime === undefined ? undefined : milliseconds(counts.firstTime),
    lastTime: counts.lastTime === undefined ? undefined : milliseconds(counts.lastTime),
    outOfOrder: counts.backwards,
    elapsedMs,
    cached: index.origin === "cached",
    kindsOverflowed: counts.kindsOverflowed,
    change: source.change() ?? (source.currentSize() > source.size ? "grown" : undefined),
    warnings: warnings(),
  };
}

function kindsOf(index: TranscriptIndex): readonly KindCount[] {
  return namedKinds(index, index.totals());
}

/** Kinds whose bytes differ but read alike (invalid UTF-8) are one. */
function namedKinds(index: TranscriptIndex, totals: KindTotals): readonly KindCount[] {
  const byName = new Map<string, { count: number; bytes: number }>();
  index.kinds().forEach((kind, number) => {
    const count = totals.counts[number] ?? 0;
    if (count === 0) return;
    const known = byName.get(kind) ?? { count: 0, bytes: 0 };
    byName.set(kind, { count: known.count + count, bytes: known.bytes + (totals.bytes[number] ?? 0) });
  });
  return [...byName]
    .map(([kind, sums]) => ({ kind, ...sums }))
    .sort((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1));
}

function placeOf(index: TranscriptIndex, number: number): Result<RecordPlace> {
  if (number >= index.records()) return fail({ code: "no-such-record", record: number, records: index.records() });
  const segment = index.segmentOf(number);
  const row = number - index.firstRecord(segment);
  const { offsets, lengths, lines } = index.columns(segment, row, row + 1);
  return succeed({ offset: offsets[row] ?? 0, length: lengths[row] ?? 0, line: lines[row] ?? 0 });
}
