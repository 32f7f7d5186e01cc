// Sends the records that pass a filter to an endpoint. What was not sent is always said.

import { isLoopback } from "../../shared/endpoint.ts";
import { printJson } from "../../shared/printText.ts";
import type { Result } from "../../shared/result.ts";
import { fail, succeed } from "../../shared/result.ts";
import { tokenSetting } from "../engine/environment/tokenSetting.ts";
import { redactTranscript } from "../engine/export/redactedTranscript.ts";
import { createEndpoint } from "../engine/live/ingest/endpoint.ts";
import type { SendReport } from "../engine/live/ingest/sendEvents.ts";
import { sendEvents } from "../engine/live/ingest/sendEvents.ts";
import { streamIdOf } from "../engine/live/ingest/streamId.ts";
import type { View } from "../engine/query/view.ts";
import type { Source } from "../engine/source/source.ts";
import type { SendRequest } from "./arguments/sendArguments.ts";
import type { Session } from "./openInput.ts";
import { waitForIndex } from "./openInput.ts";
import { printBytes, printCount, printCounted, printDuration } from "./printed.ts";
import { SentSource } from "./sentSource.ts";
import type { Terminal } from "./terminal.ts";

export async function sendCommand(request: SendRequest, session: Session): Promise<Result<undefined>> {
  const { transcript, signal, terminal } = session;
  const token = tokenSetting();
  if (!token.ok) return token;
  if (token.value !== undefined && request.to.protocol === "http:" && !isLoopback(request.to.hostname)) {
    terminal.say("seekline: the token goes to another machine without encryption: https would hide it");
  }
  // How it is read, and so what a filter lets through, may change until all is indexed.
  const indexed = await waitForIndex(session);
  if (!indexed.ok) return indexed;
  const view = transcript.query(request.filter);
  try {
    const known = await view.whenComplete(signal);
    if (!known.ok) return known;
  } catch (error) {
    view.close();
    throw error;
  }
  return await send(request, token.value, view, session);
}

async function send(
  { to, stream: wanted, filter, filterText, follow, json, redact, redactRules }: SendRequest,
  token: string | undefined,
  first: View,
  session: Session,
): Promise<Result<undefined>> {
  const { transcript, terminal, signal } = session;
  const started = performance.now();
  const redacted = redact ? await redactTranscript(transcript, { rules: redactRules, signal }) : undefined;
  if (redacted?.ok === false) {
    first.close();
    return redacted;
  }
  // What is redacted is another stream than what is not.
  const stream = wanted ?? streamIdOf(transcript.source, redact ? `${filterText}\nredacted` : filterText);
  const over = redacted?.value.over ?? ((source: Source) => source);
  const source = new SentSource(session, filter, first, follow === true, over);
  const sent = await sendEvents({
    stream,
    events: source.events,
    growth: source,
    endpoint: createEndpoint({ url: to, stream, token }),
    stop: signal,
    onProgress: (accepted) => terminal.progress(printProgress(accepted, source.known, follow === true)),
    onRetry: (reason, pauseMs) => terminal.say(`seekline: trying again in ${printDuration(pauseMs)}: ${reason}`),
  }).finally(() => source.close());
  terminal.progress("");
  if (!sent.ok) return sent;
  const report = sent.value;
  sayDropped(report, terminal);
  if (json) await terminal.output.write(`${printJson(toJson(stream, report))}\n`);
  if (!report.complete) {
    terminal.say(
      `seekline: stopped: the endpoint has ${printCounted(report.accepted, "event")} of stream “${stream}”. The same command goes on from there.`,
    );
    return fail({ code: "cancelled" });
  }
  if (terminal.isWatched && !json) {
    const took = printDuration(performance.now() - started);
    terminal.say(`${printCounted(report.accepted, "event")} sent as stream “${stream}” · ${took}`);
  }
  return succeed(undefined);
}

/** How far a source that grows is behind says whether the endpoint is fast enough. */
function printProgress(accepted: number, known: number, isLive: boolean): string {
  return isLive
    ? `sending · ${printCounted(accepted, "event")} · ${printCount(Math.max(0, known - accepted))} behind`
    : `sending · ${printCount(accepted)} of ${printCounted(known, "event")}`;
}

/** Lines of dropped events that are printed; the rest are counted. */
const mostPrinted = 20;

function sayDropped({ dropped }: SendReport, terminal: Terminal): void {
  for (const { line, bytes } of dropped.first.slice(0, mostPrinted)) {
    terminal.say(
      `seekline: line ${printCount(line)} was not sent: its record of ${printBytes(bytes)} is larger than the 16 MiB that an event may take`,
    );
  }
  const more = dropped.count - Math.min(dropped.first.length, mostPrinted);
  if (more > 0)
    terminal.say(`seekline: ${printCounted(more, "more record")} of that size ${more === 1 ? "was" : "were"} not sent`);
}

function toJson(stream: string, { accepted, dropped, complete, retries }: SendReport) {
  return { stream, accepted, complete, retries, droppedCount: dropped.count, dropped: dropped.first };
}
