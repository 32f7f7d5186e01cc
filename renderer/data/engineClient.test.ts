import { afterEach, describe, expect, it, vi } from "vitest";
import type { EngineEvent } from "../../shared/engineContract.ts";
import { createEngineClient } from "./engineClient.ts";

const opened: MessagePort[] = [];
afterEach(() => {
  for (const port of opened.splice(0)) port.close();
});

describe("createEngineClient", () => {
  it("gives each request its own answer, in whatever order they come", async () => {
    const { client, engine, sent } = connect();
    const first = client.request("locate", { transcript: "t", view: "v", record: 10 });
    const second = client.request("kinds", { transcript: "t" });
    await expect.poll(() => sent).toHaveLength(2);
    expect(sent).toEqual([
      { type: "request", id: 1, method: "locate", params: { transcript: "t", view: "v", record: 10 } },
      { type: "request", id: 2, method: "kinds", params: { transcript: "t" } },
    ]);
    engine.postMessage({ type: "reply", id: 2, value: [{ kind: "RAW", count: 3, bytes: 60 }] });
    engine.postMessage({ type: "reply", id: 1, value: { row: 4 } });
    expect(await first).toEqual({ ok: true, value: { row: 4 } });
    expect(await second).toEqual({ ok: true, value: [{ kind: "RAW", count: 3, bytes: 60 }] });
  });

  it("gives a failure as the engine words it", async () => {
    const { client, engine } = connect();
    const answer = client.request("kinds", { transcript: "t" });
    engine.postMessage({ type: "failure", id: 1, failure: { code: "not-found", name: "a.jsonl" } });
    expect(await answer).toEqual({ ok: false, failure: { code: "not-found", name: "a.jsonl" } });
  });

  it("asks the engine to cancel and settles when the engine has done so", async () => {
    const { client, engine, sent } = connect();
    const controller = new AbortController();
    const settled = vi.fn();
    const answer = client.request("kinds", { transcript: "t" }, controller.signal);
    const watched = answer.then(settled);
    controller.abort();
    await expect.poll(() => sent).toHaveLength(2);
    expect(sent[1]).toEqual({ type: "cancel", id: 1 });
    expect(settled).not.toHaveBeenCalled();
    engine.postMessage({ type: "failure", id: 1, failure: { code: "cancelled" } });
    await watched;
    expect(await answer).toEqual({ ok: false, failure: { code: "cancelled" } });
  });

  it("sends nothing for a request that was cancelled before", async () => {
    const { client, engine, sent } = connect();
    expect(await client.request("kinds", { transcript: "t" }, AbortSignal.abort())).toEqual({
      ok: false,
      failure: { code: "cancelled" },
    });
    const next = client.start("kinds", { transcript: "t" });
    engine.postMessage({ type: "reply", id: next.id, value: [] });
    await next.answer;
    await expect.poll(() => sent).not.toHaveLength(0);
    expect(sent).toEqual([{ type: "request", id: next.id, method: "kinds", params: { transcript: "t" } }]);
  });

  it("sends no cancel for a request that is answered", async () => {
    const { client, engine, sent } = connect();
    const controller = new AbortController();
    const answered = client.request("kinds", { transcript: "t" }, controller.signal);
    engine.postMessage({ type: "reply", id: 1, value: [] });
    await answered;
    controller.abort();
    const next = client.request("kinds", { transcript: "t" });
    engine.postMessage({ type: "reply", id: 2, value: [] });
    await next;
    await expect.poll(() => sent.length).toBeGreaterThan(1);
    expect(sent.map(({ type }) => type)).toEqual(["request", "request"]);
  });

  it("tells a request's number before its answer, for events that name it", async () => {
    const { client, engine } = connect();
    const started = client.start("kinds", { transcript: "t" });
    engine.postMessage({ type: "reply", id: started.id, value: [] });
    expect(await started.answer).toEqual({ ok: true, value: [] });
  });

  it("passes events on until the listener is taken away", async () => {
    const { client, engine } = connect();
    const listener = vi.fn<(event: EngineEvent) => void>();
    const stop = client.onEvent(listener);
    const event = exportProgress(1);
    engine.postMessage({ type: "event", event });
    await expect.poll(() => listener).toHaveBeenCalledExactlyOnceWith(event);
    stop();
    const answer = client.request("kinds", { transcript: "t" });
    engine.postMessage({ type: "event", event });
    engine.postMessage({ type: "reply", id: 1, value: [] });
    await answer;
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it("fails what is under way and what comes later when the engine stops, and says so once", async () => {
    const { client, engine } = connect();
    const closed = vi.fn();
    client.onClosed(closed);
    const answers = [client.request("kinds", { transcript: "t" }), client.request("close", { transcript: "t" })];
    engine.close();
    const stopped = { ok: false, failure: { code: "engine-stopped" } };
    expect(await Promise.all(answers)).toEqual([stopped, stopped]);
    expect(closed).toHaveBeenCalledTimes(1);
    expect(await client.request("kinds", { transcript: "t" })).toEqual(stopped);
    client.close();
    expect(closed).toHaveBeenCalledTimes(1);
    const late = vi.fn();
    client.onClosed(late);
    expect(late).toHaveBeenCalledTimes(1);
  });

  it("ignores an answer to nothing", async () => {
    const { client, engine } = connect();
    engine.postMessage({ type: "reply", id: 77, value: [] });
    const answer = client.request("kinds", { transcript: "t" });
    engine.postMessage({ type: "reply", id: 1, value: [] });
    expect(await answer).toEqual({ ok: true, value: [] });
  });
});

function exportProgress(request: number): EngineEvent {
  return { type: "exportProgress", request, progress: { stage: "reading", done: 1, total: 2, bytesWritten: 0 } };
}

function connect() {
  const { port1, port2 } = new MessageChannel();
  opened.push(port1, port2);
  const sent: { readonly type: string }[] = [];
  port2.addEventListener("message", ({ data }: MessageEvent<{ readonly type: string }>) => sent.push(data));
  port2.start();
  return { client: createEngineClient(port1), engine: port2, sent };
}
