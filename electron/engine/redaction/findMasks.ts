// Finds all that is secret in a transcript, and all copies of it: where it stands whole in the file, and where it was written
// piece by piece, so that it is whole only in the conversation. What is found by what stands around it is then looked for
// everywhere.

import { Entries } from "../conversation/entries.ts";
import { Pacer } from "../conversation/pacer.ts";
import type { EntriesReading } from "../conversation/readEntries.ts";
import { readEntries } from "../conversation/readEntries.ts";
import { RowSorter } from "../index/rowSorter.ts";
import type { Source } from "../source/source.ts";
import { AnnouncedTexts } from "./announcedTexts.ts";
import type { Finder } from "./finder.ts";
import { longestOuter } from "./innerJson.ts";
import { LongTexts } from "./longTexts.ts";
import { Masks, maskRow, maskWidth } from "./masks.ts";
import type { Lanes } from "./pieceTexts.ts";
import type { RedactionRules } from "./redactionRules.ts";
import { masksOf, textOf } from "./secretMasks.ts";
import type { Secret } from "./secretScan.ts";
import { SecretScan } from "./secretScan.ts";
import type { SpreadTexts } from "./spreadSecrets.ts";
import { scanSpread } from "./spreadSecrets.ts";
import { StreamedTexts } from "./streamedTexts.ts";
import { openText } from "./textSource.ts";
import { FoundValues } from "./valueFinder.ts";

export interface MaskInput {
  readonly source: Source;
  readonly rules: RedactionRules;
  /** How the conversation is read; undefined where there is none. */
  readonly reading: EntriesReading | undefined;
  /** How records are read that may be pieces of texts, where there is no conversation. */
  readonly pieces?: PieceReading | undefined;
  readonly signal: AbortSignal;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** For logs whose format has pieces and no conversation: texts are put together by who speaks and by neighbours. */
export interface PieceReading {
  readonly reading: EntriesReading;
  /** Members that tell who speaks. */
  readonly lanes: Lanes;
}

/** Valid for the source as long as it was when it was looked through; what comes later is `GrownSecrets`' to find. */
export interface FoundSecrets {
  readonly masks: Masks;
  /** What was found, for what is still to be written to the file. */
  readonly values: FoundValues;
}

/** Bytes that are read at a time. */
const readBytes = 256 * 1024;

/** Throws a SourceError, or the signal's reason. */
export async function findMasks({
  source,
  rules,
  reading,
  pieces,
  signal,
  onProgress,
}: MaskInput): Promise<FoundSecrets> {
  const values = new FoundValues();
  const sorter = new RowSorter(maskWidth);
  const onSecret = (secret: Secret): void => {
    const text = textOf(secret);
    if (rules.keep.has(text)) return;
    values.add(text, secret.kind);
    for (const mask of masksOf(secret)) sorter.add(maskRow(mask));
  };
  // What stands in one place was found there.
  const onSpread = (secret: Secret): void => {
    if (secret.stretches.length > 1) onSecret(secret);
  };
  const pacer = new Pacer(signal);
  const { size } = source;
  try {
    const streamed = pieces === undefined ? undefined : await streamedTexts(source, pieces, signal);
    const spread = [
      ...(reading === undefined ? [] : await textsOf(source, reading, signal)),
      ...(streamed === undefined ? [] : [streamed.texts]),
    ];
    const look = async (finders: () => readonly Finder[]): Promise<void> => {
      await scanSource(source, new SecretScan(finders(), onSecret), pacer, (done) => onProgress?.(done, size));
      for (const texts of spread) await scanSpread(source, texts, new SecretScan(finders(), onSpread), pacer);
      if (pieces === undefined || streamed === undefined) return;
      await scanLong({ source, streamed, pieces, finders, pacer, onSecret: onSpread, depth: 0 });
    };
    await look(rules.createFinders);
    if (values.count > 0) await look(() => [values.createFinder()]);
    const masks = new Masks(rules.kinds);
    masks.addSorted(sorter);
    return { masks, values };
  } finally {
    sorter.close();
  }
}

/** All that is said, and what streamed in before it was. */
async function textsOf(source: Source, reading: EntriesReading, signal: AbortSignal): Promise<readonly SpreadTexts[]> {
  const entries = new Entries();
  const announced = new AnnouncedTexts(reading.format);
  if (announced.areNone) {
    await readEntries(source, reading, entries, { signal });
    return [{ entries, withinRecords: false }];
  }
  await readEntries(source, reading, entries, { signal, onRecord: (record) => announced.take(record) });
  return [entries, announced.entries].map((texts) => ({ entries: texts, withinRecords: false }));
}

interface Streamed {
  readonly texts: SpreadTexts;
  readonly long: LongTexts;
}

async function streamedTexts(source: Source, { reading, lanes }: PieceReading, signal: AbortSignal): Promise<Streamed> {
  const long = new LongTexts(source);
  const texts = new StreamedTexts(lanes, (record, path) => long.add(record, path));
  await readEntries(source, reading, new Entries(), {
    signal,
    textBytes: longestOuter,
    onRecord: (record) => texts.take(record),
  });
  return { texts: { entries: texts.entries, withinRecords: true, alike: texts.spelled }, long };
}

/** Long texts inside of long texts, and so on: behind so many, none is looked into. */
const mostInside = 4;

interface LongScan {
  readonly source: Source;
  readonly streamed: Streamed;
  readonly pieces: PieceReading;
  readonly finders: () => readonly Finder[];
  readonly pacer: Pacer;
  readonly onSecret: (secret: Secret) => void;
  readonly depth: number;
}

/** What is spelled over the pieces that long texts of a source hold. */
async function scanLong({ source, streamed, pieces, finders, pacer, onSecret, depth }: LongScan): Promise<void> {
  if (depth >= mostInside) return;
  // What wraps the records of the transcript wraps none of these.
  const inside = { ...pieces, reading: { ...pieces.reading, prefix: [] } };
  for (const range of streamed.long.ranges()) {
    const text = await pacer.finish(openText(source, range));
    const found = await streamedTexts(text.source, inside, pacer.signal);
    const onInside = (secret: Secret): void =>
      onSecret({ ...secret, stretches: secret.stretches.map((part) => ({ ...part, ...text.placeOf(part) })) });
    await scanSpread(text.source, found.texts, new SecretScan(finders(), onInside), pacer);
    await scanLong({
      source: text.source,
      streamed: found,
      pieces: inside,
      finders,
      pacer,
      onSecret: onInside,
      depth: depth + 1,
    });
  }
}

async function scanSource(
  source: Source,
  scan: SecretScan,
  pacer: Pacer,
  onProgress: (done: number) => void,
): Promise<void> {
  const buffer = Buffer.allocUnsafeSlow(readBytes);
  const { size } = source;
  for (let at = 0; at < size; ) {
    const read = source.readInto(buffer, 0, Math.min(readBytes, size - at), at);
    if (read === 0) break;
    scan.take(buffer.subarray(0, read), at);
    at += read;
    if (!pacer.isDue) continue;
    onProgress(at);
    await pacer.pause();
  }
  scan.finish();
}
