// The conversation of a transcript that was read once is kept beside its index, as the columns that the view asks. It is that of
// bytes with the same sums as those that were indexed, so what is read of the transcript afterwards fits it.

import { mayGoOn } from "../conversation/mayGoOn.ts";
import type { Format } from "../formats/format.ts";
import type { KeptPlace } from "../index/keptReading.ts";
import { bringBack, keep, keptPlace } from "../index/keptReading.ts";
import type { KnownSums } from "../index/sumStore.ts";
import { blockBytes } from "../scanner/blockSums.ts";
import type { FieldPath } from "../scanner/fields.ts";
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
