// One opened transcript: its source, format and index, and the loop that builds the index in slices, so that rows can be
// asked for from the first moment. The command line, the engine process and the tests all work through this.

import { describeFailure } from "../../shared/failure.ts";
import type { Result } from "../../shared/result.ts";
import { fail, succeed } from "../../shared/result.ts";
import type { IndexPhase, Live, Progress } from "../../shared/transcript.ts";
import type { Recognition } from "./formats/recognition.ts";
import { recognise } from "./formats/recognition.ts";
import { readSample } from "./formats/sample.ts";
import type { TranscriptIndex } from "./index/transcriptIndex.ts";
import { AwaitedTail } from "./live/awaitedTail.ts";
import { Follow } from "./live/follow.ts";
import { Refusals } from "./live/refusals.ts";
import { endWithoutTorn } from "./live/wholeLines.ts";
import { changeNotice, learnedNotice } from "./notices.ts";
import { OlderReadings } from "./olderReadings.ts";
import { readDurations } from "./query/durations.ts";
import { readFacets } from "./query/facets.ts";
import { readFileStatistics } from "./query/fileStatistics.ts";
import { readOverview } from "./query/overview.ts";
import { recordAtByte, recordAtLine } from "./query/recordAt.ts";
import { findRelated } from "./query/relatedRecords.ts";
import { readTimeOverview } from "./query/timeOverview.ts";
import type { View } from "./query/view.ts";
import type { Reading } from "./reading.ts";
import { createReading } from "./reading.ts";
import { learn } from "./relearning.ts";
import { createSignal } from "./signal.ts";
import { openFile } from "./source/fileSource.ts";
import { failureOf } from "./source/readingFailure.ts";
import type { FilePlace, Source } from "./source/source.ts";
import type { OpenOptions, Transcript } from "./transcript.ts";
import { kindsOf, namedKinds, placeOf, progressOf } from "./transcriptFacts.ts";

/**
 * Bytes whose records are looked at before anybody else sees them: an eighth of all, and up to some 8 ms of work, since all of it is
 * done again where they teach something. What shows itself further on is learned from the whole index.
 */
const [leastLearningBytes, mostLearningBytes] = [4 * 1024 * 1024, 8 * 1024 * 1024];
const learningShare = 1 / 8;

/** How long indexing works before other requests are served. */
const sliceMs = 10;
/** A file that was recognised by fewer bytes is recognised again when it has twice as many. */
const judgedBytes = 64 * 1024;

/** Opens a file and begins to index it; resolves when its first records are known. */
export async function openTranscript(file: string | FilePlace, options: OpenOptions = {}): Promise<Result<Transcript>> {
  const opened = openFile(file);
  if (!opened.ok) return opened;
  const source = opened.value;
  let close = source.close;
  try {
    const transcript = createTranscript(source, options);
    // Its index has a file of its own.
    close = transcript.close;
    await transcript.begin();
    return succeed(transcript);
  } catch (error) {
    close();
    return fail(failureOf(error, source.name));
  }
}

function createTranscript(
  file: Source,
  { follow: isFollowed = false, isMember = false, ...wanted }: OpenOptions,
): Transcript & { begin(): Promise<void> } {
  if (isFollowed && Follow.isWritten(file)) file.growTo(endWithoutTorn(file));
  let sample = readSample(file);
  /** When its indexing began, had it not stood still since: what it waits for its writer does not count. */
  let started = performance.now();
  let state: IndexPhase = { phase: "indexing" };
  let elapsedMs = 0;
  const stop = new AbortController();
  let indexed: Promise<void> = Promise.resolve();
  const growth = createSignal();
  const indexing = {
    indexing: () => state.phase === "indexing",
    whenIndexed: () => indexed,
    follows: () => isFollowed && !stop.signal.aborted,
    whenGrown: growth.next,
  };
  let { heads } = sample;
  const recogniseAll = (): Recognition => {
    // The lines of a document are no values, and are shown as lines.
    const takesValues = heads.length === 0 && sample.document === undefined;
    return recognise(heads, wanted, takesValues);
  };
  /** What is shown and asked. */
  let reading = createReading(file, recogniseAll(), indexing);
  let recognisedBytes = file.size;
  let hasGrown = false;
  /** What will take its place, as soon as it is complete. */
  let better: Reading | undefined;
  /** Is it made only because the last line of the one that is shown went on? */
  let goesOn = false;
  /** Sources that were given up for such, since one was for another reason. */
  let outgrown = new WeakSet<Source>();
  let learned: string | undefined;
  const older = new OlderReadings();
  /** What its disk refuses while it grows. */
  const refusals = new Refusals();
  const readingOf = new WeakMap<View, Reading>();

  const work = (): boolean => {
    try {
      const sliceEnd = performance.now() + sliceMs;
      for (;;) {
        const { index } = better ?? reading;
        // Threads that are ready are not kept waiting.
        while (index.advance()) {
          refusals.end();
          if (performance.now() >= sliceEnd || index.suitsThreads()) return true;
        }
        refusals.end();
        state = hasGrown ? { phase: "complete" } : endState(index);
        if (!endReading()) return false;
      }
    } catch (error) {
      state = stateBehind(error);
    } finally {
      elapsedMs = performance.now() - started;
    }
    return false;
  };
  /** The index of a reading is complete. True: a better one is begun. */
  const endReading = (): boolean => {
    if (better !== undefined) {
      const before = reading;
      before.names.close();
      if (!hasGrown) learned = learnedNotice(before.recognition.choice, better.recognition.choice);
      reading = better;
      better = undefined;
      outgrown = goesOn ? outgrown : new WeakSet();
      if (goesOn) outgrown.add(before.index.source);
      goesOn = false;
      older.add(before);
      return false;
    }
    // Of a file that is no JSON Lines nothing is to be learned.
    if (state.phase !== "complete" || learned !== undefined || sample.notice !== undefined || hasGrown) return false;
    const more = learn(file, reading.index, reading.recognition, heads, wanted);
    if (more === undefined) return false;
    better = createReading(file, more.recognition, indexing);
    state = { phase: "indexing" };
    return true;
  };
  /** Looks at the first records before anybody else does; a short file is indexed as a whole before that. */
  const learnEarly = (): void => {
    const { index } = reading;
    const enough = Math.min(mostLearningBytes, Math.max(leastLearningBytes, file.size * learningShare));
    if (sample.notice !== undefined || file.size <= enough || index.complete()) return;
    while (index.position() < enough && index.advance());
    const more = index.complete() ? undefined : learn(file, index, reading.recognition, heads, wanted);
    if (more === undefined) return;
    heads = more.sample;
    reading.stop();
    index.close();
    reading = createReading(file, more.recognition, indexing);
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
      state = stateBehind(error);
    }
  };
  const stateBehind = (error: unknown): IndexPhase => {
    const failure = failureOf(error, file.name);
    if (!hasGrown || failure.code !== "not-readable") return { phase: "failed", failure };
    // It stays as far as it was read: the next look tries again.
    refusals.note(failure);
    return { phase: "complete" };
  };
  /** A better way to read a file of which only a little was there when it was recognised. */
  const recogniseAgain = (): Recognition | undefined => {
    sample = readSample(file);
    heads = sample.heads;
    const { choice, plan } = reading.recognition;
    const again = recogniseAll();
    const isSame = again.choice.name === choice.name && JSON.stringify(again.plan) === JSON.stringify(plan);
    return isSame ? undefined : again;
  };
  /** Another reading of the bytes before `end`, where it cannot be the one that is there. */
  const readingTo = (end: number): Reading | undefined => {
    const isInPlace = endsLine(file, end) && reading.index.grow(end);
    if (!isInPlace) file.growTo(end);
    const isDue = recognisedBytes < judgedBytes && end >= 2 * recognisedBytes;
    const { recognition } = reading;
    // A page learns by the choice that it is another reading.
    const anew = isInPlace ? undefined : { ...recognition, choice: { ...recognition.choice } };
    const again = (isDue ? recogniseAgain() : undefined) ?? anew;
    const other = again === undefined ? undefined : createReading(file, again, indexing);
    if (isDue) recognisedBytes = end;
    goesOn = other !== undefined && again === anew && !reading.index.isLost();
    return other;
  };
  /** Takes in the bytes before `end`, and what was refused when it was to be taken in. */
  const grow = (end: number): void => {
    const wasRefused = refusals.areOn;
    if (state.phase !== "complete" || steady.size > 0) return;
    if (!wasRefused && !reading.index.isLost() && end <= file.size) return;
    hasGrown = true;
    try {
      better ??= readingTo(Math.max(end, file.size));
      state = { phase: "indexing" };
      started = performance.now() - elapsedMs;
      // A few lines are indexed at once.
      if (work()) indexed = new Promise(setImmediate).then(run).then(growth.give);
    } catch (error) {
      state = stateBehind(error);
    }
    if (!wasRefused || !refusals.areOn) growth.give();
  };
  const steady = new Set<symbol>();
  const follow = new Follow(file, file.size, grow);
  const awaited = new AwaitedTail(growth.give, stop.signal);
  const live = (): Live | undefined => {
    if (!isFollowed) return undefined;
    const isWatched = !isMember && follow.isOn && state.phase === "complete" && better === undefined;
    return {
      following: follow.isOn,
      hasGrown,
      active: follow.isActive,
      heldBack: follow.heldBack(file.size),
      awaits: isWatched ? awaited.of(reading.index, reading.recognition) : undefined,
      failure: refusal(),
    };
  };
  const refusal = () => follow.failure ?? refusals.failure;
  const refused = () => {
    const failure = refusal();
    return failure === undefined ? undefined : describeFailure(failure);
  };
  const progress = (): Progress => progressOf(reading.index, (better ?? reading).index, state, elapsedMs, live());

  return {
    name: file.name,
    get source() {
      return reading.index.source;
    },
    get format() {
      return reading.recognition.choice;
    },
    get notice() {
      return joined(reading.recognition.notice, learned, changeNotice(reading.index.origin), sample.notice, refused());
    },
    get misfit() {
      return sample.notice;
    },
    get sums() {
      return reading.index.sums;
    },
    begin: async () => {
      learnEarly();
      // What throws before leaves nothing behind that looks at a closed file.
      if (isFollowed) follow.start();
      if (work()) indexed = new Promise(setImmediate).then(run);
    },
    progress,
    whenIndexed: () => indexed.then(progress),
    kinds: () => kindsOf(reading.index),
    indexBytes: () => reading.index.size(),
    get cached() {
      return reading.index.origin === "cached";
    },
    completions: () => ({ kinds: kindsOf(reading.index), ...reading.names.counts(), sources: [] }),
    firstRecordAt: (time) => reading.times.firstRecordAt(time),
    recordAtByte: (byte) => recordAtByte(reading.index, byte),
    recordAtLine: (line) => recordAtLine(reading.index, line),
    related: (record) => findRelated(reading.index, record),
    durations: (records) => readDurations(reading.index, records),
    turnAt: async (record) => reading.turnAt(record),
    readingOf: () => ({ format: reading.recognition.format, prefix: reading.recognition.choice.prefix }),
    overview: (parts, view) => readOverview(reading.index, reading.index.source.size, parts, view),
    timeOverview: (parts, view) =>
      readTimeOverview((view === undefined ? reading : (readingOf.get(view) ?? reading)).index, parts, view),
    facets: (view) => {
      const { index, labels } = readingOf.get(view) ?? reading;
      return readFacets(index, view, labels().isErrorKind);
    },
    fileStatistics: () => readFileStatistics(reading.index),
    kindsIn: (view) => namedKinds((readingOf.get(view) ?? reading).index, view.kinds()),
    query: (filter) => {
      const asked = reading;
      const view = asked.query(filter);
      const shown = {
        ...view,
        close: () => {
          view.close();
          older.closeUnused();
        },
      };
      readingOf.set(shown, asked);
      return shown;
    },
    isCurrent: (view) => readingOf.get(view) === reading,
    rows: (view, from, count) => (readingOf.get(view) ?? reading).rows(view, from, count),
    list: (view, fold) => (readingOf.get(view) ?? reading).list(view, fold),
    listedRows: (listing, from, count) => (readingOf.get(listing.view) ?? reading).listedRows(listing, from, count),
    labels: (view) => (readingOf.get(view) ?? reading).labels(),
    record: (number) => placeOf(reading.index, number),
    follow: (on) => {
      if (on && isFollowed) follow.start();
      else follow.stop();
    },
    steady: () => {
      const work = Symbol();
      steady.add(work);
      const release = older.hold();
      return () => {
        steady.delete(work);
        release();
      };
    },
    hold: () => older.hold(),
    holdSource: () => older.hold(reading),
    goesOnFrom: (source) => source === reading.index.source || outgrown.has(source),
    onGrown: growth.listen,
    close: () => {
      if (stop.signal.aborted) return;
      stop.abort();
      follow.stop();
      growth.give();
      const all = [...older.takeAll(), reading, ...(better === undefined ? [] : [better])];
      for (const one of all) one.stop();
      // What is at work in threads or slices stops first.
      void indexed.then(() => {
        for (const one of all) one.index.close();
        file.close();
      });
    },
  };
}

function joined(...sentences: readonly (string | undefined)[]): string | undefined {
  const said = sentences.filter((sentence) => sentence !== undefined);
  return said.length === 0 ? undefined : said.join(" ");
}

/** Whether the byte before a place ends a line. */
function endsLine(source: Source, end: number): boolean {
  const byte = new Uint8Array(1);
  return source.readInto(byte, 0, 1, end - 1) === 1 && byte[0] === 0x0a;
}

/** A file that ended before its size was reached has been cut while it was read; one may have been rewritten. */
function endState({ source, position }: TranscriptIndex): IndexPhase {
  const change = position() < source.size ? "shrunk" : source.finalChange();
  return change === "shrunk" || change === "rewritten"
    ? { phase: "failed", failure: { code: "source-changed", name: source.name, change } }
    : { phase: "complete" };
}
