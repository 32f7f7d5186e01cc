// Several transcripts opened as one: their records in the order in which they happened. Each is opened once, for its index;
// then the merged order is asked as the index of one transcript is, and bytes are read where they stand.

import fs from "node:fs";
import { everything, type Filter } from "../../shared/filter/filter.ts";
import type { FormatChoice, IndexPhase, Progress, WantedReading } from "../../shared/transcript.ts";
import { formatTitle } from "../../shared/transcript.ts";
import { milliseconds } from "../../shared/units.ts";
import { warnings } from "./environment/warnings.ts";
import { formatOf } from "./formats/mixed.ts";
import { eachMember } from "./group/eachMember.ts";
import type { Group, GroupProblem, GroupSource } from "./group/group.ts";
import { createGroupIndex } from "./group/groupIndex.ts";
import type { GroupMember } from "./group/groupMembers.ts";
import type { GroupPart } from "./group/groupSource.ts";
import { createGroupSource } from "./group/groupSource.ts";
import { MemberSums } from "./group/memberSums.ts";
import { MergedOrder } from "./group/mergedOrder.ts";
import { createUnreadView } from "./group/unreadView.ts";
import { createView } from "./query/createView.ts";
import { readFileStatistics } from "./query/fileStatistics.ts";
import { createPlainListing } from "./query/fold/listing.ts";
import { createNameCounter } from "./query/nameCounts.ts";
import { readOverview } from "./query/overview.ts";
import type { ErrorRule } from "./query/queryContext.ts";
import { recordAtByte } from "./query/recordAt.ts";
import { findRelated } from "./query/relatedRecords.ts";
import { readListedRows, readRows } from "./query/rowPage.ts";
import { readTimeOverview } from "./query/timeOverview.ts";
import { createTimeSeek } from "./query/timeSeek.ts";
import type { View } from "./query/view.ts";
import { previewOf } from "./reading.ts";
import { openTranscript } from "./session.ts";
import { createSignal } from "./signal.ts";
import { SourceError } from "./source/fileSource.ts";
import type { Transcript } from "./transcript.ts";
import { kindsOf, namedKinds, placeOf } from "./transcriptFacts.ts";

/** Problems that are listed. */
const mostProblems = 100;

export interface GroupOptions extends WantedReading {
  /** Told what is wrong with a member, when it is found. */
  readonly onProblem?: (member: GroupMember, problem: string) => void;
}

/** What a transcript of a group counts beside its records. */
interface MemberCounts {
  bytes: number;
  lines: number;
  blank: number;
  commas: number;
  padding: number;
}

/** Begins to read the members; it has no records until all are read. */
export function openGroup(name: string, members: readonly GroupMember[], options: GroupOptions = {}): Transcript {
  const { onProblem, ...reading } = options;
  const started = performance.now();
  const stop = new AbortController();
  const growth = createSignal();
  const order = new MergedOrder();
  const sums = new MemberSums();
  const parts: GroupPart[] = [];
  const sourceNames: string[] = [];
  const sources: GroupSource[] = [];
  const previews: ((text: string, whole: boolean) => string)[] = [];
  const problems: GroupProblem[] = [];
  let problemCount = 0;
  /** Files that were unpacked, which go when the group is closed. */
  const unpacked: { remove(): Promise<void> }[] = [];
  let state: IndexPhase = { phase: "indexing" };
  let elapsedMs = 0;
  let format = groupFormat([]);
  const counts: MemberCounts = { bytes: 0, lines: 0, blank: 0, commas: 0, padding: 0 };
  const fileBytes = members.reduce((sum, { file }) => sum + sizeOf(file), 0);
  /** What packed ones hold is known when they were read. */
  const bytesOfAll = (): number => (indexing() ? Math.max(fileBytes, counts.bytes) : counts.bytes);
  const source = createGroupSource(name, parts, () => index);
  const index = createGroupIndex({ source, sources: sourceNames, names: order.names, state: () => order.state() });
  const previewFor = createPreviews();

  const tell = (member: GroupMember, problem: string): void => {
    problemCount++;
    if (problems.length < mostProblems) problems.push({ name: member.name, problem });
    onProblem?.(member, problem);
  };
  const read = async (): Promise<void> => {
    const { signal } = stop;
    const wanted = { members, signal, onProblem: tell, open: (file: GroupPlace) => openTranscript(file, reading) };
    for await (const { member, transcript, file, keep } of eachMember(wanted)) {
      const view = transcript.query(everything);
      await order.take(sources.length, view, transcript.labels(view), signal);
      const progress = transcript.progress();
      parts.push(partOf(file, sums, transcript));
      sourceNames.push(member.name);
      sources.push(sourceOf(member, transcript.format, progress));
      previews.push(previewFor(transcript.format));
      add(counts, progress);
      keep();
      if (file.path !== file.original) unpacked.push(file);
      elapsedMs = performance.now() - started;
    }
    if (sources.length === 0) {
      state = { phase: "failed", failure: { code: "group-unread", problem: problems[0]?.problem ?? "" } };
      return;
    }
    await order.writeTo(index, signal);
    format = groupFormat(sources);
    state = { phase: "complete" };
  };
  const work = async (): Promise<void> => {
    try {
      await read();
    } catch (error) {
      if (stop.signal.aborted) return;
      if (!(error instanceof SourceError)) throw error;
      state = { phase: "failed", failure: error.failure };
    } finally {
      order.close();
      elapsedMs = performance.now() - started;
      growth.give();
    }
  };
  const indexed = work();
  const indexing = (): boolean => state.phase === "indexing";
  // Which records are errors was said by the format of each.
  const errors: ErrorRule = { isErrorKind: () => false, hasLevels: true };
  const names = createNameCounter(index);
  const times = createTimeSeek(index);
  const views = new Set<View>();
  /** Views of nothing, made before all was read. */
  const outdated = new WeakSet<View>();
  const preview = (text: string, whole: boolean, from: number): string => previews[from]?.(text, whole) ?? text;
  const rowReader = { index, source, errors, preview, piece: () => undefined };
  const progress = (): Progress => ({
    ...{ state, bytesDone: counts.bytes, bytesTotal: bytesOfAll(), lines: counts.lines, records: index.records() },
    ...{ blank: counts.blank, commas: counts.commas, padding: counts.padding, outOfOrder: 0, elapsedMs },
    ...countsOf(index.state()),
    ...{ cached: false, change: undefined, live: undefined, warnings: warnings() },
  });
  const group: Group = {
    members,
    reading,
    sources,
    problems,
    get problemCount() {
      return problemCount;
    },
    originOf: (record) => {
      if (record >= index.records()) return undefined;
      const segment = index.segmentOf(record);
      const { origins } = index.groupColumns(segment);
      const row = record - index.firstRecord(segment);
      const from = sources[origins.sources[row] ?? 0];
      return from === undefined ? undefined : { source: from, record: origins.records[row] ?? 0 };
    },
  };

  return {
    name,
    source,
    group,
    get format() {
      return format;
    },
    get notice() {
      return problemNotice(problems, problemCount);
    },
    misfit: undefined,
    sums: { bytes: () => 0, of: () => undefined },
    progress,
    whenIndexed: () => indexed.then(progress),
    kinds: () => kindsOf(index),
    indexBytes: () => index.size(),
    cached: false,
    completions: () => ({ kinds: kindsOf(index), ...names.counts(), sources: sourceCounts(sources) }),
    firstRecordAt: (time) => times.firstRecordAt(time),
    // A share of all; lines are those of each transcript.
    recordAtByte: (byte) => recordAtByte(index, byte),
    recordAtLine: () => undefined,
    related: (record) => findRelated(index, record),
    overview: (count, view) => readOverview(index, source.size, count, view),
    timeOverview: (count, view) => readTimeOverview(index, count, view),
    fileStatistics: () => readFileStatistics(index),
    kindsIn: (view) => namedKinds(index, view.kinds()),
    query: (filter: Filter) => {
      const whenIndexed = () => indexed;
      if (indexing()) {
        const unread = createUnreadView(whenIndexed);
        outdated.add(unread);
        return unread;
      }
      // What is spread over pieces is not looked for: they stand apart.
      const pieces = { deltas: [], prefix: [] };
      const context = {
        index,
        source,
        errors,
        pieces,
        indexing,
        whenIndexed,
        follows: () => false,
        whenGrown: growth.next,
      };
      const view = createView(context, filter);
      views.add(view);
      return { ...view, close: () => views.delete(view) && view.close() };
    },
    isCurrent: (view) => !outdated.has(view),
    rows: (view, from, count) => readRows(rowReader, view, from, count),
    // Pieces of one text stand apart here, with what others did in between.
    list: createPlainListing,
    listedRows: (listing, from, count) => readListedRows(rowReader, listing, from, count),
    labels: () => ({
      ...{ kinds: index.kinds(), roles: index.roles(), tools: index.tools() },
      ...{ isErrorKind: errors.isErrorKind, pair: [], values: false },
    }),
    record: (number) => placeOf(index, number),
    follow: () => {},
    steady: () => () => {},
    onGrown: growth.listen,
    close: () => {
      if (stop.signal.aborted) return;
      stop.abort();
      names.close();
      for (const view of views) view.close();
      views.clear();
      void indexed.then(async () => {
        index.close();
        source.close();
        sums.clear();
        for (const file of unpacked) await file.remove();
      });
    },
  };
}

type GroupPlace = Parameters<typeof openTranscript>[0];

/** A function of its own: what it gives holds nothing of the opened transcript, of which there would be thousands. */
function partOf({ path, original }: GroupPart["place"], sums: MemberSums, transcript: Transcript): GroupPart {
  return { place: { path, original }, sums: sums.keep(transcript.sums) };
}

function sourceOf(member: GroupMember, { name }: FormatChoice, { bytesTotal, lines, records }: Progress): GroupSource {
  return { member, format: name, bytes: bytesTotal, lines, records };
}

function add(counts: MemberCounts, { bytesTotal, lines, blank, commas, padding }: Progress): void {
  counts.bytes += bytesTotal;
  counts.lines += lines;
  counts.blank += blank;
  counts.commas += commas;
  counts.padding += padding;
}

function countsOf({
  malformed,
  glued,
  longest,
  firstTime,
  lastTime,
  kindsOverflowed,
}: ReturnType<MergedOrder["state"]>) {
  return {
    ...{ malformed, glued, longestRecord: longest, kindsOverflowed },
    firstTime: firstTime === undefined ? undefined : milliseconds(firstTime),
    lastTime: lastTime === undefined ? undefined : milliseconds(lastTime),
  };
}

/** 0 for a file that is missing, which is told when it is opened. */
function sizeOf(file: string): number {
  try {
    return fs.statSync(file).size;
  } catch {
    return 0;
  }
}

/** Thousands of transcripts are read in a few ways. */
function createPreviews(): (format: FormatChoice) => (text: string, whole: boolean) => string {
  const known = new Map<string, (text: string, whole: boolean) => string>();
  return ({ name, others, prefix }) => {
    const key = JSON.stringify([name, others, prefix]);
    const preview = known.get(key) ?? previewOf(formatOf({ name, others }), prefix);
    known.set(key, preview);
    return preview;
  };
}

/** That of most transcripts, with those of the others. */
function groupFormat(sources: readonly GroupSource[]): FormatChoice {
  const counts = new Map<FormatChoice["name"], number>();
  for (const { format } of sources) counts.set(format, (counts.get(format) ?? 0) + 1);
  const [main, ...others] = [...counts].sort(([, one], [, other]) => other - one);
  const listed = [...counts].map(([name, count]) => `${count} × ${formatTitle(name)}`).join(", ");
  const none = { by: "detected", members: [], candidates: [] } as const;
  return {
    name: main?.[0] ?? "generic",
    by: "detected",
    reason: `Several transcripts, each read by itself: ${listed}.`,
    others: others.map(([name]) => name),
    ...{ prefix: [], sampled: 0, kind: none, time: none },
  };
}

/** Problems that are told at once. */
const mostTold = 3;

/** The first of them, and how many there are. */
function problemNotice(problems: readonly GroupProblem[], count: number): string | undefined {
  if (count === 0) return undefined;
  const told = problems.slice(0, mostTold).map(({ name, problem }) => `“${name}”: ${problem}`);
  const more = count - told.length;
  const rest = more === 0 ? [] : [`And ${more} more ${more === 1 ? "problem" : "problems"}.`];
  return [...told, ...rest, "The other transcripts are shown."].join(" ");
}

function sourceCounts(sources: readonly GroupSource[]) {
  return sources.map(({ member: { name }, records: count, bytes }) => ({ name, count, bytes }));
}
