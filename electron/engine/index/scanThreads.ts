// Scans a transcript on all cores: ranges of bytes are handed out in order to whoever is free, and their indexes are given
// back in order. The engine's own thread takes ranges too, in slices between requests, so that no core waits while the
// other threads start. What is in flight is bounded by ranges, whatever the transcript's size.

import type { CapturePlan } from "../scanner/indexScan.ts";
import type { Source } from "../source/source.ts";
import { isInApp } from "./inApp.ts";
import type { ByteRange, RangeResult } from "./rangeIndex.ts";
import { indexRangeInSteps } from "./rangeIndex.ts";
import type { ScanThread } from "./threadPool.ts";
import { readyThreads } from "./threadPool.ts";
import type { Workshop } from "./workshops.ts";

/** Long enough that a range's last, half-full segment does not matter. */
export const rangeBytes = 16 * 1024 * 1024;
/** Towards the end ranges become shorter, so that all threads end at about the same time. */
const leastRangeBytes = 2 * 1024 * 1024;

/** How long the own thread works before other requests are served. */
const sliceMs = 5;

/** In the app the first rows are to be drawn first: where cores are few, a thread that does not rest holds that up. */
const patienceMs = isInApp ? 250 : 0;

/** A range and what was found in it. */
export interface ScannedRange {
  readonly range: ByteRange;
  readonly result: RangeResult;
}

export interface ThreadedScan {
  readonly source: Source;
  /** The source's, for the other threads. */
  readonly descriptor: number;
  readonly plan: CapturePlan;
  /** What is scanned: from a line's start to the transcript's end. */
  readonly from: number;
  /** Where the sums begin that nobody has yet. */
  readonly sumsFrom: number;
  readonly signal: AbortSignal;
  /** The own thread's working memory, which nobody else uses meanwhile. */
  readonly workshop: Workshop;
  /** For tests. */
  readonly rangeBytes?: number;
  readonly patienceMs?: number;
}

/** Gives the ranges' results in file order. Throws SourceError, or when a thread fails; stops when the signal is aborted. */
export async function* scanInThreads(scan: ThreadedScan): AsyncGenerator<ScannedRange> {
  const threads = readyThreads();
  const hands = [...threads.map((thread) => otherHand(thread, scan)), ownHand(scan)];
  const nextRange = createCutter(scan, hands.length);
  const inFlight: Promise<ScannedRange>[] = [];
  let over = false;
  const handOut = (): void => {
    for (const hand of hands) {
      while (hand.isFree() && inFlight.length < hands.length * 4 && !over) {
        const range = nextRange();
        if (range === undefined) return;
        const answer = hand.index(range).then((result) => ({ range, result }));
        inFlight.push(answer);
        answer.then(handOut, () => {}); // whoever waits for it is told of a failure
      }
    }
  };
  for (const thread of threads) thread.hold();
  const patience = setTimeout(handOut, scan.patienceMs ?? patienceMs);
  try {
    handOut();
    for (let first = inFlight[0]; first !== undefined && !scan.signal.aborted; first = inFlight[0]) {
      const scanned = await first;
      inFlight.shift();
      handOut();
      yield scanned;
    }
  } finally {
    over = true;
    clearTimeout(patience);
    // The descriptor may be closed, and its number used again, only when no thread reads from it any more.
    await Promise.allSettled(inFlight);
    for (const thread of threads) thread.release();
  }
}

/** Gives the ranges one after the other; `undefined` behind the last. */
function createCutter({ from, source, rangeBytes: most = rangeBytes }: ThreadedScan, hands: number) {
  const least = Math.min(leastRangeBytes, most);
  let next = from;
  return (): ByteRange | undefined => {
    const left = source.size - next;
    if (left <= 0) return undefined;
    const range = {
      from: next,
      to: next + Math.min(left, Math.max(least, Math.min(most, Math.ceil(left / hands / 2)))),
    };
    next = range.to;
    return range;
  };
}

/** Who takes ranges. */
interface Hand {
  readonly isFree: () => boolean;
  index(range: ByteRange): Promise<RangeResult>;
}

/** Another thread has its next range at hand when it ends one, for this thread may be at work for some ms. */
function otherHand(thread: ScanThread, { source, descriptor, plan, sumsFrom }: ThreadedScan): Hand {
  return {
    isFree: () => thread.waiting() < 2,
    index: (range) => thread.run({ descriptor, size: source.size, plan, range, sumsFrom }),
  };
}

function ownHand({ source, plan, sumsFrom, workshop, signal, patienceMs: patience = patienceMs }: ThreadedScan): Hand {
  let busy = false;
  const begin = performance.now() + patience;
  const index = async (range: ByteRange): Promise<RangeResult> => {
    const work = indexRangeInSteps(source, plan, range, { workshop, sumsFrom });
    for (;;) {
      const sliceEnd = performance.now() + sliceMs;
      do {
        const step = work.next();
        if (step.done === true) return step.value;
      } while (performance.now() < sliceEnd);
      await new Promise(setImmediate);
      signal.throwIfAborted();
    }
  };
  return {
    isFree: () => !busy && performance.now() >= begin,
    index: async (range) => {
      busy = true;
      try {
        return await index(range);
      } finally {
        busy = false;
      }
    },
  };
}
