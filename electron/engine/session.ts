// One opened transcript: its source, format and index, and the loop that builds the index in slices, so that rows can be
// asked for from the first moment. The command line, the engine process and the tests all work through this.

import { describeFailure } from "../../shared/failure.ts";
import type { Result } from "../../shared/result.ts";
import { fail, succeed } from "../../shared/result.ts";
import type { IndexPhase, Live, Progress } from "../../shared/transcript.ts";
import type { TranscriptIndex } from "./index/transcriptIndex.ts";
import { AwaitedTail } from "./live/awaitedTail.ts";
import { Follow } from "./live/follow.ts";
import { Refusals } from "./live/refusals.ts";
import { endWithoutTorn } from "./live/wholeLines.ts";
import { changeNotice } from "./notices.ts";
import { createQueries } from "./readingQueries.ts";
import { Readings } from "./readings.ts";
import { createSignal } from "./signal.ts";
import { openFile } from "./source/fileSource.ts";
import { failureOf } from "./source/readingFailure.ts";
import type { FilePlace, Source } from "./source/source.ts";
import type { OpenOptions, Transcript } from "./transcript.ts";
import { progressOf } from "./transcriptFacts.ts";

/** How long indexing works before other requests are served. */
const sliceMs = 10;
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
  const readings = new Readings(file, wanted, indexing);
  let hasGrown = false;
  /** What its disk refuses while it grows. */
  const refusals = new Refusals();

  const work = (): boolean => {
    try {
      const sliceEnd = performance.now() + sliceMs;
      for (;;) {
        const { index } = readings.indexed;
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
    if (readings.replaceShown(hasGrown) || state.phase !== "complete" || hasGrown || !readings.learnFromAll())
      return false;
    state = { phase: "indexing" };
    return true;
  };
  const run = async (): Promise<void> => {
    for (let more = true; more && !stop.signal.aborted; ) {
      if (readings.indexed.index.suitsThreads()) await inThreads();
      await new Promise(setImmediate);
      more = !stop.signal.aborted && state.phase === "indexing" && work();
    }
  };
  const inThreads = async (): Promise<void> => {
    try {
      await readings.indexed.index.advanceInThreads(stop.signal, () => {
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
  /** Takes in the bytes before `end`, and what was refused when it was to be taken in. */
  const grow = (end: number): void => {
    const wasRefused = refusals.areOn;
    if (state.phase !== "complete" || steady.size > 0) return;
    if (!wasRefused && !readings.shown.index.isLost() && end <= file.size) return;
    hasGrown = true;
    try {
      readings.goTo(Math.max(end, file.size));
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
    const isWatched = !isMember && follow.isOn && state.phase === "complete" && !readings.isImproving;
    return {
      following: follow.isOn,
      hasGrown,
      active: follow.isActive,
      heldBack: follow.heldBack(file.size),
      awaits: isWatched ? awaited.of(readings.shown.index, readings.shown.recognition) : undefined,
      failure: refusal(),
    };
  };
  const refusal = () => follow.failure ?? refusals.failure;
  const refused = () => {
    const failure = refusal();
    return failure === undefined ? undefined : describeFailure(failure);
  };
  const progress = (): Progress => progressOf(readings.shown.index, readings.indexed.index, state, elapsedMs, live());

  return {
    ...createQueries(readings),
    name: file.name,
    get source() {
      return readings.shown.index.source;
    },
    get format() {
      return readings.shown.recognition.choice;
    },
    get notice() {
      const { recognition, index } = readings.shown;
      return joined(recognition.notice, readings.learned, changeNotice(index.origin), readings.misfit, refused());
    },
    get misfit() {
      return readings.misfit;
    },
    get sums() {
      return readings.shown.index.sums;
    },
    begin: async () => {
      readings.learnEarly();
      // What throws before leaves nothing behind that looks at a closed file.
      if (isFollowed) follow.start();
      if (work()) indexed = new Promise(setImmediate).then(run);
    },
    progress,
    whenIndexed: () => indexed.then(progress),
    get cached() {
      return readings.shown.index.origin === "cached";
    },
    follow: (on) => {
      if (on && isFollowed) follow.start();
      else follow.stop();
    },
    steady: () => {
      const work = Symbol();
      steady.add(work);
      const release = readings.older.hold();
      return () => {
        steady.delete(work);
        release();
      };
    },
    hold: () => readings.older.hold(),
    holdSource: () => readings.older.hold(readings.shown),
    goesOnFrom: (source) => readings.goesOnFrom(source),
    onGrown: growth.listen,
    close: () => {
      if (stop.signal.aborted) return;
      stop.abort();
      follow.stop();
      growth.give();
      const all = readings.stop();
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

/** A file that ended before its size was reached has been cut while it was read; one may have been rewritten. */
function endState({ source, position }: TranscriptIndex): IndexPhase {
  const change = position() < source.size ? "shrunk" : source.finalChange();
  return change === "shrunk" || change === "rewritten"
    ? { phase: "failed", failure: { code: "source-changed", name: source.name, change } }
    : { phase: "complete" };
}
