// Sends a transcript's records to an endpoint that a person has confirmed in a dialog of main's. The token is the page's word
// for this one time: it goes into a header and is kept nowhere.

import type { Params } from "../../../shared/engineContract.ts";
import { parseFilter } from "../../../shared/filter/filter.ts";
import type { Result } from "../../../shared/result.ts";
import { fail, succeed } from "../../../shared/result.ts";
import type { SendSummary } from "../../../shared/sending.ts";
import { readToken } from "../environment/tokenSetting.ts";
import { createProgressMeter } from "../export/progressMeter.ts";
import { redactTranscript } from "../export/redactedTranscript.ts";
import { createEndpoint } from "../live/ingest/endpoint.ts";
import { OutgoingEvents } from "../live/ingest/outgoingEvents.ts";
import { noGrowth, sendEvents } from "../live/ingest/sendEvents.ts";
import { streamIdOf } from "../live/ingest/streamId.ts";
import type { EngineHandlers, RequestContext } from "../port/handlers.ts";
import { untilAborted } from "../query/untilAborted.ts";
import type { Transcript } from "../transcript.ts";

/**
 * Sends a transcript's records. Fails where nothing could be sent (filter, token, endpoint); what became of the rest, its value tells.
 *
 * @param withSteady Finds what is open by its id, and takes in nothing that is written to its file until the use of it ends.
 * @param resolveGrant The address behind an id that main has granted for sending, once.
 */
export function createSendHandlers(
  withSteady: <Value>(
    params: { readonly transcript: string },
    use: (held: { readonly transcript: Transcript }) => Result<Value> | Promise<Result<Value>>,
  ) => Promise<Result<Value>>,
  resolveGrant: (id: string, access: "send") => string | undefined,
): Pick<EngineHandlers, "send"> {
  return {
    send: (params, context) =>
      withSteady(params, async ({ transcript }) => {
        const url = resolveGrant(params.endpoint, "send");
        if (url === undefined) return fail({ code: "bad-request", detail: "no such endpoint" });
        try {
          return await send(transcript, new URL(url), params, context);
        } catch (error) {
          if (context.signal.aborted) return fail({ code: "cancelled" });
          throw error;
        }
      }),
  };
}

/** Throws the signal's reason before anything is sent; from then on what was sent is told. */
async function send(
  transcript: Transcript,
  url: URL,
  { filter: text, token: given, redact }: Params<"send">,
  { signal, emit, requestId }: RequestContext,
): Promise<Result<SendSummary>> {
  const started = performance.now();
  const filter = parseFilter(text);
  if (!filter.ok) return fail({ code: "bad-filter", ...filter.failure });
  const token = given === "" ? succeed(undefined) : readToken(given, "the field");
  if (!token.ok) return token;
  const report = createProgressMeter(
    (progress) => emit({ type: "exportProgress", request: requestId, progress }),
    () => 0,
  );
  report("indexing", 0, 0);
  // How it is read, and so what a filter lets through, may change until all is indexed.
  await untilAborted(transcript.whenIndexed(), signal);
  const view = transcript.query(filter.value);
  try {
    const known = await view.whenComplete(signal);
    if (!known.ok) return known;
    const redacted = redact ? await redactTranscript(transcript, { signal }) : undefined;
    if (redacted?.ok === false) return redacted;
    const source = redacted?.value.over(transcript.source) ?? transcript.source;
    // What is redacted is another stream than what is not.
    const stream = streamIdOf(transcript.source, redact ? `${text}\nredacted` : text);
    const total = view.rows();
    report("sending", 0, total);
    const sent = await sendEvents({
      stream,
      events: new OutgoingEvents(source, view, () => false),
      growth: noGrowth,
      endpoint: createEndpoint({ url, stream, token: token.value }),
      stop: signal,
      onProgress: (accepted) => report("sending", accepted, total),
      onRetry: (reason) => report(`trying again: ${reason}`, 0, 0),
    });
    return sent.ok ? succeed({ stream, ...sent.value, elapsedMs: performance.now() - started }) : sent;
  } finally {
    view.close();
  }
}
