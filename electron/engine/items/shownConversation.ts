// The conversation of an opened transcript, read once in slices and then asked in pages: items, the item of a record, the
// next prompt, the outline. Of a transcript that grows, what came is added where the family's reader can go on.

import type { ConversationState, Item, OutlineEntry, StepTarget } from "../../../shared/conversation.ts";
import type { CallStatistics } from "../../../shared/statistics.ts";
import { formatTitle } from "../../../shared/transcript.ts";
import { readCallStatistics } from "../conversation/callStatistics.ts";
import { Pacer } from "../conversation/pacer.ts";
import type { EntriesPass } from "../conversation/readEntries.ts";
import { openEntries } from "../conversation/readEntries.ts";
import type { Format } from "../formats/format.ts";
import { timePathsOf } from "../formats/wrapping.ts";
import { bringProgressBack } from "../index/keptProgress.ts";
import type { KeptPlace } from "../index/keptReading.ts";
import type { KnownSums } from "../index/sumStore.ts";
import { untilAborted } from "../query/untilAborted.ts";
import { ByteWindow } from "../scanner/byteWindow.ts";
import type { FieldPath } from "../scanner/fields.ts";
import type { Source } from "../source/source.ts";
import type { Showing } from "./itemOrder.ts";
import { ItemOrder } from "./itemOrder.ts";
import { ItemReader } from "./itemReader.ts";
import { ItemTextReader } from "./itemTexts.ts";
import {
  conversationPlace,
  conversationProgress,
  findConversation,
  keepConversation,
  keepFurther,
  knownProgress,
} from "./keptConversation.ts";
import { readOutlineEntry } from "./outline.ts";
import type { PassingEntries } from "./passingEntries.ts";
import { findPassing, findPassingBoth } from "./passingEntries.ts";
import { ShownEntries } from "./shownEntries.ts";
import type { Spread } from "./spreadText.ts";
import { findSpread } from "./spreadText.ts";

export interface ShownFormat {
  readonly format: Format;
  /** Where the event lies in records that wrap it. */
  readonly prefix: FieldPath;
  /** Of what was indexed. Without them nothing is kept of the conversation. */
  readonly sums?: KnownSums;
}

/**
 * Pages and outlines are asked behind `prepare`. Nothing is read before somebody wants it. `signal` ends it for all;
 * the source stays the caller's.
 */
export class ShownConversation {
  /** What of the transcript is read; of another source or format the conversation is another one. */
  readonly source: Source;
  readonly #shown: ShownFormat;
  readonly #signal: AbortSignal;
  #entries = new ShownEntries();
  readonly #window: ByteWindow;
  #order: ItemOrder | undefined;
  #showing: Showing | undefined;
  /** How far it was read when it was put in order. */
  #orderedBytes = 0;
  #pass: EntriesPass | undefined;
  /** Who waits for it and is told how far it is. */
  readonly #listening = new Set<(state: ConversationState) => void>();
  #reading: Promise<void> | undefined;
  /** Who asked for it and may still go; with `#stays`, somebody who does not. */
  #waiting = 0;
  #stays = false;
  /** Aborted when nobody wants it any more. */
  #nobody = new AbortController();
  #isReading = false;
  #bytesRead = 0;
  /** Of the transcript, when all that is before was read. */
  #readBytes: number | undefined;

  constructor(source: Source, shown: ShownFormat, signal: AbortSignal) {
    this.source = source;
    this.#shown = shown;
    this.#signal = signal;
    this.#window = new ByteWindow(source);
  }

  /** Reads the transcript, if that has not been done, and puts the items in order. Throws the signal's reason. */
  async prepare(showing: Showing, onProgress: (state: ConversationState) => void): Promise<void> {
    if (this.#absent !== undefined) return;
    await this.whenRead(onProgress);
    const { marks, passing } = showing;
    const before = this.#showing;
    const isSame = before !== undefined && [...before.marks].sort().join() === [...marks].sort().join();
    const readBytes = this.#readBytes ?? 0;
    if (isSame && before.passing === passing && this.#orderedBytes === readBytes) return;
    const order = new ItemOrder(this.#entries, showing);
    await this.#run(order.build());
    this.#order = order;
    this.#showing = showing;
    this.#orderedBytes = readBytes;
  }

  /**
   * Reads the transcript, if that has not been done. Throws the reason of its own signal, or of the one given: a reading that only
   * such people asked for ends when the last of them has gone. All who are waiting hear how far it is,
   * whoever began it.
   */
  async whenRead(onProgress?: (state: ConversationState) => void, signal?: AbortSignal): Promise<void> {
    if (this.#absent !== undefined) return;
    // One that nobody wanted any more ends first: joined, it would fail whoever asks now.
    if (this.#isReading && this.#nobody.signal.aborted) await this.#reading?.catch(() => undefined);
    if (onProgress !== undefined) this.#listening.add(onProgress);
    this.#reading ??= this.#read().catch((error: unknown) => this.#failed(error));
    try {
      await this.#untilRead(this.#reading, signal);
    } finally {
      if (onProgress !== undefined) this.#listening.delete(onProgress);
    }
  }

  async #untilRead(reading: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
    // Who has gone does not hear how it ended.
    reading.catch(() => undefined);
    if (signal === undefined) {
      this.#stays = true;
      return reading;
    }
    this.#waiting++;
    try {
      await untilAborted(reading, signal);
    } finally {
      this.#waiting--;
      if (this.#waiting === 0 && !this.#stays && this.#isReading) this.#nobody.abort();
    }
  }

  /** Nobody waits for it any more: the transcript is read in another way by now. */
  giveUp(): void {
    if (this.#isReading) this.#nobody.abort();
  }

  #failed(error: unknown): never {
    this.#pass = undefined;
    this.#nobody = new AbortController();
    if (this.#order !== undefined) {
      // What is shown stays as it is, and does not go on: read again, all of it would be said twice.
      this.#reading = Promise.resolve();
    } else {
      // Whoever asks again has it read again, from the beginning.
      this.#reading = undefined;
      this.#entries = new ShownEntries();
    }
    throw error;
  }

  /** The same with what was written since, as far as it `goesOn`. */
  async whenReadOn(onProgress: (state: ConversationState) => void): Promise<void> {
    if (this.isOutgrown && this.goesOn) this.#reading = undefined;
    await this.whenRead(onProgress);
  }

  get isReading(): boolean {
    return this.#isReading;
  }

  get isRead(): boolean {
    return this.#readBytes !== undefined;
  }

  /** The transcript has grown since it was read. */
  get isOutgrown(): boolean {
    return !this.#isReading && this.#readBytes !== undefined && this.#readBytes < this.source.size;
  }

  /** What was written since can be added; else the transcript has to be read anew. */
  get goesOn(): boolean {
    return this.#pass?.goesOn === true;
  }

  /** How far the transcript is read. */
  get readBytes(): number {
    return this.#readBytes ?? 0;
  }

  /** The entries of which a record passes. Asks for records in their order. */
  passing(accepts: (record: number) => boolean): Promise<PassingEntries> {
    return this.#run(findPassing(this.#entries, accepts));
  }

  passingBoth(one: PassingEntries, other: PassingEntries): Promise<PassingEntries> {
    return this.#run(findPassingBoth(this.#entries.count, one, other));
  }

  /** The places of a text that is spread over several records, one of each message or call. */
  spread(text: string, signal: AbortSignal, onPlace: (place: Spread) => void): Promise<void> {
    const places = findSpread(this.#entries, this.#window.another(), text);
    return this.#run(
      (function* (): Generator<undefined, void> {
        for (const place of places) {
          if (signal.aborted) return;
          if (place !== undefined) onPlace(place);
          yield;
        }
      })(),
    );
  }

  /** Undefined: there is no conversation. Asked for once it is read. */
  async statistics(): Promise<CallStatistics | undefined> {
    return this.#absent === undefined ? this.#run(readCallStatistics(this.#entries)) : undefined;
  }

  stepTo(from: number, direction: 1 | -1, among: PassingEntries): number | undefined {
    return this.#order?.stepTo(from, direction, among);
  }

  get state(): ConversationState {
    return {
      items: this.#order?.count ?? 0,
      complete: this.#absent !== undefined || (this.#readBytes !== undefined && this.#order !== undefined),
      bytesRead: this.#bytesRead,
      bytes: this.source.size,
      prompts: this.#order?.prompts ?? 0,
      errors: this.#order?.errors ?? 0,
      absent: this.#absent,
    };
  }

  async items(from: number, count: number): Promise<readonly Item[]> {
    const order = this.#order;
    if (order === undefined) return [];
    const reader = this.#reader(order);
    const items: Item[] = [];
    for (let item = from; item < Math.min(from + count, order.count); item++) {
      items.push(await this.#run(reader.read(item)));
    }
    return items;
  }

  itemOf(record: number): { readonly item: number; readonly holds: boolean } | undefined {
    return this.#order?.itemOf(record);
  }

  /** The record with which an item begins; undefined when there is no such item. */
  recordOf(item: number): number | undefined {
    const order = this.#order;
    return order === undefined || item >= order.count ? undefined : this.#entries.recordOf(order.entryOf(item));
  }

  step(from: number, direction: 1 | -1, to: Exclude<StepTarget, "hit">): number | undefined {
    return this.#order?.step(from, direction, to);
  }

  async outline(from: number, count: number): Promise<{ total: number; entries: readonly OutlineEntry[] }> {
    const order = this.#order;
    if (order === undefined) return { total: 0, entries: [] };
    const parts = { entries: this.#entries, order, items: this.#reader(order) };
    const entries: OutlineEntry[] = [];
    for (let position = from; position < Math.min(from + count, order.outlineCount); position++) {
      entries.push(await this.#run(readOutlineEntry(parts, position)));
    }
    return { total: order.outlineCount, entries };
  }

  get #absent(): string | undefined {
    const { format } = this.#shown;
    if (format.conversation !== undefined) return undefined;
    return `${formatTitle(format.name)} has records and no conversation. Look at the events instead.`;
  }

  async #read(): Promise<void> {
    this.#isReading = true;
    try {
      const { size } = this.source;
      if (this.#pass === undefined) await this.#begin();
      else await this.#pass.readOn();
      this.#bytesRead = size;
      this.#readBytes = size;
    } finally {
      this.#isReading = false;
    }
  }

  async #begin(): Promise<void> {
    const place = await this.#place();
    const kept = place === undefined ? undefined : await this.#run(findConversation(place));
    if (kept !== undefined) {
      this.#entries = kept;
      return;
    }
    const pass = await this.#openFurther();
    this.#pass = pass;
    await pass.readOn();
    if (place !== undefined && !pass.isKeepable) await this.#run(keepConversation(place, this.#entries));
  }

  /** A reading that stands where an earlier one was kept, or has come further and was kept there. */
  async #openFurther(): Promise<EntriesPass> {
    const { format, prefix, sums } = this.#shown;
    let pass = await this.#open();
    const place = pass.isKeepable ? conversationProgress(this.source, format, prefix) : undefined;
    if (place === undefined || sums === undefined) return pass;
    const known = await this.#run(knownProgress(place, sums));
    if (known !== undefined && !(await this.#run(bringProgressBack(place, known, pass)))) {
      this.#entries = new ShownEntries();
      pass = await this.#open();
    }
    const { end } = pass;
    await pass.readLines();
    await this.#run(keepFurther(place, sums, pass, end));
    return pass;
  }

  async #place(): Promise<KeptPlace | undefined> {
    const { format, prefix, sums } = this.#shown;
    return sums === undefined ? undefined : this.#run(conversationPlace(this.source, format, prefix, sums));
  }

  async #open(): Promise<EntriesPass> {
    this.#nobody.signal.throwIfAborted();
    const { format, prefix } = this.#shown;
    const reading = { format, time: timePathsOf(format, prefix), prefix, withMessages: true };
    return openEntries(this.source, reading, this.#entries, {
      signal: AbortSignal.any([this.#signal, this.#nobody.signal]),
      onProgress: (offset) => {
        this.#bytesRead = offset;
        for (const hear of this.#listening) hear(this.state);
      },
    });
  }

  /** A window of its own: pages that are asked for at the same time do not move each other's. */
  #reader(order: ItemOrder): ItemReader {
    return new ItemReader(this.#entries, order, new ItemTextReader(this.#window.another()));
  }

  #run<Value>(work: Generator<undefined, Value>): Promise<Value> {
    return new Pacer(this.#signal).finish(work);
  }
}
