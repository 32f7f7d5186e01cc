// What the page asks of a transcript's conversation: one per transcript that is open, read when it is first asked for, and
// again when the transcript is read in another way.

import type { ConversationState, SpreadText } from "../../shared/conversation.ts";
import { maxSpread } from "../../shared/conversation.ts";
import type { EngineEvent } from "../../shared/engineContract.ts";
import type { Filter } from "../../shared/filter/filter.ts";
import { parseFilter } from "../../shared/filter/filter.ts";
import type { Result } from "../../shared/result.ts";
import { fail, succeed } from "../../shared/result.ts";
import { itemNumber, recordNumber } from "../../shared/units.ts";
import { formatOf } from "./formats/mixed.ts";
import { inSlices } from "./inSlices.ts";
import { readImage } from "./items/imageData.ts";
import type { PassingEntries } from "./items/passingEntries.ts";
import { ShownConversation } from "./items/shownConversation.ts";
import type { EngineHandlers } from "./port/handlers.ts";
import { ByteWindow } from "./scanner/byteWindow.ts";
import { quote } from "./scanner/jsonBytes.ts";
import { typeOf } from "./scanner/jsonWalk.ts";
import type { Transcript } from "./transcript.ts";

/** Between two progress events. */
const progressMs = 100;

interface Passing {
  readonly text: string;
  readonly shown: ShownConversation;
  /** How far that was read then. */
  readonly readBytes: number;
  readonly entries: PassingEntries;
}

/** The conversation of one transcript that a page has open. */
export class HeldConversation {
  readonly #transcript: Transcript;
  readonly #stop = new AbortController();
  #shown: ShownConversation | undefined;
  /** What will take its place: the transcript has grown, and its reader cannot go on. Until it is read, the older one is shown. */
  #next: ShownConversation | undefined;
  /** What lets go of the source that each of the two reads. */
  readonly #held = new Map<ShownConversation, () => void>();
  /** Of the filter that was asked for last. */
  #passing: Passing | undefined;

  constructor(transcript: Transcript) {
    this.#transcript = transcript;
  }

  /** Undefined: it has not been asked for since the transcript is read as it is, but for what its last line became. */
  get current(): ShownConversation | undefined {
    const shown = this.#shown;
    return shown !== undefined && this.#transcript.goesOnFrom(shown.source) ? shown : undefined;
  }

  /** The conversation as the transcript is read now, or was when it was read last. */
  get shown(): ShownConversation {
    const { current } = this;
    if (current !== undefined && (this.#isNow(current) || current.isReading || current.isRead)) return current;
    for (const older of [this.#shown, this.#next]) this.#giveUp(older);
    this.#next = undefined;
    this.#shown = this.#begin();
    return this.#shown;
  }

  /** The same with all that was written since; to be shown when it is prepared. */
  get newest(): ShownConversation {
    const { shown } = this;
    if (!this.#isLeftBehind(shown)) return shown;
    if (this.#next === undefined || this.#isLeftBehind(this.#next)) {
      this.#giveUp(this.#next);
      this.#next = this.#begin();
    }
    return this.#next;
  }

  /** The one that is shown, unless the transcript was read anew since it was read. */
  get latest(): ShownConversation {
    const { shown } = this;
    return this.#isNow(shown) ? shown : this.newest;
  }

  show(prepared: ShownConversation): void {
    if (prepared !== this.#next) return;
    this.#giveUp(this.#shown);
    this.#shown = prepared;
    this.#next = undefined;
  }

  #isNow(shown: ShownConversation): boolean {
    return shown.source === this.#transcript.source;
  }

  /**
   * It cannot be read on to where the transcript is now. One that is being read is read to its end all the same: of a log whose lines
   * are written in parts, none would ever be whole.
   */
  #isLeftBehind(shown: ShownConversation): boolean {
    return !shown.isReading && (!this.#isNow(shown) || (shown.isOutgrown && !shown.goesOn));
  }

  #begin(): ShownConversation {
    const { source, format, sums } = this.#transcript;
    const reading = { format: formatOf(format), prefix: format.prefix, sums };
    const begun = new ShownConversation(source, reading, this.#stop.signal);
    this.#held.set(begun, this.#transcript.holdSource());
    return begun;
  }

  #giveUp(older: ShownConversation | undefined): void {
    if (older === undefined) return;
    older.giveUp();
    this.#held.get(older)?.();
    this.#held.delete(older);
  }

  /**
   * What `work` finds in the conversation that `choose` gives once the transcript is indexed. When that is read in another way before
   * it is found, all is done again with the conversation as it is then: what was found, or stopped it, is of no use.
   */
  async find<Value>(
    choose: () => ShownConversation,
    signal: AbortSignal,
    work: (shown: ShownConversation) => Promise<Result<Value>>,
  ): Promise<Result<Value>> {
    for (;;) {
      await this.#transcript.whenIndexed();
      if (this.#isOver(signal)) return fail({ code: "cancelled" });
      const shown = choose();
      try {
        const found = await work(shown);
        if (this.#transcript.goesOnFrom(shown.source)) return found;
      } catch (error) {
        if (this.#isOver(signal)) return fail({ code: "cancelled" });
        if (this.#transcript.goesOnFrom(shown.source)) throw error;
      }
    }
  }

  get isClosed(): boolean {
    return this.#stop.signal.aborted;
  }

  #isOver(signal: AbortSignal): boolean {
    return this.isClosed || signal.aborted;
  }

  /** The entries that a filter lets pass, once all are known: those of which a record does, or that hold its text put together. */
  async passing(text: string, signal: AbortSignal, shown = this.current): Promise<Result<PassingEntries>> {
    if (shown === undefined) return fail({ code: "cancelled" });
    const { readBytes } = shown;
    const known = this.#passing;
    if (known?.text === text && known.shown === shown && known.readBytes === readBytes) return succeed(known.entries);
    const filter = parseFilter(text);
    if (!filter.ok) return fail({ code: "bad-filter", ...filter.failure });
    const within = AbortSignal.any([signal, this.#stop.signal]);
    const texts = textsOf(filter.value);
    let entries: PassingEntries | undefined;
    // A message passes when it holds all texts, in whichever of its records or in several of them put together.
    for (const part of texts ?? [filter.value]) {
      const found = await this.#passingPart(shown, part, within);
      if (!found.ok) return found;
      entries = entries === undefined ? found.value : await shown.passingBoth(entries, found.value);
    }
    if (entries === undefined || signal.aborted) return fail({ code: "cancelled" });
    this.#passing = { text, shown, readBytes, entries };
    return succeed(entries);
  }

  async #passingPart(shown: ShownConversation, part: Filter, signal: AbortSignal): Promise<Result<PassingEntries>> {
    const view = this.#transcript.query(part);
    try {
      const found = await view.whenComplete(signal);
      if (!found.ok) return found;
      const entries = await shown.passing(view.accepts);
      if (part.type === "text" && !part.exactCase)
        await shown.spread(part.text, signal, ({ entry }) => entries.add(entry));
      return succeed(entries);
    } finally {
      view.close();
    }
  }

  close(): void {
    this.#stop.abort();
    for (const release of this.#held.values()) release();
    this.#held.clear();
  }
}

/** The texts of which a filter wants all; undefined when it asks for anything else. */
function textsOf(filter: Filter): readonly Filter[] | undefined {
  const parts = filter.type === "and" ? filter.of : [filter];
  return parts.every(({ type }) => type === "text") ? parts : undefined;
}

export interface HeldWithConversation {
  readonly id: string;
  readonly transcript: Transcript;
  readonly conversation: HeldConversation;
}

type ConversationMethod =
  | "conversation"
  | "spread"
  | "items"
  | "itemOf"
  | "step"
  | "outline"
  | "image"
  | "fileStatistics"
  | "callStatistics";

export function createConversationHandlers(
  withTranscript: <Value>(
    params: { readonly transcript: string },
    use: (held: HeldWithConversation) => Promise<Result<Value>>,
  ) => Promise<Result<Value>>,
  emit: (event: EngineEvent) => void,
): Pick<EngineHandlers, ConversationMethod> {
  return {
    conversation: ({ transcript: id, show, filter = "" }, { signal }) =>
      withTranscript({ transcript: id }, ({ conversation }) => {
        const onProgress = tellingProgress(emit, id);
        return conversation.find(
          () => conversation.newest,
          signal,
          async (shown) => {
            await shown.whenReadOn(onProgress);
            const passing =
              filter.trim() === "" ? succeed(undefined) : await conversation.passing(filter, signal, shown);
            if (!passing.ok) return passing;
            await shown.prepare({ marks: show, passing: passing.value }, onProgress);
            conversation.show(shown);
            return succeed(shown.state);
          },
        );
      }),
    fileStatistics: ({ transcript: id }, { signal }) =>
      withTranscript({ transcript: id }, async ({ transcript, conversation }) => {
        await transcript.whenIndexed();
        if (conversation.isClosed || signal.aborted) return fail({ code: "cancelled" });
        return inSlices(transcript.fileStatistics(), signal);
      }),
    callStatistics: ({ transcript: id }, { signal }) =>
      withTranscript({ transcript: id }, ({ conversation }) =>
        conversation.find(
          () => conversation.latest,
          signal,
          async (shown) => {
            await shown.whenRead(tellingProgress(emit, id), signal);
            const calls = await shown.statistics();
            return signal.aborted ? fail({ code: "cancelled" }) : succeed({ calls });
          },
        ),
      ),
    spread: ({ transcript: id, text }, { signal }) =>
      withTranscript({ transcript: id }, ({ conversation }) =>
        conversation.find(
          () => conversation.latest,
          signal,
          async (shown) => {
            const places: SpreadText["places"][number][] = [];
            let messages = 0;
            await shown.whenRead();
            await shown.spread(text, signal, ({ from, to }) => {
              messages++;
              if (places.length < maxSpread) places.push({ from: recordNumber(from), to: recordNumber(to) });
            });
            return signal.aborted ? fail({ code: "cancelled" }) : succeed({ messages, places });
          },
        ),
      ),
    items: ({ transcript, from, count }) =>
      withTranscript({ transcript }, async ({ conversation }) =>
        succeed({ from: itemNumber(from), items: (await conversation.current?.items(from, count)) ?? [] }),
      ),
    itemOf: ({ transcript, record }) =>
      withTranscript({ transcript }, async ({ conversation }) => {
        const found = conversation.current?.itemOf(record);
        return succeed({ item: asItem(found?.item), holds: found?.holds === true });
      }),
    step: ({ transcript, from, direction, to, filter = "" }, { signal }) =>
      withTranscript({ transcript }, async ({ conversation }) => {
        const shown = conversation.current;
        if (shown === undefined) return succeed({ item: undefined });
        if (to !== "hit") return succeed({ item: asItem(shown.step(from, direction, to)) });
        if (filter.trim() === "") return succeed({ item: undefined });
        const passing = await conversation.passing(filter, signal);
        return passing.ok ? succeed({ item: asItem(shown.stepTo(from, direction, passing.value)) }) : passing;
      }),
    outline: ({ transcript, from, count }) =>
      withTranscript({ transcript }, async ({ conversation }) => {
        const page = await conversation.current?.outline(from, count);
        return succeed({ from, total: page?.total ?? 0, entries: page?.entries ?? [] });
      }),
    image: (params) =>
      withTranscript(params, async ({ transcript }) => {
        const place = transcript.record(params.record);
        if (!place.ok) return place;
        const { offset, length } = place.value;
        const window = new ByteWindow(transcript.source);
        const [start, limit] = [offset + params.at, offset + length];
        const end = window.byteAt(start, limit) === quote ? endOfBase64(window, start + 1, limit) : start;
        return readImage(transcript.source, {
          type: typeOf(window, start, end - start),
          offset: start,
          length: end - start,
        });
      }),
  };
}

/** Tells how far a conversation is read, as often as anybody could see. */
function tellingProgress(emit: (event: EngineEvent) => void, transcript: string): (state: ConversationState) => void {
  let told = 0;
  return (state) => {
    const now = performance.now();
    if (now - told < progressMs) return;
    told = now;
    emit({ type: "conversation", transcript, state });
  };
}

/** Behind the quote that ends a string; base64 holds none, and no escapes but those of slashes. */
function endOfBase64(window: ByteWindow, from: number, limit: number): number {
  for (let at = from; at < limit; ) {
    const bytes = window.view(at, limit - at);
    if (bytes.length === 0) break;
    const found = bytes.indexOf(quote);
    if (found >= 0) return at + found + 1;
    at += bytes.length;
  }
  return from;
}

function asItem(item: number | undefined) {
  return item === undefined ? undefined : itemNumber(item);
}
