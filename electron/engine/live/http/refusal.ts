import type { ServerResponse } from "node:http";

/** Why a request is not answered as it wished: a status, and words that are short. */
export interface Refusal {
  readonly status: number;
  readonly error: string;
  /** When it may be tried again, in s. */
  readonly retryAfter?: number;
  /** More that the other program needs to know. */
  readonly facts?: Readonly<Record<string, string | number | boolean>>;
}

/** Answers with short JSON. */
export function sendJson(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  const body = `${JSON.stringify(value)}\n`;
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(body),
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    ...headers,
  });
  response.end(body);
}

/** Ends the response with JSON of `error` and the facts; headers must not have been sent. */
export function refuse(response: ServerResponse, { status, error, retryAfter, facts }: Refusal): void {
  const headers = retryAfter === undefined ? {} : { "retry-after": String(retryAfter) };
  sendJson(response, status, { error, ...facts }, headers);
}
