// The readings of one opened transcript: the one that is shown and asked, a better one that is made to take its place, and those that were
// given up while somebody still reads by them.

import type { Filter } from "../../shared/filter/filter.ts";
import type { WantedReading } from "../../shared/transcript.ts";
import type { Recognition } from "./formats/recognition.ts";
import { recognise } from "./formats/recognition.ts";
import type { Sample } from "./formats/sample.ts";
import { readSample } from "./formats/sample.ts";
import { learnedNotice } from "./notices.ts";
import { OlderReadings } from "./olderReadings.ts";
import type { View } from "./query/view.ts";
import type { Indexing, Reading } from "./reading.ts";
import { createReading } from "./reading.ts";
import { learn } from "./relearning.ts";
import type { Source } from "./source/source.ts";

/**
 * Bytes whose records are looked at before anybody else sees them: an eighth of all, and up to some 8 ms of work, since all of it is
 * done again where they teach something. What shows itself further on is learned from the whole index.
 */
const [leastLearningBytes, mostLearningBytes] = [4 * 1024 * 1024, 8 * 1024 * 1024];
const learningShare = 1 / 8;

/** A file that was recognised by fewer bytes is recognised again when it has twice as many. */
const judgedBytes = 64 * 1024;

export class Readings {
  readonly older = new OlderReadings();
  readonly #file: Source;
  readonly #wanted: WantedReading;
  readonly #indexing: Indexing;
  readonly #readingOf = new WeakMap<View, Reading>();
  #sample: Sample;
  /** What the next recognition goes by. */
  #heads: Sample["heads"];
  #recognisedBytes: number;
  #shown: Reading;
  #better: Reading | undefined;
  /** Is the better one made only because the last line of the one that is shown went on? */
  #goesOn = false;
  /** Sources that were given up for such, since one was for another reason. */
  #outgrown = new WeakSet<Source>();
  #learned: string | undefined;

  /** Throws when the index can have no file. */
  constructor(file: Source, wanted: WantedReading, indexing: Indexing) {
    this.#file = file;
    this.#wanted = wanted;
    this.#indexing = indexing;
    this.#sample = readSample(file);
    this.#heads = this.#sample.heads;
    this.#recognisedBytes = file.size;
    this.#shown = this.#create(this.#recognise());
  }

  /** What is shown and asked. */
  get shown(): Reading {
    return this.#shown;
  }

  /** What is being indexed: a better one, as soon as there is one. */
  get indexed(): Reading {
    return this.#better ?? this.#shown;
  }

  get isImproving(): boolean {
    return this.#better !== undefined;
  }

  /** A sentence for a file that does not look like JSON Lines. */
  get misfit(): string | undefined {
    return this.#sample.notice;
  }

  /** A sentence, where the whole index showed a better way to read the file. */
  get learned(): string | undefined {
    return this.#learned;
  }

  /** The one that a view was asked of. */
  of(view: View): Reading {
    return this.#readingOf.get(view) ?? this.#shown;
  }

  isCurrent(view: View): boolean {
    return this.#readingOf.get(view) === this.#shown;
  }

  query(filter: Filter): View {
    const asked = this.#shown;
    const view = asked.query(filter);
    const shown = {
      ...view,
      close: () => {
        view.close();
        this.older.closeUnused();
      },
    };
    this.#readingOf.set(shown, asked);
    return shown;
  }

  /** Whether what was read by a source holds for the one that is shown, as far as it goes. */
  goesOnFrom(source: Source): boolean {
    return source === this.#shown.index.source || this.#outgrown.has(source);
  }

  /** Looks at the first records before anybody else does; a short file is indexed as a whole before that. */
  learnEarly(): void {
    const { index, recognition } = this.#shown;
    const { size } = this.#file;
    const enough = Math.min(mostLearningBytes, Math.max(leastLearningBytes, size * learningShare));
    if (this.misfit !== undefined || size <= enough || index.complete()) return;
    while (index.position() < enough && index.advance());
    const more = index.complete() ? undefined : learn(this.#file, index, recognition, this.#heads, this.#wanted);
    if (more === undefined) return;
    this.#heads = more.sample;
    this.#shown.stop();
    index.close();
    this.#shown = this.#create(more.recognition);
  }

  /** A better way to read the file that the whole of its index shows is begun; false where none is known. */
  learnFromAll(): boolean {
    // Of a file that is no JSON Lines nothing is to be learned.
    if (this.#learned !== undefined || this.misfit !== undefined) return false;
    const { index, recognition } = this.#shown;
    const more = learn(this.#file, index, recognition, this.#heads, this.#wanted);
    if (more !== undefined) this.#better = this.#create(more.recognition);
    return more !== undefined;
  }

  /** The better one, which is complete, takes the place of the one that is shown; false where there is none. */
  replaceShown(hasGrown: boolean): boolean {
    if (this.#better === undefined) return false;
    const before = this.#shown;
    before.names.close();
    if (!hasGrown) this.#learned = learnedNotice(before.recognition.choice, this.#better.recognition.choice);
    this.#shown = this.#better;
    this.#better = undefined;
    this.#outgrown = this.#goesOn ? this.#outgrown : new WeakSet();
    if (this.#goesOn) this.#outgrown.add(before.index.source);
    this.#goesOn = false;
    this.older.add(before);
    return true;
  }

  /** Goes on to the bytes before `end`: where they stand, or by another reading where the one that is shown cannot. */
  goTo(end: number): void {
    this.#better ??= this.#readingTo(end);
  }

  /** Ends all that goes on over them. The indexes of those that it gives are closed when nothing is at work any more. */
  stop(): readonly Reading[] {
    const all = [...this.older.takeAll(), this.#shown, ...(this.#better === undefined ? [] : [this.#better])];
    for (const one of all) one.stop();
    return all;
  }

  #readingTo(end: number): Reading | undefined {
    const { index, recognition } = this.#shown;
    const isInPlace = endsLine(this.#file, end) && index.grow(end);
    if (!isInPlace) this.#file.growTo(end);
    const isDue = this.#recognisedBytes < judgedBytes && end >= 2 * this.#recognisedBytes;
    // A page learns by the choice that it is another reading.
    const anew = isInPlace ? undefined : { ...recognition, choice: { ...recognition.choice } };
    const again = (isDue ? this.#recogniseAgain() : undefined) ?? anew;
    const other = again === undefined ? undefined : this.#create(again);
    if (isDue) this.#recognisedBytes = end;
    this.#goesOn = other !== undefined && again === anew && !index.isLost();
    return other;
  }

  /** A better way to read a file of which only a little was there when it was recognised. */
  #recogniseAgain(): Recognition | undefined {
    this.#sample = readSample(this.#file);
    this.#heads = this.#sample.heads;
    const { choice, plan } = this.#shown.recognition;
    const again = this.#recognise();
    const isSame = again.choice.name === choice.name && JSON.stringify(again.plan) === JSON.stringify(plan);
    return isSame ? undefined : again;
  }

  #recognise(): Recognition {
    // The lines of a document are no values, and are shown as lines.
    const takesValues = this.#heads.length === 0 && this.#sample.document === undefined;
    return recognise(this.#heads, this.#wanted, takesValues);
  }

  #create(recognition: Recognition): Reading {
    return createReading(this.#file, recognition, this.#indexing);
  }
}

/** Whether the byte before a place ends a line. */
function endsLine(source: Source, end: number): boolean {
  const byte = new Uint8Array(1);
  return source.readInto(byte, 0, 1, end - 1) === 1 && byte[0] === 0x0a;
}
