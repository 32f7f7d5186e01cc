// One file that is served: one index, however many read. A file that grows is opened again, which goes on with its kept
// index; readers know the place of the record that they got last, and go on behind it.

import type fs from "node:fs";
import type { Result } from "../../../../shared/result.ts";
import { succeed } from "../../../../shared/result.ts";
import { fingerprintOf } from "../../index/derivedFiles.ts";
import { flagBit } from "../../scanner/indexScan.ts";
import type { Source } from "../../source/source.ts";
import { quietMs } from "../../source/source.ts";
import { streamIdOf } from "../ingest/streamId.ts";
import type { OpenedSession, OpenTranscript, ServedTranscript } from "./openedSession.ts";
import { lastKind, openOnce, release, statusAt } from "./openedSession.ts";
import { lookMs } from "./serveLimits.ts";

/** A record as it is to be given. */
export interface Place {
  readonly record: number;
  readonly line: number;
  readonly offset: number;
  readonly length: number;
  readonly isMalformed: boolean;
}

/** What a run said last of itself. */
export type LastOfRun = "RUN_STARTED" | "RUN_FINISHED" | "RUN_ERROR" | undefined;

/** An opening takes at most this part of the time while a file grows. */
const openingShare = 5;

export class ServedSession {
  readonly file: string;
  readonly #open: OpenTranscript;
  #opened: OpenedSession;
  #version = 0;
  #fingerprint: string | undefined;
  #key: string | undefined;
  #looking: Promise<void> | undefined;
  #refreshing: Promise<void> | undefined;
  #openedAt = performance.now();
  #usedMs = Date.now();
  #readers = 0;

  private constructor(file: string, open: OpenTranscript, opened: OpenedSession) {
    this.file = file;
    this.#open = open;
    this.#opened = opened;
  }

  static async open(file: string, open: OpenTranscript): Promise<Result<ServedSession>> {
    const opened = await openOnce(file, open);
    return opened.ok ? succeed(new ServedSession(file, open, opened.value)) : opened;
  }

  /** Changes whenever there may be more to read. */
  get version(): number {
    return this.#version;
  }

  get transcript(): ServedTranscript {
    return this.#opened.transcript;
  }

  /** Works with the transcript as it is now; it stays open until the work is done, whatever takes its place. */
  async withTranscript<Value>(work: (transcript: ServedTranscript) => Promise<Value>): Promise<Value> {
    const opened = this.#opened;
    opened.users += 1;
    try {
      return await work(opened.transcript);
    } finally {
      release(opened);
    }
  }

  get source(): Source {
    return this.#opened.transcript.source;
  }

  get records(): number {
    return this.#opened.view.rows();
  }

  get tornLine(): number | undefined {
    return this.#opened.tornLine;
  }

  /** Records that may be told while more may come. */
  get settled(): number {
    return this.#opened.settled;
  }

  get bytes(): number {
    return this.source.size;
  }

  /** A sentence about how the file is read, or what it lacks. */
  get notice(): string | undefined {
    return this.#opened.notice;
  }

  get modifiedMs(): number {
    return this.#opened.status.mtimeMs;
  }

  /** By which rules secrets are hidden; empty: none are. What is made of the session, or told, differs by it. */
  get redaction(): string {
    return this.transcript.redaction?.key ?? "";
  }

  /** Of the file itself, as long as it is the same one, whatever it grows by. */
  get key(): string {
    const { dev, ino } = this.#opened.status;
    this.#key ??= `${dev.toString(36)}-${ino.toString(36)}-${streamIdOf(this.source, this.redaction).slice(0, 8)}`;
    return this.#key;
  }

  /** Of the file as it is now. */
  get state(): string {
    const { size, mtimeMs } = this.#opened.status;
    return `${size}-${Math.round(mtimeMs)}`;
  }

  /** What of it may be told now, as a filter, and what tells that from other times. `isOver`: nothing more will come. */
  told(isOver: boolean): { readonly filter: string; readonly state: string } {
    const { settled, records } = this;
    if (isOver || settled === records) return { filter: "", state: this.state };
    return { filter: settled === 0 ? "-record:0-" : `record:0-${settled - 1}`, state: `${this.state}-${settled}` };
  }

  /** Of its content as it was indexed. */
  get fingerprint(): string {
    this.#fingerprint ??= fingerprintOf(this.source, this.redaction);
    return this.#fingerprint;
  }

  /** Something was written not long ago. */
  isLive(now = Date.now()): boolean {
    const { status, seenMs } = this.#opened;
    return now - Math.min(status.mtimeMs, seenMs) < quietMs;
  }

  lastOfRun(): LastOfRun {
    const { lifecycle, transcript } = this.#opened;
    const last = lastKind(transcript, lifecycle);
    return last === "RUN_STARTED" || last === "RUN_FINISHED" || last === "RUN_ERROR" ? last : undefined;
  }

  /** Nothing more will come, as far as can be told. `isRun`: nothing more of the run that went on last is asked for. */
  isOver(isRun: boolean): boolean {
    if (!this.isLive() || this.#opened.isEnded) return true;
    return isRun && this.#isAgui && this.lastOfRun() !== "RUN_STARTED";
  }

  /** The same, and its end is a good one. */
  isFinished(isRun: boolean): boolean {
    if (!this.isOver(isRun) || this.tornLine !== undefined) return false;
    return !this.#isAgui || this.lastOfRun() === "RUN_FINISHED";
  }

  get #isAgui(): boolean {
    return this.transcript.format.name === "ag-ui";
  }

  places(from: number, count: number): readonly Place[] {
    const places: Place[] = [];
    this.#opened.view.visit(from, count, (record, { lines, offsets, lengths, flags }, index) => {
      places.push({
        record,
        line: lines[index] ?? 0,
        offset: offsets[index] ?? 0,
        length: lengths[index] ?? 0,
        isMalformed: ((flags[index] ?? 0) & flagBit.malformed) !== 0,
      });
    });
    return places;
  }

  /** Looks, once for all who wait, whether the file is another now. Resolves behind the look. */
  look(): Promise<void> {
    this.#looking ??= this.#lookOnce().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async #lookOnce(): Promise<void> {
    const pause = Math.max(lookMs, this.#openedAt + openingShare * this.#opened.tookMs - performance.now());
    await new Promise((resolve) => setTimeout(resolve, pause));
    await this.refresh();
  }

  /** Opens the file again when it is another now: once for all who ask at the same time. */
  async refresh(): Promise<void> {
    this.#usedMs = Date.now();
    // One that goes on already may have looked at the file before it became what it is now.
    await this.#refreshing;
    this.#refreshing ??= this.#refreshOnce().finally(() => {
      this.#refreshing = undefined;
    });
    await this.#refreshing;
  }

  async #refreshOnce(): Promise<void> {
    const { status } = this.#opened;
    const now = statusAt(this.file);
    if (!now.ok || now.value === undefined || isSame(now.value, status)) return;
    const opened = await openOnce(this.file, this.#open);
    // What cannot be opened at the moment is read on as it was.
    if (!opened.ok) return;
    release(this.#opened);
    this.#opened = opened.value;
    this.#openedAt = performance.now();
    this.#version += 1;
    this.#fingerprint = undefined;
    this.#key = undefined;
  }

  begin(): void {
    this.#readers += 1;
  }

  end(): void {
    this.#readers -= 1;
    this.#usedMs = Date.now();
  }

  /** When it was last asked for, in ms since 1970. */
  get usedMs(): number {
    return this.#usedMs;
  }

  get isRead(): boolean {
    return this.#readers > 0;
  }

  /** Nobody reads it, and nobody has for a while, nor written to it. */
  isIdle(now = Date.now()): boolean {
    return !this.isRead && now - this.#usedMs >= quietMs && !this.isLive(now);
  }

  close(): void {
    release(this.#opened);
  }
}

function isSame(one: fs.Stats, other: fs.Stats): boolean {
  return one.size === other.size && one.mtimeMs === other.mtimeMs && one.ino === other.ino && one.dev === other.dev;
}
