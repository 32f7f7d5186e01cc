// Goes on learning how a transcript is read. The sample is spread over the file, but short; when the index is whole, it
// knows which records got no kind or no time, and some of these are looked at. If they show a better way to read the file,
// it is indexed anew with that, once. Before that the first eighth (4 to 8 MiB) is looked at in the same way: nobody
// has seen it yet, and to begin anew costs little.

import type { WantedReading } from "../../shared/transcript.ts";
import type { Head } from "./formats/format.ts";
import { readHead } from "./formats/head.ts";
import { isKind, isTime, valueAt } from "./formats/members.ts";
import type { Recognition } from "./formats/recognition.ts";
import { recognise } from "./formats/recognition.ts";
import { spread, spreadPlaces } from "./formats/spread.ts";
import type { OpenSegment } from "./index/decodedSegments.ts";
import { accepts } from "./index/findKinds.ts";
import { kindLimit } from "./index/kindTotals.ts";
import { countSegments } from "./index/segmentCounts.ts";
import type { TranscriptIndex } from "./index/transcriptIndex.ts";
import type { CapturePlan } from "./scanner/indexScan.ts";
import { kindNumber, segmentRecords } from "./scanner/indexScan.ts";
import type { Source } from "./source/source.ts";

/** Segments that are looked into (twice as many at most), kinds in each, records of a kind, and bytes of a record. */
const mostSegments = 8;
const mostKinds = 8;
const mostOfKind = 4;
const headBytes = 8 * 1024;

/** A file up to this size is indexed in the blink of an eye; of a longer one, so large a part must gain by it. */
export const smallBytes = 64 * 1024 * 1024;
const worthwhileShare = 0.01;

/** A better way to read a transcript, and the sample that shows it. */
export interface Learned {
  readonly recognition: Recognition;
  readonly sample: readonly Head[];
}

/** What the records that are indexed so far teach; undefined when no better way is known. */
export function learn(
  source: Source,
  index: TranscriptIndex,
  { plan, choice }: Recognition,
  sample: readonly Head[],
  wanted: WantedReading,
): Learned | undefined {
  const seeks = { kind: choice.kind.by === "detected", time: choice.time.by === "detected" };
  const { heads, records } = unservedRecords(source, index, seeks);
  // To ask all families once more takes some ms, and most records without a time hold none.
  if (!heads.some((head) => couldGain(head, plan))) return undefined;
  const all = [...sample, ...heads];
  const better = recognise(all, wanted);
  if (JSON.stringify(better.plan) === JSON.stringify(plan)) return undefined;
  if (servedBy(better.plan, sample) < servedBy(plan, sample)) return undefined;
  const gained = heads.filter((head) => servedBy(better.plan, [head]) > servedBy(plan, [head])).length;
  const share = (gained * records) / heads.length / index.records();
  const isWorthIt = gained > 0 && (source.size <= smallBytes || share >= worthwhileShare);
  return isWorthIt ? { recognition: better, sample: all } : undefined;
}

interface Unserved {
  readonly heads: readonly Head[];
  /** How many records are like that, at least. */
  readonly records: number;
}

/** Some of the records that have no kind or no time, of as many kinds as there are: those of one kind are much alike. */
function unservedRecords(
  source: Source,
  index: TranscriptIndex,
  seeks: { readonly kind: boolean; readonly time: boolean },
): Unserved {
  const segments = countSegments(index);
  const lacking: number[] = [];
  /** Segments in which a kind occurs for the first time. */
  const firsts: number[] = [];
  const seen = new Set<number>([kindNumber.malformed]);
  let records = 0;
  for (let segment = 0; segment < segments; segment++) {
    const { kinds, timeless, flagged } = index.summary(segment);
    const kindless = seeks.kind ? (kinds.counts[kinds.numbers.indexOf(kindNumber.none)] ?? 0) : 0;
    const unserved = Math.max(kindless, seeks.time ? timeless - flagged.malformed : 0);
    if (unserved === 0) continue;
    records += unserved;
    lacking.push(segment);
    if (kinds.numbers.some((kind) => !seen.has(kind))) firsts.push(segment);
    for (const kind of kinds.numbers) seen.add(kind);
  }
  const chosen = new Set([...spread(firsts, mostSegments), ...spread(lacking, mostSegments)]);
  const heads = [...chosen].flatMap((segment) => {
    const { numbers } = index.summary(segment).kinds;
    const opened = index.opened(segment);
    return someUnserved(opened, numbers, seeks).flatMap((row) => {
      const { offsets, lengths } = opened.decode(row, row + 1);
      return headAt(source, offsets[row] ?? 0, lengths[row] ?? 0);
    });
  });
  return { heads, records };
}

/** Rows without a kind or without a time, some of each of these kinds; those without a kind first. */
function someUnserved(
  opened: OpenSegment,
  kinds: readonly number[],
  seeks: { readonly kind: boolean; readonly time: boolean },
): readonly number[] {
  const rows: number[] = [];
  let kindsLeft = mostKinds;
  for (const kind of kinds) {
    const wanted = seeks.kind && kind === kindNumber.none ? accepts.all : seeks.time ? accepts.timeless : 0;
    if (kindsLeft === 0) break;
    if (wanted === 0 || kind === kindNumber.malformed) continue;
    const accepted = new Uint8Array(kindLimit);
    accepted[kind] = wanted;
    const found = opened.findKinds(accepted, 0, segmentRecords);
    if (found.length === 0) continue;
    kindsLeft--;
    for (const at of spreadPlaces(found.length, mostOfKind)) rows.push(found[at] ?? 0);
  }
  return rows;
}

function headAt(source: Source, offset: number, length: number): readonly Head[] {
  const bytes = new Uint8Array(Math.min(length, headBytes));
  const read = source.readInto(bytes, 0, bytes.length, offset);
  const head = readHead(new TextDecoder().decode(bytes.subarray(0, read)), read === length);
  return typeof head === "object" && head !== null && !Array.isArray(head) ? [head] : [];
}

/** How many kinds and times a plan finds. */
function servedBy(plan: CapturePlan, heads: readonly Head[]): number {
  return heads.filter((head) => findsKind(plan, head)).length + heads.filter((head) => findsTime(plan, head)).length;
}

function findsKind({ kind }: CapturePlan, head: Head): boolean {
  return kind.some((paths) => paths.some((path) => isKind(valueAt(head, path))));
}

function findsTime({ time }: CapturePlan, head: Head): boolean {
  return time.some((path) => isTime(valueAt(head, path)));
}

/** Whether a record holds, wherever a path may lead, a kind or a time where the plan finds none: else no other plan does. */
function couldGain(head: Head, plan: CapturePlan): boolean {
  const lacksKind = !findsKind(plan, head);
  const lacksTime = !findsTime(plan, head);
  const left: unknown[] = [head];
  while (left.length > 0) {
    const value = left.pop();
    if ((lacksKind && isKind(value)) || (lacksTime && isTime(value))) return true;
    if (Array.isArray(value)) left.push(value[0]);
    else if (typeof value === "object" && value !== null) left.push(...Object.values(value));
  }
  return false;
}
