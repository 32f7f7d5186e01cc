// A file that is served, as it was at one time: its index, and what is known of its end.

import fs from "node:fs";
import path from "node:path";
import { parseFilter } from "../../../../shared/filter/filter.ts";
import { kindMatcher } from "../../../../shared/filter/namePattern.ts";
import type { Result } from "../../../../shared/result.ts";
import { fail, succeed } from "../../../../shared/result.ts";
import type { ExportedTranscript } from "../../export/exportJob.ts";
import { formatOf } from "../../formats/mixed.ts";
import type { View } from "../../query/view.ts";
import { flagBit } from "../../scanner/indexScan.ts";
import { failureOf } from "../../source/readingFailure.ts";
import type { FilePlace } from "../../source/source.ts";
import { readableFile } from "../../spool/readableFile.ts";

export interface ServedTranscript extends ExportedTranscript {
  readonly notice: string | undefined;
  /** What is secret in its source is hidden; undefined: nothing is. */
  readonly redaction?: Redaction | undefined;
  close(): void;
}

export interface Redaction {
  /** The same for the same rules. */
  readonly key: string;
  /** How many of these records may be told while more may come: in the pieces of a text at their end a secret may begin. */
  settledOf(view: View): number;
}

/** Opens a file that can be read by position and begins to index it. */
export type OpenTranscript = (file: FilePlace) => Promise<Result<ServedTranscript>>;

/** A file as it was at one time. */
export interface OpenedSession {
  readonly transcript: ServedTranscript;
  readonly view: View;
  readonly lifecycle: View;
  readonly status: fs.Stats;
  /** When that was looked at. What the file's system says of its writing may be later: clocks differ. */
  readonly seenMs: number;
  /** What is to be said of the file as a whole. */
  readonly notice: string | undefined;
  /** Removes what was made to read it. */
  readonly remove: () => Promise<void>;
  /** The line of a record that its writer has not ended yet. */
  readonly tornLine: number | undefined;
  /** The records that may be told while more may come. */
  readonly settled: number;
  /** The last record says that nothing more comes. */
  readonly isEnded: boolean;
  /** How long it took to open, in ms. */
  readonly tookMs: number;
  /** The session, until it has a newer one, and all who work with the transcript. */
  users: number;
}

/** One who worked with it does no more; the last one closes it. */
export function release(opened: OpenedSession): void {
  opened.users -= 1;
  if (opened.users > 0) return;
  const { view, lifecycle, transcript, remove } = opened;
  view.close();
  lifecycle.close();
  transcript.close();
  // What cannot be removed is left to the end of the process, or to the next start.
  void remove();
}

export async function openOnce(file: string, open: OpenTranscript): Promise<Result<OpenedSession>> {
  const started = performance.now();
  const seenMs = Date.now();
  const found = statusAt(file);
  if (!found.ok) return found;
  const status = found.value;
  const readable = await readableFile({ path: file, original: file });
  if (!readable.ok) return readable;
  const { failure, remove } = readable.value;
  // Less than there is must not be told as if it were all.
  const opened = failure === undefined ? await open(readable.value) : fail(failure);
  if (!opened.ok) {
    await remove();
    return opened;
  }
  const transcript = opened.value;
  const { state } = await transcript.whenIndexed();
  if (state.phase === "failed" || status === undefined) {
    transcript.close();
    await remove();
    return fail(state.phase === "failed" ? state.failure : { code: "not-found", name: file });
  }
  const view = transcript.query(filterOf(""));
  const lifecycle = transcript.query(filterOf("kind:RUN_STARTED,RUN_FINISHED,RUN_ERROR"));
  const tornLine = tornLineOf(view);
  const settled = transcript.redaction?.settledOf(view) ?? view.rows();
  const isEnded = tornLine === undefined && endsWith(transcript, view);
  const notices = [readable.value.notice, transcript.notice].filter((one) => one !== undefined);
  return succeed({
    ...{ transcript, view, lifecycle, status, seenMs, remove, tornLine, settled, isEnded, users: 1 },
    notice: notices.length === 0 ? undefined : notices.join(" "),
    tookMs: performance.now() - started,
  });
}

/** Undefined when there is no such file any more. */
export function statusAt(file: string): Result<fs.Stats | undefined> {
  try {
    return succeed(fs.statSync(file, { throwIfNoEntry: false }));
  } catch (error) {
    return fail(failureOf(error, path.basename(file)));
  }
}

function tornLineOf(view: View): number | undefined {
  let line: number | undefined;
  view.visit(view.rows() - 1, 1, (_, { lines, flags }, index) => {
    if (((flags[index] ?? 0) & flagBit.torn) !== 0) line = lines[index];
  });
  return line;
}

/** Whether the last record is one that its program writes last. */
function endsWith(transcript: ServedTranscript, view: View): boolean {
  const { ends = [] } = formatOf(transcript.format);
  const last = lastKind(transcript, view);
  return last !== undefined && kindMatcher(ends)(last);
}

/** Of the last record of a view. */
export function lastKind(transcript: ServedTranscript, view: View): string | undefined {
  const { kinds } = transcript.labels(view);
  let last: string | undefined;
  view.visit(view.rows() - 1, 1, (_, columns, index) => {
    last = kinds[columns.kinds[index] ?? 0];
  });
  return last;
}

function filterOf(text: string) {
  const filter = parseFilter(text);
  if (!filter.ok) throw new Error(`a filter of our own cannot be read: ${text}`);
  return filter.value;
}
