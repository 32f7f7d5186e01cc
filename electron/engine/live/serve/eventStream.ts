// One client: what its feed gives, no faster than it takes it, until all has been told or it hangs up.

import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { describeFailure } from "../../../../shared/failure.ts";
import { failureOf } from "../../source/readingFailure.ts";
import type { Feed, FeedPart } from "./feed.ts";
import { frameOf } from "./frames.ts";
import type { ServedSession } from "./servedSession.ts";
import { keepAliveMs } from "./serveLimits.ts";

export interface StreamOptions {
  /** True when nothing more will come. */
  readonly isOver: () => boolean;
  /** Ends it, when the server ends. */
  readonly signal: AbortSignal;
}

export async function streamEvents(
  response: ServerResponse,
  session: ServedSession,
  feed: Feed,
  { isOver, signal }: StreamOptions,
): Promise<void> {
  const gone = new AbortController();
  response.on("close", () => gone.abort());
  const over = AbortSignal.any([gone.signal, signal]);
  try {
    response.writeHead(200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      // Proxies would collect it.
      "x-accel-buffering": "no",
    });
    response.flushHeaders();
    await tellAll(response, session, feed, isOver, over);
    response.end();
  } catch (error) {
    if (!over.aborted) throw error;
    response.end();
  } finally {
    feed.close();
  }
}

async function tellAll(
  response: ServerResponse,
  session: ServedSession,
  feed: Feed,
  isOver: () => boolean,
  over: AbortSignal,
): Promise<void> {
  let toldMs = performance.now();
  let isWithinEvent = false;
  for (;;) {
    over.throwIfAborted();
    const { version } = session;
    const isLast = isOver();
    const part = await readPart(feed, isLast, session);
    over.throwIfAborted();
    if (part.is === "bytes") {
      toldMs = performance.now();
      isWithinEvent = !endsEvent(part.bytes);
      await write(response, part.bytes, over);
      continue;
    }
    if (part.is === "failed") {
      const where = part.record === undefined ? "" : ` from record ${part.record} on`;
      const message = `The session cannot be told to its end${where}: ${part.reason}`;
      const said = { type: "RUN_ERROR", message, code: "SESSION_UNREADABLE" };
      // Of an event that was begun nobody takes the half for all of it.
      if (isWithinEvent) await write(response, Buffer.from("\nevent: cut\n\n"), over);
      await write(response, frameOf(said, undefined, "error"), over);
      return;
    }
    if (isLast && part.is === "end") return;
    do {
      await session.look();
      over.throwIfAborted();
      if (performance.now() - toldMs < keepAliveMs) continue;
      toldMs = performance.now();
      await write(response, Buffer.from(":\n\n"), over);
    } while (part.is === "end" && version === session.version && !isOver());
  }
}

/** A blank line stands behind each event. */
function endsEvent(bytes: Uint8Array): boolean {
  return bytes.at(-1) === 0x0a && bytes.at(-2) === 0x0a;
}

/** What the system refuses on the way ends the telling, with the reason. */
async function readPart(feed: Feed, isOver: boolean, { source }: ServedSession): Promise<FeedPart> {
  try {
    return await feed.read(isOver);
  } catch (error) {
    return { is: "failed", record: undefined, reason: describeFailure(failureOf(error, source.name)) };
  }
}

/**
 * Waits until the client takes more; other clients get their turn. One that takes all at once drains before the loop of events has turned,
 * and nobody else would be heard as long as it does.
 */
async function write(response: ServerResponse, bytes: Uint8Array, over: AbortSignal): Promise<void> {
  if (!response.write(bytes)) await once(response, "drain", { signal: over });
  await new Promise(setImmediate);
}
