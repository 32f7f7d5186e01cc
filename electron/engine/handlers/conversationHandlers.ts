// What the page asks of a transcript's conversation: one per transcript that is open, read when it is first asked for, and
// again when the transcript is read in another way.

import type { ConversationState, SpreadText } from "../../../shared/conversation.ts";
import { maxSpread } from "../../../shared/conversation.ts";
import type { EngineEvent } from "../../../shared/engineContract.ts";
import type { Result } from "../../../shared/result.ts";
import { fail, succeed } from "../../../shared/result.ts";
import { itemNumber, recordNumber } from "../../../shared/units.ts";
import { readImage } from "../items/imageData.ts";
import type { EngineHandlers } from "../port/handlers.ts";
import { ByteWindow } from "../scanner/byteWindow.ts";
import { quote } from "../scanner/jsonBytes.ts";
import { typeOf } from "../scanner/jsonWalk.ts";
import type { Transcript } from "../transcript.ts";
import type { HeldConversation } from "./heldConversation.ts";
import { inSlices } from "./inSlices.ts";

/** Between two progress events. */
const progressMs = 100;

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

/**
 * What a transcript's conversation answers. Methods fail with `bad-request` for a transcript that is closed, and with what reading its
 * records fails with.
 *
 * @param withTranscript Finds what is open by its id.
 * @param emit Tells the page how far a conversation is read.
 */
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
