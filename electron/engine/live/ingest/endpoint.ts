// The other end as the sender sees it: three requests. Every request, its time-out and the bound on what is read of its
// answer are here and nowhere else. Nothing throws but the caller's own signal.

import { systemWord } from "../../source/fileSource.ts";
import type { Answer } from "./answers.ts";
import { readAnswer } from "./answers.ts";
import { answerBytes } from "./ingestLimits.ts";
import type { RunningDigest } from "./runningDigest.ts";
import type { SendWindow } from "./sendWindow.ts";

export interface EndpointOptions {
  readonly url: URL;
  readonly stream: string;
  /** Goes into a header and is told to nobody else. */
  readonly token: string | undefined;
  /** How long a request may take altogether, in ms. */
  readonly requestMs?: number | undefined;
}

export interface Endpoint {
  /** Which event it has taken last. */
  ask(signal: AbortSignal): Promise<Answer>;
  send(window: SendWindow, signal: AbortSignal): Promise<Answer>;
  /** Tells it that these are all. */
  finish(last: number, digest: RunningDigest, signal: AbortSignal): Promise<Answer>;
}

const usualRequestMs = 30_000;

/**
 * Opens nothing yet. What goes wrong is an answer "failed", which may be tried again, or "refused", which may not;
 * redirects are not followed.
 */
export function createEndpoint({ url, stream, token, requestMs = usualRequestMs }: EndpointOptions): Endpoint {
  const request = async (
    method: "GET" | "POST",
    parameters: Readonly<Record<string, string>>,
    body: Uint8Array | undefined,
    signal: AbortSignal,
  ): Promise<Answer> => {
    signal.throwIfAborted();
    const target = new URL(url);
    for (const [name, value] of Object.entries({ stream, ...parameters })) target.searchParams.set(name, value);
    try {
      const response = await fetch(target, {
        method,
        headers: {
          accept: "application/json",
          ...(body === undefined ? {} : { "content-type": "application/x-ndjson" }),
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
        // What `fetch` takes is memory of its own, never shared.
        ...(body === undefined ? {} : { body: new Uint8Array(body) }),
        // A token is for the host that was named.
        redirect: "manual",
        signal: AbortSignal.any([signal, AbortSignal.timeout(requestMs)]),
      });
      const retryAfter = response.headers.get("retry-after") ?? undefined;
      return readAnswer(response.status, retryAfter, await readBeginning(response), Date.now());
    } catch (error) {
      signal.throwIfAborted();
      if (isForbiddenPort(error)) return { type: "refused", reason: forbiddenPort(target) };
      return { type: "failed", reason: reasonOf(error, requestMs), pauseMs: undefined };
    }
  };
  return {
    ask: (signal) => request("GET", {}, undefined, signal),
    send: (window, signal) => request("POST", { digest: window.digestBefore }, window.body(), signal),
    finish: (last, digest, signal) => request("POST", { final: String(last), digest }, new Uint8Array(), signal),
  };
}

/** The first bytes of what it says; the rest is not read. */
async function readBeginning(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (reader === undefined) return "";
  const parts: Uint8Array[] = [];
  let bytes = 0;
  while (bytes < answerBytes) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    bytes += value.length;
  }
  await reader.cancel();
  return Buffer.concat(parts).subarray(0, answerBytes).toString("utf8");
}

/** `fetch` asks none of the ports that belong to other protocols, 6000 for example, whoever listens there. */
function isForbiddenPort(error: unknown): boolean {
  return error instanceof TypeError && error.cause instanceof Error && error.cause.message === "bad port";
}

function forbiddenPort({ port }: URL): string {
  return `port ${port} belongs to another protocol, and no HTTP client asks it: have it listen on another one`;
}

function reasonOf(error: unknown, requestMs: number): string {
  if (error instanceof Error && error.name === "TimeoutError") return `it did not answer within ${requestMs} ms`;
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  if (cause instanceof Error && cause.name === "HTTPParserError") return "it does not speak HTTP";
  return `it cannot be reached (${systemWord(cause)})`;
}
