// What the page asks of a transcript's conversation: one per transcript that is open, read when it is first asked for, and
// again when the transcript is read in another way.

import type { ConversationState } from "../../shared/conversation.ts";
import type { EngineEvent } from "../../shared/engineContract.ts";
import type { Filter } from "../../shared/filter/filterTree.ts";
import type { Result } from "../../shared/result.ts";
import { fail, succeed } from "../../shared/result.ts";
import { itemNumber } from "../../shared/units.ts";
import { formatNamed } from "./formats/formats.ts";
import { readImage } from "./items/imageData.ts";
import { ShownConversation } from "./items/shownConversation.ts";
import type { EngineHandlers } from "./port/handlers.ts";
import type { View } from "./query/view.ts";
import { ByteWindow } from "./scanner/byteWindow.ts";
import { typeOf } from "./scanner/jsonWalk.ts";
import type { Transcript } from "./session.ts";

/** Between two progress events. */
const progressMs = 100;
const quote = 0x22;

/** The conversation of one transcript that a page has open. */
export class HeldConversation {
  readonly #transcript: Transcript;
  readonly #stop = new AbortController();
  #shown: ShownConversation | undefined;
  /** The search that `step` was last asked for. */
  #search: { readonly text: string; readonly view: View } | undefined;

  constructor(transcript: Transcript) {
    this.#transcript = transcript;
  }

  /** Undefined: it has not been asked for since the transcript is read as it is. */
  get current(): ShownConversation | undefined {
    return this.#shown?.source === this.#transcript.source ? this.#shown : undefined;
  }

  /** The conversation as the transcript is read now. */
  get shown(): ShownConversation {
    const { source, format } = this.#transcript;
    const shown =
      this.current ??
      new ShownConversation(source, { format: formatNamed(format.name), prefix: format.prefix }, this.#stop.signal);
    this.#shown = shown;
    return shown;
  }

  get isClosed(): boolean {
    return this.#stop.signal.aborted;
  }

  /** All records in which a text stands, once they are known. */
  async search(text: string, signal: AbortSignal): Promise<Result<View>> {
    const known = this.#search;
    if (known === undefined || known.text !== text || !this.#transcript.isCurrent(known.view)) {
      known?.view.close();
      const filter: Filter = { type: "text", text, exactCase: false };
      this.#search = { text, view: this.#transcript.query(filter) };
    }
    const { view } = this.#search ?? { view: this.#transcript.query({ type: "text", text, exactCase: false }) };
    const found = await view.whenComplete(AbortSignal.any([signal, this.#stop.signal]));
    return found.ok ? succeed(view) : found;
  }

  close(): void {
    this.#stop.abort();
    this.#search?.view.close();
  }
}

export interface HeldWithConversation {
  readonly id: string;
  readonly transcript: Transcript;
  readonly conversation: HeldConversation;
}

type ConversationMethod = "conversation" | "items" | "itemOf" | "step" | "outline" | "image";

export function createConversationHandlers(
  withTranscript: <Value>(
    params: { readonly transcript: string },
    use: (held: HeldWithConversation) => Promise<Result<Value>>,
  ) => Promise<Result<Value>>,
  emit: (event: EngineEvent) => void,
): Pick<EngineHandlers, ConversationMethod> {
  return {
    conversation: ({ transcript: id, show }, { signal }) =>
      withTranscript({ transcript: id }, async ({ transcript, conversation }) => {
        await transcript.whenIndexed();
        if (conversation.isClosed || signal.aborted) return fail({ code: "cancelled" });
        let told = 0;
        const onProgress = (state: ConversationState): void => {
          const now = performance.now();
          if (now - told < progressMs) return;
          told = now;
          emit({ type: "conversation", transcript: id, state });
        };
        const { shown } = conversation;
        try {
          await shown.prepare(show, onProgress);
        } catch (error) {
          if (conversation.isClosed) return fail({ code: "cancelled" });
          throw error;
        }
        return succeed(shown.state);
      }),
    items: ({ transcript, from, count }) =>
      withTranscript({ transcript }, async ({ conversation }) =>
        succeed({ from: itemNumber(from), items: (await conversation.current?.items(from, count)) ?? [] }),
      ),
    itemOf: ({ transcript, record }) =>
      withTranscript({ transcript }, async ({ conversation }) =>
        succeed({ item: asItem(conversation.current?.itemOf(record)) }),
      ),
    step: ({ transcript, from, direction, to, text = "" }, { signal }) =>
      withTranscript({ transcript }, async ({ conversation }) => {
        const shown = conversation.current;
        if (shown === undefined) return succeed({ item: undefined });
        if (to !== "hit") return succeed({ item: asItem(shown.step(from, direction, to)) });
        if (text === "") return succeed({ item: undefined });
        const view = await conversation.search(text, signal);
        return view.ok ? succeed({ item: asItem(nextHit(shown, view.value, from, direction)) }) : view;
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

/** Hits are looked through in the order of their records, which is nearly that of the items. */
function nextHit(shown: ShownConversation, view: View, from: number, direction: 1 | -1): number | undefined {
  const total = view.rows();
  const record = shown.recordOf(from);
  const start = record === undefined ? 0 : view.rowOf(record);
  for (let row = direction === 1 ? start : Math.min(start, total - 1); row >= 0 && row < total; row += direction) {
    let found: number | undefined;
    view.visit(row, 1, (hit) => {
      found = shown.itemOf(hit);
    });
    if (found !== undefined && (found - from) * direction > 0) return found;
  }
  return undefined;
}
