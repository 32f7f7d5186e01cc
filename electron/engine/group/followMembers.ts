// Follows a group: looks round after round which of its transcripts have changed, opens those and keeps a few of them open, where each
// follows its file by itself (live/follow.ts), and takes what comes behind what the group has, in the order in which it comes. Now and
// then it looks for files that are new. One that is not what it was any more is told, and what the group has of it stays.

import { describeFailure } from "../../../shared/failure.ts";
import { everything } from "../../../shared/filter/filter.ts";
import type { Result } from "../../../shared/result.ts";
import type { View } from "../query/view.ts";
import { identityAt } from "../source/fileSource.ts";
import { failureOf } from "../source/readingFailure.ts";
import type { FilePlace } from "../source/source.ts";
import { isSameIdentity } from "../source/source.ts";
import type { GroupContents } from "./groupContents.ts";
import type { GroupIndex } from "./groupIndex.ts";
import type { GroupMember } from "./groupMembers.ts";
import type { GroupNames } from "./groupNames.ts";
import type { GroupBytes } from "./groupSource.ts";
import { eachRecord } from "./memberRecords.ts";
import type { GroupTranscript } from "./readMembers.ts";
import type { Taken } from "./taken.ts";
import { goesOnFrom, takenOf } from "./taken.ts";

/** Between two looks, in ms; files that are looked at in each: 100 files are seen in 40 ms, 1,000 in 0.4 s, 20,000 in 8 s. */
const lookMs = 40;
const filesPerLook = 100;
/** Transcripts that are open because they grow: each holds some 5 MB to scan in. */
const mostOpen = 8;
/** For so long behind the last growth, in ms, a group counts as being written. */
const activeMs = 10_000;
/** Between two looks at whether those that are open are still what they were, in ms. */
const checkMs = 1000;
/** Between two looks for new files, in ms, or so many times as long as a look takes. */
const searchMs = 1000;
const searchShare = 20;

export interface FollowedTranscript extends GroupTranscript {
  isCurrent(view: View): boolean;
  onGrown(listener: () => void): () => void;
}

export interface FollowParts {
  readonly contents: GroupContents;
  readonly index: GroupIndex;
  readonly names: GroupNames;
  readonly source: GroupBytes;
  /** Opens a transcript so that it follows its file. */
  readonly open: (file: FilePlace) => Promise<Result<FollowedTranscript>>;
  /** Records have come. */
  readonly onGrown: () => void;
  readonly onProblem: (member: GroupMember, problem: string) => void;
  /** Finds the files that are the group's now, and takes those that are new. */
  readonly findNew: () => Promise<void>;
}

interface OpenMember {
  readonly transcript: FollowedTranscript;
  view: View;
  grownAt: number;
}

/**
 * Takes nothing before `start`. What cannot be read is told and not thrown. `close` closes the transcripts that it has
 * opened.
 */
export class FollowMembers {
  hasGrown = false;
  readonly #parts: FollowParts;
  /** By the number of a transcript; undefined: it is not followed any more. */
  readonly #taken: (Taken | undefined)[] = [];
  /** The one that has grown last at the end. */
  readonly #open = new Map<number, OpenMember>();
  #timer: NodeJS.Timeout | undefined;
  #next = 0;
  #isBusy = false;
  #searchAt = 0;
  #checkAt = 0;
  #grownAt = Number.NEGATIVE_INFINITY;
  #isHeld = false;
  #isClosed = false;

  constructor(parts: FollowParts) {
    this.#parts = parts;
  }

  get isOn(): boolean {
    return this.#timer !== undefined;
  }

  get isActive(): boolean {
    return performance.now() - this.#grownAt < activeMs;
  }

  /** What the group has of a transcript; `view` is of all of its records. */
  knows(source: number, { source: { identity } }: GroupTranscript, view: View): void {
    this.#taken[source] = takenOf(view, view.rows(), identity);
  }

  start(): void {
    this.#searchAt = performance.now() + searchMs;
    this.#timer ??= setInterval(() => void this.#look(), lookMs).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** Nothing is taken in meanwhile. */
  hold(isHeld: boolean): void {
    this.#isHeld = isHeld;
    if (!isHeld) this.#takeAllNews();
  }

  close(): void {
    this.stop();
    this.#isClosed = true;
    for (const { transcript } of this.#open.values()) transcript.close();
    this.#open.clear();
  }

  async #look(): Promise<void> {
    if (this.#isBusy || this.#isHeld) return;
    this.#isBusy = true;
    try {
      if (performance.now() >= this.#checkAt) {
        this.#checkAt = performance.now() + checkMs;
        this.#takeAllNews();
      }
      for (const source of this.#changed()) {
        if (this.isOn) await this.#openAgain(source);
      }
      if (this.isOn && performance.now() >= this.#searchAt) await this.#search();
    } finally {
      this.#isBusy = false;
    }
  }

  /** Of the next ones in the round, those whose files are others than they were. */
  #changed(): readonly number[] {
    const { sources } = this.#parts.contents;
    const changed: number[] = [];
    for (let looked = 0; looked < Math.min(filesPerLook, sources.length); looked++) {
      const source = this.#next++ % sources.length;
      const [taken, member] = [this.#taken[source], sources[source]?.member];
      if (taken === undefined || member === undefined || this.#open.has(source)) continue;
      const identity = identityAt(member.file);
      if (identity !== undefined && !isSameIdentity(identity, taken.identity)) changed.push(source);
    }
    return changed;
  }

  async #openAgain(source: number): Promise<void> {
    const { contents, open } = this.#parts;
    const part = contents.parts[source];
    if (part === undefined) return;
    const opened = await open(part.place);
    if (!opened.ok) {
      this.#giveUp(source, describeFailure(opened.failure));
      return;
    }
    const transcript = opened.value;
    const { state } = await transcript.whenIndexed();
    if (this.#isClosed || state.phase === "failed") {
      transcript.close();
      if (state.phase === "failed") this.#giveUp(source, describeFailure(state.failure));
      return;
    }
    this.#makeRoom();
    this.#open.set(source, { transcript, view: transcript.query(everything), grownAt: performance.now() });
    transcript.onGrown(() => this.#takeNews(source));
    this.#takeNews(source);
  }

  #takeAllNews(): void {
    for (const source of [...this.#open.keys()]) this.#takeNews(source);
  }

  /** Takes what one that is open has got since. */
  #takeNews(source: number): void {
    const [member, taken] = [this.#open.get(source), this.#taken[source]];
    if (member === undefined || taken === undefined || this.#isHeld || this.#isClosed) return;
    const { contents, index, names, onGrown } = this.#parts;
    const { transcript } = member;
    if (!transcript.isCurrent(member.view)) {
      member.view.close();
      member.view = transcript.query(everything);
    }
    try {
      const from = goesOnFrom(taken, member.view);
      const change = transcript.source.change();
      if (from === undefined || change === "shrunk" || change === "rewritten" || change === "replaced") {
        this.#giveUp(source, "It was rewritten or replaced since it was read. Open all again to read it anew.");
        return;
      }
      if (member.view.rows() <= from) return;
      if (from < taken.records) this.#tellWhole(source);
      const { view } = member;
      for (const _ of eachRecord({ source, view, labels: transcript.labels(view) }, from, names, index.add));
      names.calls.clear();
      names.know(transcript.progress());
      this.#taken[source] = takenOf(view, view.rows(), undefined);
      contents.hold(source, transcript);
      contents.know(source, transcript);
      this.#open.delete(source);
      this.#open.set(source, { ...member, grownAt: performance.now() });
      this.hasGrown = true;
      this.#grownAt = performance.now();
      onGrown();
    } catch (error) {
      const name = this.#parts.contents.names[source] ?? "";
      this.#giveUp(source, describeFailure(failureOf(error, name)));
    }
  }

  #tellWhole(source: number): void {
    const member = this.#parts.contents.sources[source]?.member;
    if (member === undefined) return;
    this.#parts.onProblem(
      member,
      "It ended inside of a line when it was read; that line is shown again, now that it is whole.",
    );
  }

  #giveUp(source: number, problem: string): void {
    const member = this.#parts.contents.sources[source]?.member;
    this.#taken[source] = undefined;
    this.#open.get(source)?.transcript.close();
    this.#open.delete(source);
    // What was taken is held against what it was.
    this.#parts.contents.letGo(source, undefined);
    this.#parts.source.forget(source);
    if (member !== undefined) this.#parts.onProblem(member, problem);
  }

  #makeRoom(): void {
    const [oldest] = this.#open.keys();
    if (this.#open.size >= mostOpen && oldest !== undefined) this.#close(oldest);
  }

  #close(source: number): void {
    const [member, taken] = [this.#open.get(source), this.#taken[source]];
    if (member === undefined || taken === undefined) return;
    const { transcript, view } = member;
    this.#open.delete(source);
    // Asked before the size: what is written in between shows in another identity.
    const identity = transcript.source.currentIdentity();
    const isWhole = transcript.source.currentSize() === transcript.source.size && view.rows() === taken.records;
    const isTaken = isWhole && transcript.progress().state.phase === "complete";
    // Without one it is looked at again.
    this.#taken[source] = { ...taken, identity: isTaken ? identity : undefined };
    this.#parts.contents.letGo(source, transcript.sums);
    this.#parts.source.forget(source);
    view.close();
    transcript.close();
  }

  async #search(): Promise<void> {
    const began = performance.now();
    await this.#parts.findNew();
    const took = performance.now() - began;
    this.#searchAt = performance.now() + Math.max(searchMs, searchShare * took);
  }
}
