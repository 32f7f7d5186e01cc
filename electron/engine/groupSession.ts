// Several transcripts opened as one: their records in the order in which they happened. Each is opened once, for its index;
// then the merged order is asked as the index of one transcript is, and bytes are read where they stand. What comes later, where
// the group is followed, comes behind it.

import fs from "node:fs";
import { describeFailure } from "../../shared/failure.ts";
import type { Filter } from "../../shared/filter/filter.ts";
import type { IndexPhase, Live, Progress, WantedReading } from "../../shared/transcript.ts";
import { milliseconds } from "../../shared/units.ts";
import { warnings } from "./environment/warnings.ts";
import { formatOf } from "./formats/mixed.ts";
import { FollowMembers } from "./group/followMembers.ts";
import type { Group } from "./group/group.ts";
import { GroupContents, rememberPreviews } from "./group/groupContents.ts";
import { groupFormat } from "./group/groupFormat.ts";
import { createGroupIndex } from "./group/groupIndex.ts";
import type { GroupMember } from "./group/groupMembers.ts";
import { groupMembers } from "./group/groupMembers.ts";
import { GroupNames } from "./group/groupNames.ts";
import { GroupProblems } from "./group/groupProblems.ts";
import { createGroupSource } from "./group/groupSource.ts";
import { createGroupTurns } from "./group/groupTurns.ts";
import type { MemberView } from "./group/memberRecords.ts";
import { eachRecord } from "./group/memberRecords.ts";
import { MergedOrder } from "./group/mergedOrder.ts";
import { readMembers } from "./group/readMembers.ts";
import { RecordTotals } from "./group/recordTotals.ts";
import { createUnreadView } from "./group/unreadView.ts";
import { createView } from "./query/createView.ts";
import { readDurations } from "./query/durations.ts";
import { readFacets } from "./query/facets.ts";
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
import { failureOf } from "./source/readingFailure.ts";
import type { FilePlace } from "./source/source.ts";
import type { Transcript } from "./transcript.ts";
import { kindsOf, namedKinds, placeOf } from "./transcriptFacts.ts";

export interface GroupOptions extends WantedReading {
  /** What its files grow by is taken in, and so are new files in these folders. */
  readonly follow?: { readonly places: readonly string[] } | undefined;
  /** Told what is wrong with a member, when it is found. */
  readonly onProblem?: (member: GroupMember, problem: string) => void;
}

/** Begins to read the members; it has no records until all are read. */
export function openGroup(name: string, members: readonly GroupMember[], options: GroupOptions = {}): Transcript {
  const { onProblem, follow: followed, ...reading } = options;
  const started = performance.now();
  const stop = new AbortController();
  const growth = createSignal();
  /** Works during which nothing is taken in. */
  const steady = new Set<symbol>();
  const released = createSignal();
  const names = new GroupNames();
  const counted = new RecordTotals(names);
  const contents = new GroupContents(rememberPreviews(previewOf));
  const problems = new GroupProblems(onProblem);
  /** Files that were unpacked, which go when the group is closed. */
  const unpacked: { remove(): Promise<void> }[] = [];
  const known = new Set(members.map(({ file }) => file));
  let state: IndexPhase = { phase: "indexing" };
  let elapsedMs = 0;
  let format = groupFormat([]);
  let isFollowing = followed !== undefined;
  const fileBytes = members.reduce((sum, { file }) => sum + sizeOf(file), 0);
  const source = createGroupSource(name, contents.parts, () => index);
  const index = createGroupIndex({ source, sources: contents.names, names, counted });

  const open = (file: FilePlace, follow: boolean) => openTranscript(file, { ...reading, follow, isMember: true });
  const follow = new FollowMembers({
    ...{ contents, index, names, source, onProblem: problems.tell },
    open: (file) => open(file, true),
    onGrown: growth.give,
    findNew: async () => {
      const found = await groupMembers(followed?.places ?? []);
      const fresh = found.ok ? found.value.filter(({ file }) => !known.has(file)) : [];
      for (const member of fresh) {
        known.add(member.file);
        await readLate(member);
      }
    },
  });
  const read = (wanted: readonly GroupMember[], take: (member: MemberView) => Promise<void>): Promise<void> =>
    readMembers({
      ...{ members: wanted, contents, take, signal: stop.signal, onProblem: problems.tell },
      open: (file) => open(file, followed !== undefined),
      onUnpacked: (file) => unpacked.push(file),
      onRead: (number, transcript, view) => {
        names.know(transcript.progress());
        if (transcript.source.path === transcript.source.original) follow.knows(number, transcript, view);
        if (indexing()) elapsedMs = performance.now() - started;
      },
    });
  const readLate = async (member: GroupMember): Promise<void> => {
    try {
      await read([member], takeLate);
    } catch (error) {
      if (stop.signal.aborted) return;
      problems.tell(member, describeFailure(failureOf(error, member.name)));
    }
  };
  const untilReleased = async (): Promise<void> => {
    while (steady.size > 0 && !stop.signal.aborted) await released.next();
    stop.signal.throwIfAborted();
  };
  const takeLate = async (member: MemberView): Promise<void> => {
    await untilReleased();
    for (const _ of eachRecord(member, 0, names, index.add)) {
      await new Promise(setImmediate);
      await untilReleased();
    }
    format = groupFormat(contents.sources);
    growth.give();
  };
  const readAll = async (order: MergedOrder): Promise<void> => {
    await read(members, (member) => order.take(member, stop.signal));
    if (contents.sources.length === 0) {
      state = { phase: "failed", failure: { code: "group-unread", problem: problems.listed[0]?.problem ?? "" } };
      return;
    }
    await order.writeTo(index, stop.signal);
    format = groupFormat(contents.sources);
    state = { phase: "complete" };
    followAsWanted();
  };
  const followAsWanted = (): void => {
    if (isFollowing && state.phase === "complete") follow.start();
    else follow.stop();
  };
  const work = async (): Promise<void> => {
    const order = new MergedOrder(names);
    try {
      await readAll(order);
    } catch (error) {
      if (stop.signal.aborted) return;
      state = { phase: "failed", failure: failureOf(error, name) };
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
  const nameCounts = createNameCounter(index);
  const times = createTimeSeek(index);
  const views = new Set<View>();
  /** Views of nothing, made before all was read. */
  const outdated = new WeakSet<View>();
  const preview = (text: string, whole: boolean, from: number): string => contents.preview(from, text, whole);
  const rowReader = { index, source, errors, preview, piece: () => undefined };
  const query = (filter: Filter): View => {
    const whenIndexed = () => indexed;
    if (indexing()) {
      const unread = createUnreadView(whenIndexed);
      outdated.add(unread);
      return unread;
    }
    // What is spread over pieces is not looked for: they stand apart.
    const pieces = { deltas: [], prefix: [] };
    const follows = () => followed !== undefined && !stop.signal.aborted;
    const context = { index, source, errors, pieces, indexing, whenIndexed, follows, whenGrown: growth.next };
    const view = createView(context, filter);
    views.add(view);
    return { ...view, close: () => views.delete(view) && view.close() };
  };
  const live = (): Live | undefined =>
    followed === undefined
      ? undefined
      : {
          ...{ following: isFollowing && state.phase !== "failed", hasGrown: follow.hasGrown, active: follow.isActive },
          ...{ heldBack: 0, awaits: undefined, failure: undefined },
        };
  const progress = (): Progress => {
    const { bytes, ...counts } = contents.counts();
    // What packed ones hold is known when they were read.
    const bytesTotal = indexing() ? Math.max(fileBytes, bytes) : bytes;
    const { malformed, glued, longest, firstTime, lastTime, backwards, kindsOverflowed, namesOverflowed } =
      index.state();
    return {
      ...{ state, bytesDone: bytes, bytesTotal, ...counts, records: index.records(), outOfOrder: backwards, elapsedMs },
      ...{ malformed, glued, longestRecord: longest, kindsOverflowed, namesOverflowed },
      firstTime: firstTime === undefined ? undefined : milliseconds(firstTime),
      lastTime: lastTime === undefined ? undefined : milliseconds(lastTime),
      ...{ cached: false, change: undefined, live: live(), warnings: warnings() },
    };
  };
  /** The number of the transcript that a record is from, and its own in it. */
  const originAt = (record: number): { readonly source: number; readonly record: number } | undefined => {
    if (record >= index.records()) return undefined;
    const segment = index.segmentOf(record);
    const { origins } = index.groupColumns(segment);
    const row = record - index.firstRecord(segment);
    return { source: origins.sources[row] ?? 0, record: origins.records[row] ?? 0 };
  };
  const turns = createGroupTurns({
    sourceOf: (record) => (indexing() ? undefined : originAt(record)?.source),
    nameOf: (number) => contents.names[number] ?? "",
    turnsOf: (number) => formatOf(contents.choiceOf(number)).turns ?? [],
    openView: query,
    rows: (view, from, count) => readRows(rowReader, view, from, count),
  });
  const group: Group = {
    members,
    reading,
    sources: contents.sources,
    problems: problems.listed,
    get parents() {
      return contents.parents;
    },
    get problemCount() {
      return problems.count;
    },
    originOf: (record) => {
      const at = originAt(record);
      const from = at === undefined ? undefined : contents.sources[at.source];
      return at === undefined || from === undefined ? undefined : { source: from, record: at.record };
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
      return problems.notice();
    },
    misfit: undefined,
    sums: { bytes: () => 0, of: () => undefined },
    progress,
    whenIndexed: () => indexed.then(progress),
    kinds: () => kindsOf(index),
    indexBytes: () => index.size(),
    cached: false,
    completions: () => ({ kinds: kindsOf(index), ...nameCounts.counts(), sources: contents.sourceCounts() }),
    firstRecordAt: (time) => times.firstRecordAt(time),
    // A share of all; lines are those of each transcript.
    recordAtByte: (byte) => recordAtByte(index, byte),
    recordAtLine: () => undefined,
    related: (record) => findRelated(index, record),
    durations: (records) => readDurations(index, records),
    turnAt: turns.at,
    readingOf: (record) => {
      const { prefix, ...choice } = contents.choiceOf(originAt(record)?.source ?? 0);
      return { format: formatOf(choice), prefix };
    },
    overview: (count, view) => readOverview(index, source.size, count, view),
    timeOverview: (count, view) => readTimeOverview(index, count, view),
    facets: (view) => readFacets(index, view, errors.isErrorKind),
    fileStatistics: () => readFileStatistics(index),
    kindsIn: (view) => namedKinds(index, view.kinds()),
    query,
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
    follow: (on) => {
      isFollowing = on && followed !== undefined;
      followAsWanted();
    },
    steady: () => {
      const work = Symbol();
      steady.add(work);
      follow.hold(true);
      return () => {
        if (!steady.delete(work) || steady.size > 0) return;
        follow.hold(false);
        released.give();
      };
    },
    // It has one index, for as long as it is open.
    hold: () => () => undefined,
    holdSource: () => () => undefined,
    goesOnFrom: (other) => other === source,
    onGrown: growth.listen,
    close: () => {
      if (stop.signal.aborted) return;
      stop.abort();
      follow.close();
      growth.give();
      released.give();
      nameCounts.close();
      turns.close();
      for (const view of views) view.close();
      views.clear();
      void indexed.then(async () => {
        index.close();
        source.close();
        contents.close();
        for (const file of unpacked) await file.remove();
      });
    },
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
