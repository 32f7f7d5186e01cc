// The conversation of a transcript that was read once is kept beside its index, as the columns that the view asks. It is that of
// bytes with the same sums as those that were indexed, so what is read of the transcript afterwards fits it.

import { mayGoOn } from "../conversation/mayGoOn.ts";
import type { EntriesPass } from "../conversation/readEntries.ts";
import type { Format } from "../formats/format.ts";
import type { Progress, ProgressPlace } from "../index/keptProgress.ts";
import { isProgress, keepProgress, progressAt, progressPlace } from "../index/keptProgress.ts";
import type { KeptPlace } from "../index/keptReading.ts";
import { bringBack, keep, keptPlace } from "../index/keptReading.ts";
import type { KnownSums } from "../index/sumStore.ts";
import { blockBytes } from "../scanner/blockSums.ts";
import type { FieldPath } from "../scanner/fields.ts";
import { PrefixSum } from "../scanner/prefixSum.ts";
import { SourceError } from "../source/fileSource.ts";
import type { Source } from "../source/source.ts";
import { ShownEntries } from "./shownEntries.ts";

/** Sums between two pauses. */
const step = 1024;

/** To be asked before the transcript is read. Undefined: nothing is kept of it. Pauses where it yields. */
export function* conversationPlace(
  source: Source,
  format: Format,
  prefix: FieldPath,
  sums: KnownSums,
): Generator<undefined, KeptPlace | undefined> {
  try {
    const reading = { format: format.name, others: format.others, prefix };
    return keptPlace(source, "conversation", reading, yield* digestOf(sums));
  } catch (error) {
    if (error instanceof SourceError) return undefined;
    throw error;
  }
}

/** Where it is kept how far the transcript was read. Undefined: nowhere. */
export function conversationProgress(source: Source, format: Format, prefix: FieldPath): ProgressPlace | undefined {
  return progressPlace(source, "conversation", { format: format.name, others: format.others, prefix });
}

/** How far the bytes were read that are there now. Pauses where it yields. */
export function* knownProgress(place: ProgressPlace, sums: KnownSums): Generator<undefined, Progress | undefined> {
  const kept = progressAt(place);
  if (kept === undefined) return undefined;
  return (yield* digestUpTo(place.source, sums, kept.end)) === kept.digest ? kept : undefined;
}

/** Keeps a reading that has come far enough since `known` bytes were. Pauses where it yields. */
export function* keepFurther(
  place: ProgressPlace,
  sums: KnownSums,
  pass: EntriesPass,
  known: number,
): Generator<undefined> {
  if (!isProgress(pass.end, known)) return;
  const digest = yield* digestUpTo(place.source, sums, pass.end);
  if (digest !== undefined) yield* keepProgress(place, { end: pass.end, digest }, pass);
}

/** Undefined: not all of these bytes are indexed, or not as they are now. */
function* digestUpTo(source: Source, sums: KnownSums, end: number): Generator<undefined, string | undefined> {
  const sum = new PrefixSum();
  for (let block = 0; sum.end + blockBytes <= end; block++) {
    const known = sums.of(block);
    if (known?.length !== blockBytes) return undefined;
    sum.takeBlock(known.sum);
    if (block % step === 0) yield;
  }
  const rest = Buffer.alloc(end - sum.end);
  for (let done = 0; done < rest.length; ) {
    const read = source.readInto(rest, done, rest.length - done, sum.end + done);
    if (read === 0) return undefined;
    done += read;
  }
  sum.take(rest, sum.end);
  return sum.digest();
}

/** Undefined: nothing sound is kept. Pauses where it yields. */
export function* findConversation(place: KeptPlace): Generator<undefined, ShownEntries | undefined> {
  const entries = new ShownEntries();
  return (yield* bringBack(place, entries)) ? entries : undefined;
}

/** Keeps a conversation that is not under way. Pauses where it yields. */
export function* keepConversation(place: KeptPlace, entries: ShownEntries): Generator<undefined> {
  if (!mayGoOn(place.source, entries.ended)) yield* keep(place, entries);
}

function* digestOf(sums: KnownSums): Generator<undefined, string> {
  const hash = process.getBuiltinModule("node:crypto").createHash("sha256");
  const some = new BigUint64Array(step);
  const count = Math.ceil(sums.bytes() / blockBytes);
  for (let block = 0; block < count; block += step) {
    const here = Math.min(step, count - block);
    for (let at = 0; at < here; at++) some[at] = sums.of(block + at)?.sum ?? 0n;
    hash.update(new Uint8Array(some.buffer, 0, 8 * here));
    yield;
  }
  return hash.digest("hex");
}
