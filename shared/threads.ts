// A log may hold several conversations, each a thread of its own. What is said about them.

import { shortenedTo } from "./beginningOf.ts";

/** A thread with what belongs to it. Its id was chosen by whoever wrote the log, and may be of any length. */
export interface ThreadFacts {
  readonly id: string;
  readonly records: number;
  readonly runs: number;
}

/** Counted in full and listed up to a bound. */
export interface ThreadList {
  /** In the order in which they come, at most `mostListedThreads`. */
  readonly first: readonly ThreadFacts[];
  /** All of them; at least so many when `isTotalExact` is false. */
  readonly total: number;
  readonly isTotalExact: boolean;
}

/** Threads that are listed by their ids; the others are counted. */
export const mostListedThreads = 100;
/** The longest id that a thread may be chosen by, in UTF-16 units. */
export const longestThreadId = 16 * 1024;

/** Threads that a sentence names. */
const mostNamed = 3;
/** Ids longer than this are cut where they are read by a person. */
const longestShown = 60;

/** `2 threads`, or `at least 65536 threads`. */
export function countThreads({ total, isTotalExact }: ThreadList): string {
  if (!isTotalExact) return `at least ${total} threads`;
  return total === 1 ? "one thread" : `${total} threads`;
}

/** `“tA”, “tB”, “tC” and 4 more` */
export function nameThreads({ first, total }: ThreadList): string {
  const named = first.slice(0, mostNamed).map(({ id }) => `“${shortened(id)}”`);
  const left = total - named.length;
  return left > 0 ? `${named.join(", ")} and ${left} more` : named.join(", ");
}

/** An id as it is shown. */
export function shortened(id: string): string {
  return shortenedTo(id, longestShown);
}
