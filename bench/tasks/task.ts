// What a task is given and what it gives back, as JSON from one process to another.

import type { KindCounts } from "../kindCounts.ts";

/** All tasks are given the same, whether they need it or not. */
export interface TaskInput {
  readonly file: string;
  /** Where an export goes. */
  readonly out: string;
  /** What is searched for, as the user types it. */
  readonly filter: string;
  /** Bytes of the file's longest record: what a reader that holds whole records has to be told. */
  readonly longestRecord: number;
}

/** What is known of a file before it is measured. */
export interface FileFacts {
  /** The format's title. */
  readonly format: string;
  readonly bytes: number;
  readonly records: number;
  readonly longestRecord: number;
  /** Bytes of its index. */
  readonly indexBytes: number;
  /** Texts to search for: one that few records hold, and one that most hold. */
  readonly rare: string;
  readonly dense: string;
}

export interface TaskOutput {
  readonly milliseconds: number;
  /** More that was measured, by name. */
  readonly numbers?: Readonly<Record<string, number>>;
  readonly counts?: KindCounts;
  readonly facts?: FileFacts;
}

export type Task = (input: TaskInput) => Promise<TaskOutput>;

/** Thrown where a task has no answer for this file or on this machine; the message says why, in a few words. */
export class NotPossible extends Error {}

export async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
