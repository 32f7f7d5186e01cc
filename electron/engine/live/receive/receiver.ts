// The receiving end of the ingest protocol (docs/ingest-protocol.md) over HTTP. Requests of one stream are answered one
// after the other, those of several at the same time, up to a bound.

import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { Result } from "../../../../shared/result.ts";
import { fail, succeed } from "../../../../shared/result.ts";
import { systemWord } from "../../source/fileSource.ts";
import { refusalOf } from "../http/guard.ts";
import type { Address } from "../http/listen.ts";
import { close, listen } from "../http/listen.ts";
import type { Refusal } from "../http/refusal.ts";
import { refuse, sendJson } from "../http/refusal.ts";
import { isStreamId } from "../ingest/isStreamId.ts";
import { lockFolder } from "./folderLock.ts";
import type { Position } from "./position.ts";
import type { TakenOrNot } from "./receivedStream.ts";
import { ReceivedStream, StreamDamaged } from "./receivedStream.ts";
import { readWindow } from "./windowBody.ts";

export interface ReceiverOptions extends Address {
  /** Where the files go; it is there. */
  readonly folder: string;
  readonly token: string | undefined;
  /** A bug, met while answering a request. */
  readonly onUnexpected?: ((error: unknown) => void) | undefined;
  /** Called when a stream holds more than before. */
  readonly onEvents?: ((stream: string, accepted: number, complete: boolean) => void) | undefined;
}

export interface Receiver {
  readonly port: number;
  /** Ends what is under way, and lets the folder go. */
  close(): Promise<void>;
}

/** Windows that are in memory at the same time, each of at most 16 MiB. */
const mostWindows = 4;

/**
 * Fails with `folder-in-use` when another one receives into the folder, `port-in-use`, or `cannot-listen`. What one
 * request does wrong is told to its sender alone, and ends nothing.
 */
export async function startReceiver(options: ReceiverOptions): Promise<Result<Receiver>> {
  const locked = lockFolder(options.folder);
  if (!locked.ok) return locked;
  const streams = new Turns();
  let windows = 0;
  const server = createServer((request, response) => {
    // Who does not listen to the end needs no answer.
    response.on("error", () => undefined);
    void answer(request, response).catch((error: unknown) => {
      const refusal = refusalFor(error);
      if (refusal === undefined) options.onUnexpected?.(error);
      if (!response.headersSent) refuse(response, refusal ?? { status: 500, error: "an unexpected error" });
    });
  });

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const refusal = refusalOf(request, options);
    if (refusal !== undefined) return refuse(response, refusal);
    const asked = readRequest(request);
    if (!asked.ok) return refuse(response, asked.failure);
    if (asked.value.type === "ask") return reply(response, await ask(asked.value));
    if (windows >= mostWindows)
      return refuse(response, { status: 503, error: "too many windows at once", retryAfter: 1 });
    windows += 1;
    try {
      const window = await readWindow(request);
      if (!window.ok) return refuse(response, window.failure);
      const { stream, digest, final } = asked.value;
      const taken = await streams.inTurn(stream, async () => {
        const opened = await ReceivedStream.open(options.folder, stream);
        try {
          const taken = await opened.take(window.value, digest);
          if (taken.type !== "taken" || final === undefined) return taken;
          return await opened.finish(final, window.value.length === 0 ? digest : undefined);
        } finally {
          await opened.close();
        }
      });
      if (taken.type === "taken") options.onEvents?.(stream, taken.position.accepted, taken.position.complete);
      reply(response, taken);
    } finally {
      windows -= 1;
    }
  };
  const ask = async ({ stream }: Asked): Promise<TakenOrNot> => ({
    type: "taken",
    position: await streams.inTurn(stream, () => ReceivedStream.positionOf(options.folder, stream)),
  });

  const port = await listen(server, options);
  if (!port.ok) {
    locked.value();
    return port;
  }
  return succeed({
    port: port.value,
    close: async () => {
      await close(server);
      locked.value();
    },
  });
}

interface Asked {
  readonly type: "ask" | "send";
  readonly stream: string;
  readonly digest: string | undefined;
  readonly final: number | undefined;
}

function readRequest({ method, url = "" }: IncomingMessage): Result<Asked, Refusal> {
  const { pathname, searchParams } = new URL(url, "http://localhost");
  if (pathname !== "/") return fail({ status: 404, error: "there is nothing but /" });
  if (method !== "GET" && method !== "POST") return fail({ status: 405, error: "GET or POST" });
  const stream = searchParams.get("stream") ?? "";
  if (!isStreamId(stream)) {
    return fail({ status: 400, error: "stream takes at most 100 lower-case letters, digits, - and _" });
  }
  const digest = searchParams.get("digest") ?? undefined;
  if (digest !== undefined && !/^[0-9a-f]{64}$/.test(digest)) {
    return fail({ status: 400, error: "digest takes 64 hexadecimal digits" });
  }
  const final = searchParams.get("final") ?? undefined;
  if (final !== undefined && !/^[0-9]{1,15}$/.test(final)) {
    return fail({ status: 400, error: "final takes the number of the last event" });
  }
  return succeed({
    type: method === "GET" ? "ask" : "send",
    stream,
    digest,
    final: final === undefined ? undefined : Number(final),
  });
}

function reply(response: ServerResponse, { type, position }: TakenOrNot): void {
  const facts = factsOf(position);
  if (type === "taken") sendJson(response, 200, facts);
  else if (type === "gap") refuse(response, { status: 409, error: "events are missing before these", facts });
  else refuse(response, { status: 422, error: "this stream holds other events under these numbers", facts });
}

function factsOf({ accepted, digest, complete }: Position) {
  return { accepted, digest, complete };
}

/** Undefined: a bug. */
function refusalFor(error: unknown): Refusal | undefined {
  if (error instanceof StreamDamaged) return { status: 422, error: `${error.message}: it is left alone` };
  const word = systemWord(error);
  if (word === "ENOSPC" || word === "EDQUOT") return { status: 507, error: "the disk is full", retryAfter: 30 };
  return /^E[A-Z]+$/.test(word) ? { status: 500, error: `it cannot be written (${word})` } : undefined;
}

/** Work on one thing is done one after the other, on several at the same time. */
class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  async inTurn<Value>(name: string, work: () => Promise<Value>): Promise<Value> {
    const mine = (this.#last.get(name) ?? Promise.resolve()).then(work, work);
    this.#last.set(name, mine);
    try {
      return await mine;
    } finally {
      if (this.#last.get(name) === mine) this.#last.delete(name);
    }
  }
}
