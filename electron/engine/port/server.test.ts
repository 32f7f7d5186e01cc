import { once } from "node:events";
import { MessageChannel, type MessagePort } from "node:worker_threads";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { EngineEvent } from "../../../shared/engineContract.ts";
import { fail, succeed } from "../../../shared/result.ts";
import type { EngineHandlers, RequestContext } from "./handlers.ts";
import { type PortServer, type ServerPort, servePort } from "./server.ts";

const opened: MessagePort[] = [];
afterEach(() => {
  for (const port of opened.splice(0)) port.close();
});

describe("servePort", () => {
  it("answers a request with what the handler returns", async () => {
    const page = serve({ locate: async ({ record }) => succeed({ row: record + 1, passes: true, before: record }) });
    page.send({ type: "request", id: 7, method: "locate", params: { transcript: "t", view: "v", record: 2 ** 40 } });
    expect(await page.next()).toEqual({
      type: "reply",
      id: 7,
      value: { row: 2 ** 40 + 1, passes: true, before: 2 ** 40 },
    });
  });

  it("answers an expected failure as it is", async () => {
    const page = serve({ kinds: async () => fail({ code: "source-changed", name: "a.jsonl", change: "shrunk" }) });
    page.send({ type: "request", id: 1, method: "kinds", params: { transcript: "t" } });
    expect(await page.next()).toEqual({
      type: "failure",
      id: 1,
      failure: { code: "source-changed", name: "a.jsonl", change: "shrunk" },
    });
  });

  it("keeps each answer with its request when they finish in another order", async () => {
    const finish = new Map<number, () => void>();
    const page = serve({
      locate: ({ record }) =>
        new Promise((resolve) =>
          finish.set(record, () => resolve(succeed({ row: record, passes: true, before: record }))),
        ),
    });
    for (const record of [1, 2, 3]) {
      page.send({ type: "request", id: record, method: "locate", params: { transcript: "t", view: "v", record } });
    }
    await expect.poll(() => finish.size).toBe(3);
    for (const record of [2, 3, 1]) {
      finish.get(record)?.();
      expect(await page.next()).toMatchObject({ type: "reply", id: record, value: { row: record } });
    }
  });

  it.each<{ readonly name: string; readonly message: unknown; readonly detail: RegExp }>([
    {
      name: "an unknown method",
      message: { type: "request", id: 5, method: "readAnything", params: {} },
      detail: /no method readAnything/,
    },
    {
      name: "a method that every object has",
      message: { type: "request", id: 5, method: "constructor", params: {} },
      detail: /no method constructor/,
    },
    {
      name: "a negative row number",
      message: { type: "request", id: 5, method: "rows", params: { transcript: "t", view: "v", from: -1, count: 10 } },
      detail: /^rows: from /,
    },
    {
      name: "more rows than a page has",
      message: { type: "request", id: 5, method: "rows", params: { transcript: "t", view: "v", from: 0, count: 501 } },
      detail: /^rows: count /,
    },
    {
      name: "a path where a grant belongs",
      message: { type: "request", id: 5, method: "open", params: { file: { path: "/etc/passwd" } } },
      detail: /^open: file /,
    },
    { name: "no parameters", message: { type: "request", id: 5, method: "kinds" }, detail: /^params / },
    { name: "a method that is no text", message: { type: "request", id: 5, method: 5, params: {} }, detail: /method/ },
  ])("refuses $name", async ({ message, detail }) => {
    const page = serve({});
    page.send(message);
    expect(await page.next()).toEqual({
      type: "failure",
      id: 5,
      failure: { code: "bad-request", detail: expect.stringMatching(detail) },
    });
  });

  it("drops what is not a message, says so, and goes on", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => {});
    const page = serve({ kinds: async () => succeed([]) });
    for (const message of [
      undefined,
      1,
      "x",
      [],
      { type: "grant", id: "g", path: "/etc/passwd" },
      { type: "request" },
    ]) {
      page.send(message);
    }
    page.send({ type: "request", id: 1, method: "kinds", params: { transcript: "t" } });
    expect(await page.next()).toEqual({ type: "reply", id: 1, value: [] });
    expect(log).toHaveBeenCalledTimes(6);
  });

  it("turns a bug in a handler into a failure of that request, which quotes nothing, and tells of it", async () => {
    const bug = new TypeError("cannot read kinds\nof undefined");
    const page = serve({
      kinds: async () => {
        throw bug;
      },
    });
    for (const id of [1, 2]) {
      page.send({ type: "request", id, method: "kinds", params: { transcript: "t" } });
      expect(await page.next()).toEqual({
        type: "failure",
        id,
        failure: { code: "unexpected", call: "kinds" },
      });
    }
    expect(page.bugs).toEqual([
      [bug, "kinds"],
      [bug, "kinds"],
    ]);
  });

  it("cancels the request of that number only", async () => {
    const contexts = new Map<number, RequestContext>();
    const page = serve({ locate: waitForAbort(contexts) });
    for (const id of [1, 2]) {
      page.send({ type: "request", id, method: "locate", params: { transcript: "t", view: "v", record: 0 } });
    }
    page.send({ type: "cancel", id: 2 });
    expect(await page.next()).toEqual({ type: "failure", id: 2, failure: { code: "cancelled" } });
    expect(contexts.get(1)?.signal.aborted).toBe(false);
  });

  it("ignores a cancel for a request that is answered or was never sent", async () => {
    const page = serve({ kinds: async () => succeed([]) });
    page.send({ type: "cancel", id: 99 });
    page.send({ type: "request", id: 1, method: "kinds", params: { transcript: "t" } });
    expect(await page.next()).toEqual({ type: "reply", id: 1, value: [] });
    page.send({ type: "cancel", id: 1 });
    page.send({ type: "request", id: 2, method: "kinds", params: { transcript: "t" } });
    expect(await page.next()).toEqual({ type: "reply", id: 2, value: [] });
  });

  it("answers a handler that throws because it was cancelled with cancelled", async () => {
    const page = serve({
      kinds: async (_params, { signal }) => {
        await once(signal, "abort");
        throw signal.reason;
      },
    });
    page.send({ type: "request", id: 1, method: "kinds", params: { transcript: "t" } });
    page.send({ type: "cancel", id: 1 });
    expect(await page.next()).toEqual({ type: "failure", id: 1, failure: { code: "cancelled" } });
  });

  it("does not answer a number twice that is used twice at once", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => {});
    const contexts = new Map<number, RequestContext>();
    const page = serve({ locate: waitForAbort(contexts), kinds: async () => succeed([]) });
    page.send({ type: "request", id: 1, method: "locate", params: { transcript: "t", view: "v", record: 0 } });
    page.send({ type: "request", id: 1, method: "kinds", params: { transcript: "t" } });
    page.send({ type: "cancel", id: 1 });
    page.send({ type: "request", id: 2, method: "kinds", params: { transcript: "t" } });
    expect([await page.next(), await page.next()]).toEqual([
      { type: "failure", id: 1, failure: { code: "cancelled" } },
      { type: "reply", id: 2, value: [] },
    ]);
    expect(log).toHaveBeenCalledTimes(1);
  });

  it("refuses more requests at once than a page that works ever has", async () => {
    const contexts = new Map<number, RequestContext>();
    const page = serve({ locate: waitForAbort(contexts) });
    for (let id = 0; id <= 256; id += 1) {
      page.send({ type: "request", id, method: "locate", params: { transcript: "t", view: "v", record: 0 } });
    }
    expect(await page.next()).toMatchObject({ type: "failure", id: 256, failure: { code: "bad-request" } });
    expect(contexts.size).toBe(256);
  });

  it("pushes events, those of a request under its number", async () => {
    const event: EngineEvent = {
      type: "exportProgress",
      request: 3,
      progress: { stage: "reading", done: 1, total: 2, bytesWritten: 0 },
    };
    const page = serve({
      close: async (_params, context) => {
        context.emit({ ...event, request: context.requestId });
        return succeed(undefined);
      },
    });
    page.send({ type: "request", id: 3, method: "close", params: { transcript: "t" } });
    expect(await page.next()).toEqual({ type: "event", event });
    expect(await page.next()).toEqual({ type: "reply", id: 3, value: undefined });
    page.server.emit(event);
    expect(await page.next()).toEqual({ type: "event", event });
  });

  it("aborts all that is under way when the page goes away, and stays quiet afterwards", async () => {
    const contexts = new Map<number, RequestContext>();
    const page = serve({ locate: waitForAbort(contexts) });
    for (const id of [1, 2]) {
      page.send({ type: "request", id, method: "locate", params: { transcript: "t", view: "v", record: 0 } });
    }
    await expect.poll(() => contexts.size).toBe(2);
    page.close();
    await page.closed;
    expect([...contexts.values()].map(({ signal }) => signal.aborted)).toEqual([true, true]);
    expect(page.posted()).toBe(0);
    page.server.emit({
      type: "exportProgress",
      request: 1,
      progress: { stage: "reading", done: 1, total: 2, bytesWritten: 0 },
    });
    expect(page.posted()).toBe(0);
  });
});

/** A handler that records its context and answers `cancelled` once it is aborted. */
function waitForAbort(contexts: Map<number, RequestContext>): EngineHandlers["locate"] {
  return async (_params, context) => {
    contexts.set(context.requestId, context);
    await once(context.signal, "abort");
    return fail({ code: "cancelled" });
  };
}

interface Page {
  readonly server: PortServer;
  /** What the server told of as unexpected. */
  readonly bugs: readonly (readonly [error: unknown, method: string])[];
  /** Settles when the server has noticed that the page is gone. */
  readonly closed: Promise<void>;
  send(message: unknown): void;
  /** The next message from the engine. */
  next(): Promise<unknown>;
  /** How many messages the engine has posted. */
  posted(): number;
  close(): void;
}

function serve(handlers: Partial<EngineHandlers>): Page {
  const { port1, port2 } = new MessageChannel();
  opened.push(port1, port2);
  const received: unknown[] = [];
  const waiting: ((message: unknown) => void)[] = [];
  port1.on("message", (message: unknown) => {
    const take = waiting.shift();
    if (take === undefined) received.push(message);
    else take(message);
  });

  let posted = 0;
  const port: ServerPort = {
    postMessage(message) {
      posted += 1;
      port2.postMessage(message);
    },
    onMessage: (listener) => port2.on("message", listener),
    onClose: (listener) => port2.on("close", listener),
    start: () => port2.start(),
  };
  const closed = Promise.withResolvers<void>();
  const bugs: (readonly [error: unknown, method: string])[] = [];
  const server = servePort(
    port,
    { ...unexpected, ...handlers },
    { onClosed: () => closed.resolve(), onUnexpected: (...bug) => bugs.push(bug) },
  );
  return {
    server,
    bugs,
    closed: closed.promise,
    send: (message) => port1.postMessage(message),
    next: () =>
      received.length > 0 ? Promise.resolve(received.shift()) : new Promise((resolve) => waiting.push(resolve)),
    posted: () => posted,
    close: () => port1.close(),
  };
}

async function notExpected(): Promise<never> {
  throw new Error("this test does not expect that method");
}

const unexpected: EngineHandlers = {
  open: notExpected,
  exportEstimate: notExpected,
  originOf: notExpected,
  exportPreview: notExpected,
  library: notExpected,
  secrets: notExpected,
  close: notExpected,
  fileStatistics: notExpected,
  callStatistics: notExpected,
  send: notExpected,
  follow: notExpected,
  zone: notExpected,
  reindex: notExpected,
  kinds: notExpected,
  completions: notExpected,
  query: notExpected,
  rows: notExpected,
  locate: notExpected,
  openRun: notExpected,
  seekTime: notExpected,
  recordAt: notExpected,
  overview: notExpected,
  timeOverview: notExpected,
  cite: notExpected,
  related: notExpected,
  measures: notExpected,
  turnAt: notExpected,
  kindsWhere: notExpected,
  facets: notExpected,
  tree: notExpected,
  bytes: notExpected,
  text: notExpected,
  stringText: notExpected,
  hits: notExpected,
  export: notExpected,
  summary: notExpected,
  threads: notExpected,
  conversation: notExpected,
  spread: notExpected,
  items: notExpected,
  itemOf: notExpected,
  step: notExpected,
  outline: notExpected,
  image: notExpected,
};
