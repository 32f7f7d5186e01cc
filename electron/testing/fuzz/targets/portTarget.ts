// The contract on the engine's port: whatever a page sends, each request is answered once, by a value or a failure that is to be
// expected, and the next page is served as if nothing had been.

import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import { expect } from "vitest";
import type { EngineMessage } from "../../../../shared/engineContract.ts";
import { requestSchemas } from "../../../../shared/engineContract.ts";
import { createEngine } from "../../../engine/engine.ts";
import { servePort } from "../../../engine/port/server.ts";
import { type FuzzTarget, fuzzTarget } from "../fuzzTarget.ts";

/** Stands in a request for the transcript and the view that are open. */
const [transcriptWord, viewWord] = ["(transcript)", "(view)"];

const oddValue = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    undefined,
    -1,
    1.5,
    2 ** 53,
    Number.NaN,
    "",
    "x",
    [],
    {},
    true,
    Symbol.iterator.toString(),
  ),
  fc.nat({ max: 2_000 }),
  fc.jsonValue({ maxDepth: 2 }),
);
const fields = {
  transcript: fc.constant(transcriptWord),
  view: fc.constant(viewWord),
  file: fc.constant("file"),
  target: fc.constant("target"),
  filter: fc.constantFrom("", "kind:RUN_*", "weather", "(", "/a/", "after:2026-01-01 is:error"),
  text: fc.constantFrom("weather", "", "\u0000"),
  record: fc.nat({ max: 300 }),
  at: fc.oneof(fc.nat({ max: 500 }), fc.record({ byte: fc.nat() }), fc.record({ line: fc.nat() })),
  from: fc.oneof(fc.nat({ max: 400 }), fc.constant(-1)),
  count: fc.nat({ max: 600 }),
  rows: fc.nat({ max: 600 }),
  length: fc.nat({ max: 70_000 }),
  parts: fc.nat({ max: 100 }),
  time: fc.double(),
  cursor: fc.record({ offset: fc.nat({ max: 300 }), index: fc.nat({ max: 9 }) }),
  show: fc.constantFrom([], ["undone"], ["nothing"]),
  direction: fc.constantFrom(1, -1, 0),
  to: fc.constantFrom("prompt", "error", "hit", "nowhere"),
  on: fc.boolean(),
  related: fc.boolean(),
  options: fc.record({
    as: fc.constantFrom("snapshot", "records", "csv", "html", "exe"),
    filter: fc.constant(""),
    pretty: fc.boolean(),
    dropRaw: fc.boolean(),
  }),
};
const params = fc
  .tuple(fc.record(fields), fc.dictionary(fc.constantFrom(...Object.keys(fields)), oddValue, { maxKeys: 2 }))
  .map(([sound, odd]) => ({ ...sound, ...odd }));
const request = fc.record({
  type: fc.constant("request"),
  id: fc.nat({ max: 12 }),
  method: fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...Object.keys(requestSchemas)) },
    fc.constantFrom("", "constructor", "__proto__", "x".repeat(40)),
  ),
  params: fc.oneof({ weight: 9, arbitrary: params }, oddValue),
});
const message = fc.oneof(
  { weight: 8, arbitrary: request },
  fc.record({ type: fc.constant("cancel"), id: fc.nat({ max: 12 }) }),
  oddValue,
);

export function portTarget(): FuzzTarget {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "seekline-fuzz-"));
  const paths = new Map([
    ["file", path.resolve("samples/weather-agent.jsonl")],
    ["target", path.join(folder, "out")],
  ]);
  return fuzzTarget(
    "port",
    25,
    fc.asyncProperty(fc.array(message, { maxLength: 25 }), async (messages) => {
      const page = openPage(paths);
      try {
        await page.begin();
        for (const one of messages) page.send(one);
        await page.end();
      } finally {
        page.close();
      }
    }),
    async () => fs.rmSync(folder, { recursive: true }),
  );
}

function openPage(paths: ReadonlyMap<string, string>) {
  const bugs: unknown[] = [];
  const answers = new Map<number, number>();
  const asked = new Map<number, number>();
  const known = new Map<string, string>();
  let listener = (_: unknown): void => {};
  let close = (): void => {};
  let wake = (): void => {};
  const engine = createEngine({ resolveGrant: (id) => paths.get(id), emit: () => {} });
  const port = {
    postMessage: (answer: EngineMessage) => {
      if (answer.type === "event") return;
      answers.set(answer.id, (answers.get(answer.id) ?? 0) + 1);
      if (answer.type === "reply" && typeof answer.value === "object" && answer.value !== null) {
        if ("transcript" in answer.value) known.set(transcriptWord ?? "", answer.value.transcript);
        if ("view" in answer.value) known.set(viewWord ?? "", answer.value.view);
      }
      wake();
    },
    onMessage: (listen: (data: unknown) => void) => {
      listener = listen;
    },
    onClose: (listen: () => void) => {
      close = listen;
    },
    start: () => {},
  };
  servePort(port, engine.handlers, {
    onClosed: engine.dispose,
    onUnexpected: (error: unknown, method: string) => bugs.push([method, error]),
  });
  const ask = async (id: number, method: string, params: object): Promise<void> => {
    listener({ type: "request", id, method, params });
    while (!answers.has(id)) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  return {
    begin: async () => {
      await ask(1_000, "open", { file: "file" });
      await ask(1_001, "query", { transcript: known.get("(transcript)"), filter: "" });
    },
    send: (one: unknown) => {
      const data = withKnown(one, known);
      if (isRequest(data)) asked.set(data.id, (asked.get(data.id) ?? 0) + 1);
      listener(data);
    },
    /** All were answered, none twice, and another one still is. */
    end: async () => {
      for (const id of asked.keys()) {
        while (!answers.has(id)) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
      for (const [id, count] of asked) expect(answers.get(id)).toBeLessThanOrEqual(count);
      await ask(1_002, "open", { file: "file" });
      expect(bugs).toEqual([]);
    },
    close: () => close(),
  };
}

function withKnown(data: unknown, known: ReadonlyMap<string, string>): unknown {
  if (typeof data !== "object" || data === null || !("params" in data)) return data;
  const { params } = data;
  if (typeof params !== "object" || params === null) return data;
  const named = Object.entries(params).map(([name, value]) => [
    name,
    (typeof value === "string" ? known.get(value) : undefined) ?? value,
  ]);
  return { ...data, params: Object.fromEntries(named) };
}

function isRequest(data: unknown): data is { readonly id: number } {
  return typeof data === "object" && data !== null && "type" in data && data.type === "request" && "id" in data;
}
