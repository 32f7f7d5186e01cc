// Sessions over HTTP, as lists and as server-sent events for AG-UI clients (docs/serve.md).

import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { Failure } from "../../../../shared/failure.ts";
import { describeFailure } from "../../../../shared/failure.ts";
import type { Result } from "../../../../shared/result.ts";
import { fail, succeed } from "../../../../shared/result.ts";
import { formatNamed } from "../../formats/formats.ts";
import { failureOf } from "../../source/readingFailure.ts";
import { refusalOf } from "../http/guard.ts";
import type { Address } from "../http/listen.ts";
import { close, listen } from "../http/listen.ts";
import type { Refusal } from "../http/refusal.ts";
import { refuse, sendJson } from "../http/refusal.ts";
import { forgetCompactedLog } from "./compactedLog.ts";
import { ConversationFeed } from "./conversationFeed.ts";
import { streamEvents } from "./eventStream.ts";
import type { Feed } from "./feed.ts";
import { LineFeed } from "./lineFeed.ts";
import type { OpenTranscript } from "./openedSession.ts";
import { RecordFeed } from "./recordFeed.ts";
import type { ServedFolder, SessionFile } from "./servedFolder.ts";
import type { ServedSession } from "./servedSession.ts";
import { ServedSessions } from "./servedSessions.ts";
import { pageSessions, requestBytes } from "./serveLimits.ts";

export interface ServeOptions extends Address {
  readonly folder: ServedFolder;
  readonly token: string | undefined;
  readonly open: OpenTranscript;
  /** A bug, met while answering a request. */
  readonly onUnexpected: (error: unknown) => void;
}

export interface SessionServer {
  readonly port: number;
  /** Sessions that are open. */
  readonly sessions: ServedSessions;
  close(): Promise<void>;
}

/**
 * Sessions are opened when they are asked for, by `open`, and closed with the server. Fails with `port-in-use` or
 * `cannot-listen`.
 */
export async function startServer(options: ServeOptions): Promise<Result<SessionServer>> {
  const sessions = new ServedSessions(options.open);
  const stop = new AbortController();
  const handler = new Handler(options, sessions, stop.signal);
  const answering = new Set<Promise<void>>();
  const server = createServer((request, response) => {
    response.on("error", () => undefined);
    const answered = handler
      .answer(request, response)
      .catch((error: unknown) => {
        // Who hangs up within a request is no bug.
        if (request.complete) options.onUnexpected(error);
        if (response.headersSent) response.destroy();
        else refuse(response, { status: 500, error: "an unexpected error" });
      })
      .finally(() => answering.delete(answered));
    answering.add(answered);
  });
  const port = await listen(server, options);
  if (!port.ok) {
    await sessions.close();
    return port;
  }
  return succeed({
    port: port.value,
    sessions,
    close: async () => {
      stop.abort();
      await close(server);
      // Until then sessions count as being read.
      await Promise.all(answering);
      await sessions.close();
    },
  });
}

/** What a path asks for. */
type Route =
  | { readonly to: "list" }
  | { readonly to: "session" | "events" | "run"; readonly session: SessionFile }
  | { readonly to: "nothing" }
  /** Nobody can look whether there is one. */
  | { readonly to: "failure"; readonly failure: Failure };

class Handler {
  readonly #options: ServeOptions;
  readonly #sessions: ServedSessions;
  readonly #stop: AbortSignal;

  constructor(options: ServeOptions, sessions: ServedSessions, stop: AbortSignal) {
    this.#options = options;
    this.#sessions = sessions;
    this.#stop = stop;
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refusal = refusalOf(request, this.#options);
    if (refusal !== undefined) return refuse(response, refusal);
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    const route = this.#route(pathname);
    if (route.to === "nothing") return refuse(response, { status: 404, error: "there is no such session" });
    if (route.to === "failure") return refuse(response, refusalFor(route.failure));
    const method = route.to === "run" ? "POST" : "GET";
    if (request.method !== method) return refuse(response, { status: 405, error: `${method} only` });
    if (route.to === "list") return this.#list(response, searchParams);
    if (route.to === "run" && !(await takeBody(request))) {
      return refuse(response, { status: 413, error: `a run takes at most ${requestBytes} bytes` });
    }
    const { to, session: asked } = route;
    await this.#sessions.use(
      asked.file,
      async (session) => {
        if (to === "session") sendJson(response, 200, { ...factsOf(asked), ...stateOf(session) });
        else await this.#stream(response, session, to === "run", searchParams, lastIdOf(request, searchParams));
      },
      (failure) => refuse(response, refusalFor(failure)),
    );
  }

  async #stream(
    response: ServerResponse,
    session: ServedSession,
    isRun: boolean,
    parameters: URLSearchParams,
    lastId: string | undefined,
  ): Promise<void> {
    const feed = await this.#feedOrFailure(session, isRun, parameters, lastId);
    if (!feed.ok) return refuse(response, feed.failure);
    await streamEvents(response, session, feed.value, {
      // Who runs an agent waits for the end of the run, and who watches a session for its next one too.
      isOver: () => session.isOver(isRun),
      signal: this.#stop,
    });
  }

  #route(pathname: string): Route {
    if (pathname === "/" || pathname === "/sessions") return { to: "list" };
    const [, id, what] = /^\/sessions\/([^/]+)(?:\/(events|run))?$/.exec(pathname) ?? [];
    const found = id === undefined ? undefined : this.#options.folder.find(decoded(id));
    if (found?.ok === false) return { to: "failure", failure: found.failure };
    if (found?.value === undefined) return { to: "nothing" };
    return { to: what === "events" || what === "run" ? what : "session", session: found.value };
  }

  #list(response: ServerResponse, parameters: URLSearchParams): void {
    const wanted = parameters.get("limit") ?? String(pageSessions);
    const limit = Number(wanted);
    if (!/^\d{1,4}$/.test(wanted) || limit < 1 || limit > pageSessions) {
      refuse(response, { status: 400, error: `limit takes a number from 1 to ${pageSessions}` });
      return;
    }
    const token = parameters.get("continue") ?? "";
    const after = Buffer.from(token, "base64url").toString("utf8");
    if (Buffer.from(after).toString("base64url") !== token) {
      refuse(response, { status: 400, error: "continue takes what the page before gave" });
      return;
    }
    const { sessions, last, problems } = this.#options.folder.page(after, limit);
    sendJson(response, 200, {
      sessions: sessions.map(factsOf),
      ...(last === undefined ? {} : { continue: Buffer.from(last).toString("base64url") }),
      ...(problems.count > 0 && {
        problems: problems.listed.map(({ path: id, word }) => ({ id, word })),
        problemCount: problems.count,
      }),
    });
  }

  /** What the system refuses is a refusal of ours. */
  async #feedOrFailure(
    session: ServedSession,
    isRun: boolean,
    parameters: URLSearchParams,
    lastId: string | undefined,
  ): Promise<Result<Feed, Refusal>> {
    try {
      return await this.#feed(session, isRun, parameters, lastId);
    } catch (error) {
      return fail(refusalFor(failureOf(error, session.source.name)));
    }
  }

  async #feed(
    session: ServedSession,
    isRun: boolean,
    parameters: URLSearchParams,
    lastId: string | undefined,
  ): Promise<Result<Feed, Refusal>> {
    if (isSet(parameters.get("raw"))) return succeed(new RecordFeed(session, "raw", lastId));
    const thread = parameters.get("thread") ?? undefined;
    const { name } = session.transcript.format;
    if (name !== "ag-ui" && formatNamed(name).conversation === undefined) {
      return fail({ status: 422, error: "this session has no conversation: its records come with ?raw=1" });
    }
    if (session.isFinished(isRun)) {
      const compacted = await this.#sessions.compacted(session, thread);
      if (compacted?.ok === true) return succeed(new LineFeed(compacted.value, lastId));
      // One that may go on is told record by record where it has several threads.
      if (compacted !== undefined && session.isOver(false)) return fail(refusalFor(compacted.failure));
    } else if (!session.isFinished(true)) forgetCompactedLog(session, thread);
    if (isBare(session) && thread === undefined) return succeed(new RecordFeed(session, "events", lastId));
    const conversation = this.#sessions.conversation(session, thread);
    const first = await conversation.latest(false);
    if (!first.ok) return fail(refusalFor(first.failure));
    first.value.release();
    return succeed(new ConversationFeed(session, conversation, lastId));
  }
}

function isAgui({ transcript }: ServedSession): boolean {
  return transcript.format.name === "ag-ui";
}

/** AG-UI events that are the records themselves. */
function isBare(session: ServedSession): boolean {
  return isAgui(session) && session.transcript.format.prefix.length === 0;
}

function isSet(value: string | null): boolean {
  return value !== null && value !== "" && value !== "0" && value !== "false";
}

/** EventSource sends it as a header; others may put it into the address. */
function lastIdOf({ headers }: IncomingMessage, parameters: URLSearchParams): string | undefined {
  const header = headers["last-event-id"];
  return (typeof header === "string" ? header : undefined) ?? parameters.get("lastEventId") ?? undefined;
}

/** Undefined letters make an id that is none. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}

function factsOf({ id, bytes, modifiedMs }: SessionFile) {
  const url = `/sessions/${encodeURIComponent(id)}`;
  return { id, bytes, modified: new Date(modifiedMs).toISOString(), events: `${url}/events`, run: `${url}/run` };
}

function stateOf(session: ServedSession) {
  const state = session.isFinished(false) ? "finished" : session.isOver(false) ? "quiet" : "active";
  const { notice, records } = session;
  return { format: session.transcript.format.name, records, state, ...(notice !== undefined && { notice }) };
}

/** Reads the body and forgets it: what is run has been written already. False when it is too large. */
async function takeBody(request: IncomingMessage): Promise<boolean> {
  let size = 0;
  for await (const part of request) {
    size += Buffer.isBuffer(part) ? part.length : 0;
    if (size > requestBytes) return false;
  }
  return true;
}

function refusalFor(failure: Failure | "too-many"): Refusal {
  if (failure === "too-many") return { status: 503, error: "too many sessions are read at once", retryAfter: 10 };
  const error = describeFailure(failure);
  switch (failure.code) {
    case "several-threads":
      return { status: 409, error: `${error.replace(/ Choose the one to export\.$/, "")} Choose one with ?thread=ID.` };
    case "no-such-thread":
    case "not-found":
      return { status: 404, error };
    case "not-a-conversation":
      return { status: 422, error };
    default:
      return { status: 500, error };
  }
}
