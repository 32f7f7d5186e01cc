import path from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { createEngine } from "./engine.ts";

const context = { signal: new AbortController().signal, requestId: 1, emit: () => {} };

afterEach(() => {
  vi.useRealTimers();
});

it("looks no more at a transcript that was closed, and says nothing of it", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval"] });
  const events: unknown[] = [];
  const engine = createEngine({
    emit: (event) => void events.push(event),
    resolveGrant: () => path.resolve("samples/weather-agent.jsonl"),
  });
  const opened = await engine.handlers.open({ file: "granted" }, context);
  if (!opened.ok) throw new Error(opened.failure.code);
  const before = vi.getTimerCount();
  await engine.handlers.close({ transcript: opened.value.transcript }, context);
  expect([before > 0, vi.getTimerCount()]).toEqual([true, 0]);
  vi.advanceTimersByTime(60_000);
  expect(events).toEqual([]);
});
