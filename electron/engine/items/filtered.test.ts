// A filter in the conversation: what is shown, what is folded, and texts that no single record holds.

import fs from "node:fs";
import path from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import type { EngineEvent } from "../../../shared/engineContract.ts";
import { longestWaitMs } from "../../../shared/testing/longestWaitMs.ts";
import { transcriptOf } from "../../testing/summaryOf.ts";
import { temporaryFolders } from "../../testing/temporaryFolders.ts";
import type { Engine } from "../engine.ts";
import { createEngine } from "../engine.ts";

const temporaryFolder = temporaryFolders();

/** Records 2 to 5 say together what none of them says alone. */
const lines = [
  { type: "RUN_STARTED", threadId: "t", runId: "r" },
  { type: "TEXT_MESSAGE_START", messageId: "m1", role: "assistant" },
  ...["Take a coat and ", "mi", "nd the ", "Wind. \\u26c5"].map((delta) => ({
    type: "TEXT_MESSAGE_CONTENT",
    messageId: "m1",
    delta,
  })),
  { type: "TEXT_MESSAGE_END", messageId: "m1" },
  { type: "TEXT_MESSAGE_START", messageId: "m2", role: "assistant" },
  { type: "TEXT_MESSAGE_CONTENT", messageId: "m2", delta: "No mind, " },
  { type: "TEXT_MESSAGE_END", messageId: "m2" },
  { type: "TEXT_MESSAGE_START", messageId: "m3", role: "assistant" },
  { type: "TEXT_MESSAGE_CONTENT", messageId: "m3", delta: "the wind is in one record: mind the wind." },
  { type: "TEXT_MESSAGE_END", messageId: "m3" },
  { type: "RUN_FINISHED", threadId: "t", runId: "r" },
];

const engines: Engine[] = [];
afterEach(() => {
  for (const engine of engines.splice(0)) engine.dispose();
});

async function opened() {
  const file = path.join(temporaryFolder(), "log.jsonl");
  fs.writeFileSync(file, transcriptOf(lines));
  const engine = createEngine({ resolveGrant: () => file, emit: () => undefined });
  engines.push(engine);
  const { signal } = new AbortController();
  const context = { signal, requestId: 1, emit: (_event: EngineEvent) => undefined };
  const answer = await engine.handlers.open({ file: "f" }, context);
  if (!answer.ok) throw new Error(answer.failure.code);
  const { handlers } = engine;
  const { transcript } = answer.value;
  /** Of the items that a filter leaves: the record, or how many the filter hides there. */
  const shown = async (filter: string) => {
    const state = await handlers.conversation({ transcript, show: [], filter }, context);
    if (!state.ok) return state.failure.code;
    const page = await handlers.items({ transcript, from: 0, count: state.value.items }, context);
    if (!page.ok) return page.failure.code;
    return page.value.items.map((item) => (item.sort === "hidden" ? item.filtered : item.record));
  };
  return { handlers, transcript, context, shown, file };
}

it("finds a text that is spread over several records, in any case, and says over which", async () => {
  const { handlers, transcript, context } = await opened();
  const spread = (text: string) => handlers.spread({ transcript, text }, context);
  expect(await spread("MIND the wind")).toEqual({ ok: true, value: { messages: 1, places: [{ from: 3, to: 5 }] } });
  expect(await spread("coat and mind the wind")).toMatchObject({ value: { places: [{ from: 2, to: 5 }] } });
  // Two messages are not one text, and what one record holds is found there.
  expect(await spread("mind, the wind")).toMatchObject({ value: { messages: 0 } });
  expect(await spread("in one record")).toMatchObject({ value: { messages: 0 } });
});

it("shows only the items that a filter lets pass, and counts the others where they stood", async () => {
  const { handlers, transcript, context, shown } = await opened();
  expect(await shown("")).toEqual([1, 7, 10]);
  // In the middle stands one item that counts what is not shown.
  expect(await shown('"mind the wind"')).toEqual([1, 1, 10]);
  expect(await shown("coat wind")).toEqual([1, 2]);
  expect(await shown("record:8")).toEqual([1, 7, 1]);
  expect(await shown("kind:RUN_*")).toEqual([3]);
  expect(await shown("kind:(")).toBe("bad-filter");
  const step = { transcript, from: 0, direction: 1, to: "hit", filter: '"mind the wind"' } as const;
  await shown("");
  expect(await handlers.step(step, context)).toEqual({ ok: true, value: { item: 2 } });
  expect(await handlers.step({ ...step, from: 2, direction: -1 }, context)).toEqual({ ok: true, value: { item: 0 } });
});

it("looks through what was written since, too", async () => {
  const { shown, file } = await opened();
  expect(await shown('"mind the wind"')).toEqual([1, 1, 10]);
  const added = [
    { type: "TEXT_MESSAGE_START", messageId: "m4", role: "assistant" },
    { type: "TEXT_MESSAGE_CONTENT", messageId: "m4", delta: "Do mind " },
    { type: "TEXT_MESSAGE_CONTENT", messageId: "m4", delta: "the wind." },
    { type: "TEXT_MESSAGE_END", messageId: "m4" },
  ];
  fs.appendFileSync(file, transcriptOf(added));
  await vi.waitFor(async () => expect(await shown("")).toEqual([1, 7, 10, 14]), { timeout: longestWaitMs });
  expect(await shown('"mind the wind"')).toEqual([1, 1, 10, 14]);
});
