// The conversation of one transcript that a page has open: which reading of it is shown, which one is to take its place when it is
// read, and which entries a filter lets pass.

import type { Filter } from "../../../shared/filter/filter.ts";
import { parseFilter } from "../../../shared/filter/filter.ts";
import type { Result } from "../../../shared/result.ts";
import { fail, succeed } from "../../../shared/result.ts";
import { formatOf } from "../formats/mixed.ts";
import type { PassingEntries } from "../items/passingEntries.ts";
import { ShownConversation } from "../items/shownConversation.ts";
import type { Transcript } from "../transcript.ts";

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
