// The body of a request as events. It is read whole before anything of it counts: half a window is none.

import type { IncomingMessage } from "node:http";
import type { Result } from "../../../../shared/result.ts";
import { fail, succeed } from "../../../../shared/result.ts";
import type { Refusal } from "../http/refusal.ts";
import type { NumberedEvent } from "../ingest/eventLine.ts";
import { readEventLine } from "../ingest/eventLine.ts";
import { eventBytes, windowEvents } from "../ingest/ingestLimits.ts";

/** Throws what the connection says when it ends before the body does. */
export async function readWindow(request: IncomingMessage): Promise<Result<readonly NumberedEvent[], Refusal>> {
  const parts: Buffer[] = [];
  let size = 0;
  // A window of several events is smaller than the largest event.
  for await (const part of request) {
    if (!Buffer.isBuffer(part)) throw new TypeError("the body comes as text");
    size += part.length;
    if (size > eventBytes) return fail({ status: 413, error: `a request holds at most ${eventBytes} bytes` });
    parts.push(part);
  }
  if (!request.complete) throw new Error("the body ended too early");
  return eventsOf(Buffer.concat(parts));
}

function eventsOf(body: Buffer): Result<readonly NumberedEvent[], Refusal> {
  const events: NumberedEvent[] = [];
  for (let at = 0; at < body.length; ) {
    const end = body.indexOf(0x0a, at);
    const event = end < 0 ? undefined : readEventLine(body.subarray(at, end));
    const expected = (events[0]?.seq ?? event?.seq ?? 0) + events.length;
    if (event === undefined) {
      return fail({ status: 400, error: `line ${events.length + 1} is no event as the protocol spells it` });
    }
    if (event.seq !== expected) {
      return fail({ status: 400, error: `line ${events.length + 1} has the number ${event.seq}, not ${expected}` });
    }
    events.push(event);
    if (events.length > windowEvents)
      return fail({ status: 413, error: `a request holds at most ${windowEvents} events` });
    at = end + 1;
  }
  return succeed(events);
}
