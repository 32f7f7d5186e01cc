// Which thread an event belongs to. A thread is a conversation of its own, with its own messages and its own state, and one
// log may hold several. An event belongs to the thread it names; else to that of the run it names; else to that of the run
// that started last; and what comes before any thread is named, to the first one that is.
//
// Threads and runs may be as many as records, so of both only so many are known by name.

import { mostRunsOfThreads, mostThreads } from "../../../../shared/limits.ts";
import type { ThreadFacts, ThreadList } from "../../../../shared/threads.ts";
import { mostListedThreads } from "../../../../shared/threads.ts";
import { GrowingNumbers } from "../../paging/growing.ts";
import { longestText, TextIds } from "../../paging/textIds.ts";
import type { FieldRecord } from "../../scanner/fields.ts";
import type { EventKind } from "./events.ts";
import { spellings } from "./fields.ts";

/** A thread as a number, from 1 on; 0 stands for what comes before the first. */
export type Thread = number;

const unnamed: Thread = 0;
const firstNamed: Thread = 1;
const beyond: Thread = mostThreads + 1;

/** Every record is given once and in order. All threads beyond `mostThreads` share one number. */
export class AguiThreads {
  readonly #ids = new TextIds();
  #known = 0;
  /** By thread. */
  readonly #records = new GrowingNumbers();
  readonly #runs = new GrowingNumbers();
  /** By run id: the thread of each of the latest runs. */
  #recentRuns = new Map<string, Thread>();
  #olderRuns: ReadonlyMap<string, Thread> = new Map();
  #current: Thread;
  /** Threads of which records were counted. */
  #counted = 0;
  /** Those that have a run which has not ended. */
  readonly #open = new Set<Thread>();
  /** Events since a run started last that name neither thread nor run. */
  #unnamed = 0;
  /**
   * The record before ended a run that was open while one of this other thread was, and events between them say nothing of
   * whose they are; 0: it did not.
   */
  mixedWith: Thread = unnamed;

  /** `first` is the id of the first thread, when it is known beforehand: what comes before it is named belongs to it. */
  constructor(first?: string) {
    this.#current = first === undefined ? unnamed : this.numberOf(first);
  }

  /** The number of the thread that has an id. */
  numberOf(id: string): Thread {
    const known = this.#ids.known(id);
    if (known !== 0) return known;
    const added = this.#known < mostThreads ? this.#ids.ofText(id) : 0;
    if (added === 0) return beyond;
    this.#known = added;
    return added;
  }

  idOf(thread: Thread): string {
    return this.#ids.text(thread);
  }

  /** The thread of the next record. `kind` is undefined for a record that is damaged. */
  of(record: FieldRecord, kind: EventKind | undefined): Thread {
    this.mixedWith = unnamed;
    if (kind === undefined) return this.#current;
    // What is no event of AG-UI, as in a file that another program writes to as well, may have threads of its own.
    if (kind === "other") return this.#knownBy(record) ?? this.#ofRun(record);
    const named = this.namedBy(record);
    if (kind === "RUN_STARTED") {
      if (named !== unnamed) this.#current = named;
      this.#noteRun(record);
      this.#open.add(this.#current);
      this.#unnamed = 0;
      return this.#current;
    }
    const thread = named === unnamed ? this.#ofRun(record) : named;
    if (kind === "RUN_FINISHED" || kind === "RUN_ERROR") this.#endRun(thread);
    return thread;
  }

  #endRun(thread: Thread): void {
    const wasOpen = this.#open.delete(thread);
    if (wasOpen && thread !== this.#current && this.#unnamed > 0) this.mixedWith = this.#current;
  }

  /** The thread that a record names itself. */
  namedBy(record: FieldRecord): Thread {
    const { camel, snake } = spellings.threadId;
    const position = record.type(camel) === "string" ? camel : snake;
    if (record.type(position) !== "string") return unnamed;
    const at = record.address(position);
    if (at !== 0 && !record.escaped(position)) {
      const length = record.byteLength(position);
      const known = this.#ids.knownBytes(record.memory, at, length);
      if (known > 0) return known;
      if (known === 0 && this.#known >= mostThreads) return beyond;
    }
    const text = record.text(position, longestText);
    return text === undefined ? unnamed : this.numberOf(text);
  }

  /** The thread that a record names, if an event has named it before. */
  #knownBy(record: FieldRecord): Thread | undefined {
    const { camel, snake } = spellings.threadId;
    const text = record.text(camel, longestText) ?? record.text(snake, longestText);
    return (text === undefined ? 0 : this.#ids.known(text)) || undefined;
  }

  /** Counts a record that is read, or several that are read as one. */
  count(thread: Thread, kind: EventKind | undefined, more = 1): void {
    const counted = thread === unnamed ? firstNamed : thread;
    const records = this.#records.get(counted);
    if (records === 0) this.#counted++;
    this.#records.set(counted, records + more);
    if (kind === "RUN_STARTED") this.#runs.set(counted, this.#runs.get(counted) + 1);
  }

  /** Whether records of more than one thread were counted. */
  get areSeveral(): boolean {
    return this.#counted > 1;
  }

  /** The threads of which records were counted. */
  get list(): ThreadList {
    const first: ThreadFacts[] = [];
    for (let thread = firstNamed; thread <= this.#known && first.length < mostListedThreads; thread++) {
      const records = this.#records.get(thread);
      if (records > 0) first.push({ id: this.#ids.text(thread), records, runs: this.#runs.get(thread) });
    }
    return {
      first,
      total: this.#known === 0 ? 0 : this.#counted,
      isTotalExact: this.#records.get(beyond) === 0,
    };
  }

  #noteRun(record: FieldRecord): void {
    const run = runOf(record);
    if (run === undefined) return;
    this.#recentRuns.set(run, this.#current);
    if (this.#recentRuns.size < mostRunsOfThreads) return;
    this.#olderRuns = this.#recentRuns;
    this.#recentRuns = new Map();
  }

  #ofRun(record: FieldRecord): Thread {
    // With one thread only, it does not matter which run it is.
    if (this.#known < 2) return this.#current;
    const run = runOf(record);
    if (run === undefined) {
      this.#unnamed++;
      return this.#current;
    }
    return this.#recentRuns.get(run) ?? this.#olderRuns.get(run) ?? this.#current;
  }
}

function runOf(record: FieldRecord): string | undefined {
  const { camel, snake } = spellings.runId;
  return record.text(camel, longestText) ?? record.text(snake, longestText);
}
