// The conversation as items: what is shown in which order, where each record is found, and how little is read of long texts.

import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { afterEach, expect, it } from "vitest";
import { itemTextBytes } from "../../../shared/conversation.ts";
import type { EngineEvent } from "../../../shared/engineContract.ts";
import { itemsOf, shownOf } from "../../testing/shownOf.ts";
import { transcriptOf } from "../../testing/summaryOf.ts";
import { temporaryFolders } from "../../testing/temporaryFolders.ts";
import type { Engine } from "../engine.ts";
import { createEngine } from "../engine.ts";

const temporaryFolder = temporaryFolders();
const onePixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

const at = (second: number): string => new Date(Date.UTC(2026, 10, 3, 10, 0, second)).toISOString();
const user = (uuid: string, content: unknown, second = 0, more: object = {}) => ({
  type: "user",
  uuid,
  parentUuid: null,
  sessionId: "s",
  timestamp: at(second),
  message: { role: "user", content },
  ...more,
});
const assistant = (uuid: string, id: string, content: unknown, second = 0, more: object = {}) => ({
  type: "assistant",
  uuid,
  parentUuid: null,
  sessionId: "s",
  timestamp: at(second),
  message: { id, role: "assistant", model: "m", content },
  ...more,
});

/** Each line goes on the one before it. */
const inOneLine = <Line extends { readonly uuid: string }>(lines: readonly Line[]) =>
  lines.map((line, i) => ({ ...line, parentUuid: lines[i - 1]?.uuid ?? null }));

const session = (output: string) =>
  inOneLine([
    user("u1", "Count the lines", 0),
    assistant("a1", "m1", [{ type: "thinking", thinking: "With wc." }], 1),
    assistant("a2", "m1", [{ type: "text", text: "I count." }], 2),
    assistant("a3", "m1", [{ type: "tool_use", id: "t1", name: "Bash", input: { command: "wc -l\nlog", x: 1 } }], 3),
    user("u2", [{ type: "tool_result", tool_use_id: "t1", is_error: true, content: output }], 5),
    assistant("a4", "m2", [{ type: "text", text: "It failed." }], 6),
    user("u3", [{ type: "text", text: "And this?" }, image("image/png", onePixel)], 9),
  ]);

function image(media_type: string, data: string) {
  return { type: "image", source: { type: "base64", media_type, data } };
}

it("shows prompts, answers with reasoning, and a call with its result as one item", async () => {
  const shown = await shownOf(session("No such file"));
  const items = await itemsOf(shown);
  expect(items.map((item) => item.sort)).toEqual(["message", "message", "call", "message", "message"]);
  expect(items[1]).toMatchObject({
    speaker: "assistant",
    records: [1, 2],
    recordCount: 2,
    texts: [
      { sort: "reasoning", head: "With wc.", tail: "" },
      { sort: "text", head: "I count.", tail: "", bytes: 8, shown: 8 },
    ],
  });
  expect(items[2]).toMatchObject({
    tool: "Bash",
    argument: "wc -l⏎log",
    outcome: "failed",
    depth: 0,
    ended: Date.parse(at(5)),
    input: [{ isJson: true, head: '{"command":"wc -l\\nlog","x":1}' }],
    output: [{ sort: "output", isJson: false, head: "No such file" }],
    records: [3, 4],
    marks: [],
  });
  expect(shown.state).toMatchObject({ items: 5, prompts: 2, errors: 1, complete: true, absent: undefined });
});

it("shows the beginning and the end of a long text, and where all of it lies", async () => {
  const output = `begin\n${"x".repeat(3_000_000)}\nend`;
  const shown = await shownOf(session(output));
  const [call] = await shown.items(2, 1);
  if (call?.sort !== "call") throw new Error("no call");
  const [text] = call.output;
  expect(text?.head.startsWith("begin\nx")).toBe(true);
  expect(text?.tail.endsWith("x\nend")).toBe(true);
  expect(text?.bytes).toBe(output.length + 2);
  expect(text?.shown).toBe(itemTextBytes * 1.25);
  expect(text?.places).toEqual([{ record: 4, at: JSON.stringify(session(output)[4]).indexOf('"begin') }]);
});

it.each(["é", "€", "\u{1f33f}"])("cuts the JSON of a long value between characters: %s", async (character) => {
  for (const before of ["", "x", "xx", "xxx"]) {
    const input = { note: [before + character.repeat(20_000)] };
    const lines = inOneLine([
      user("u1", "Note it", 0),
      assistant("a1", "m1", [{ type: "tool_use", id: "t1", name: "Note", input }], 1),
    ]);
    const call = (await itemsOf(await shownOf(lines))).find(({ sort }) => sort === "call");
    if (call?.sort !== "call") throw new Error("no call");
    const [text] = call.input;
    const json = JSON.stringify(input);
    expect(text).toMatchObject({ isJson: true, bytes: Buffer.byteLength(json) });
    expect(json.startsWith(text?.head ?? "none")).toBe(true);
    expect(json.endsWith(text?.tail ?? "none")).toBe(true);
    expect(text?.shown).toBe(Buffer.byteLength(`${text?.head}${text?.tail}`));
    expect(text?.shown).toBeGreaterThan(itemTextBytes);
  }
});

it("joins deltas to one text, and reads past no more of them than it shows", async () => {
  const count = 3000;
  const lines = [
    { type: "RUN_STARTED", threadId: "t", runId: "r" },
    { type: "TEXT_MESSAGE_START", messageId: "m", role: "assistant" },
    ...Array.from({ length: count }, (_, i) => ({ type: "TEXT_MESSAGE_CONTENT", messageId: "m", delta: `${i}, ` })),
    { type: "TEXT_MESSAGE_END", messageId: "m" },
    { type: "RUN_FINISHED", threadId: "t", runId: "r" },
  ];
  const [message] = await itemsOf(await shownOf(lines));
  if (message?.sort !== "message") throw new Error("no message");
  expect(message.texts).toHaveLength(1);
  expect(message.texts[0]?.head.startsWith("0, 1, 2, ")).toBe(true);
  expect(message.texts[0]?.tail.endsWith("2998, 2999, ")).toBe(true);
  expect(message.texts[0]).toMatchObject({ placeCount: count });
  expect(message.texts[0]?.places).toHaveLength(64);
});

it("folds what is not valid in the end into one item with counts, and shows it when asked to", async () => {
  const lines = inOneLine([
    user("u1", "Go", 0),
    user("u2", "<system-reminder>one</system-reminder>", 1, { isMeta: true }),
    user("u3", "<system-reminder>two</system-reminder>", 2, { isMeta: true }),
    assistant("a1", "m1", [{ type: "text", text: "Done." }], 3),
  ]);
  const folded = await itemsOf(await shownOf(lines));
  expect(folded.map(({ sort }) => sort)).toEqual(["message", "hidden", "message"]);
  expect(folded[1]).toMatchObject({ count: 2, byMark: [{ mark: "injected", count: 2 }] });
  const open = await itemsOf(await shownOf(lines, ["injected"]));
  expect(open.map(({ sort, marks }) => [sort, ...marks])).toEqual([
    ["message"],
    ["message", "injected"],
    ["message", "injected"],
    ["message"],
  ]);
});

it("steps through prompts and errors and outlines them with times", async () => {
  const shown = await shownOf(session("No"));
  expect(shown.step(0, 1, "prompt")).toBe(4);
  expect(shown.step(4, -1, "prompt")).toBe(0);
  expect(shown.step(0, 1, "error")).toBe(2);
  expect(shown.step(2, 1, "error")).toBeUndefined();
  const { total, entries } = await shown.outline(0, 10);
  expect(total).toBe(3);
  expect(entries).toMatchObject([
    { item: 0, sort: "prompt", label: "Count the lines", durationMs: 9000 },
    { item: 2, sort: "error", label: "Bash  wc -l⏎log", durationMs: 2000 },
    { item: 4, sort: "prompt", label: "And this?", durationMs: undefined },
  ]);
});

it("outlines a prompt by what was asked, below what an editor wrote above it", async () => {
  const text = "# Context from my IDE setup:\n\n## Open tabs:\n- a.ts\n\n## My request for Codex:\nWater the roses\n";
  const { entries } = await (await shownOf(inOneLine([user("u1", text, 0)]))).outline(0, 10);
  expect(entries).toMatchObject([{ sort: "prompt", label: "Water the roses" }]);
});

it("outlines a compaction by its sort alone", async () => {
  const boundary = { type: "system", subtype: "compact_boundary", uuid: "c", parentUuid: null, timestamp: at(3) };
  const lines = [user("u1", "Go", 0), { ...boundary, logicalParentUuid: "u1" }, user("u2", "On", 5)];
  const shown = await shownOf(lines.map((line) => (line.uuid === "u2" ? { ...line, parentUuid: "c" } : line)));
  const { entries } = await shown.outline(0, 10);
  expect(entries.map(({ sort, label }) => [sort, label])).toEqual([
    ["prompt", "Go"],
    ["compaction", ""],
    ["prompt", "On"],
  ]);
});

it("says where a session goes on from another one, hidden or shown", async () => {
  const of = { sessionId: "s", forkedFrom: { sessionId: "before", messageUuid: "x" } };
  const lines = inOneLine([
    user("u1", "Said before", 0, of),
    assistant("a1", "m1", [{ type: "text", text: "Answered before." }], 1, of),
    user("u2", "Said here", 5),
    assistant("a2", "m2", [{ type: "text", text: "Answered here." }], 6),
  ]);
  for (const show of [[], ["inherited"]] as const) {
    const items = await itemsOf(await shownOf(lines, show));
    expect(items.map(({ goesOn }) => goesOn === true)).toEqual(items.map((_, item) => item === items.length - 2));
  }
});

it("gives each record the item it belongs to, and each item its records, whatever is said in which order", async () => {
  const step = fc.oneof(
    fc.record({ is: fc.constant("prompt" as const) }),
    fc.record({ is: fc.constant("answer" as const), id: fc.nat(3) }),
    fc.record({ is: fc.constant("call" as const), id: fc.nat(3), call: fc.nat(5) }),
    fc.record({ is: fc.constant("result" as const), call: fc.nat(5) }),
    fc.record({ is: fc.constant("reminder" as const) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 40 }), fc.boolean(), async (steps, all) => {
      const lines = steps.map((one, i) => {
        if (one.is === "prompt") return user(`u${i}`, `Prompt ${i}`, i);
        if (one.is === "reminder") return user(`u${i}`, `<system-reminder>${i}</system-reminder>`, i, { isMeta: true });
        if (one.is === "answer") return assistant(`a${i}`, `m${one.id}`, [{ type: "text", text: `Says ${i}` }], i);
        if (one.is === "call") {
          const use = { type: "tool_use", id: `t${one.call}`, name: "Read", input: { file_path: `/f${i}` } };
          return assistant(`a${i}`, `m${one.id}`, [use], i);
        }
        const result = { type: "tool_result", tool_use_id: `t${one.call}`, content: `Result ${i}` };
        return user(`u${i}`, [result], i);
      });
      const shown = await shownOf(inOneLine(lines), all ? ["injected", "repeated", "undone"] : [], "claude-code");
      const items = await itemsOf(shown);
      expect(items.map(({ item }) => item)).toEqual(items.map((_, i) => i));
      for (const item of items) {
        if (item.sort === "hidden") continue;
        for (const record of item.records) {
          const found = shown.itemOf(record)?.item ?? -1;
          // A record may be of several items: the first one is named.
          expect(items[found]?.sort === "hidden" || items[found]?.records.includes(record)).toBe(true);
        }
      }
      const texts = items.flatMap((item) => (item.sort === "message" ? item.texts.map(({ head }) => head) : []));
      expect(new Set(texts).size).toBe(texts.length);
    }),
    { numRuns: 60 },
  );
});

it("gives the exit code of a command where the file tells it, and none where it does not", async () => {
  const item = (id: string, type: string, more: object) => ({ type, item: { id, type: "command_execution", ...more } });
  const command = (id: string, exit_code: number | null, status: string) => [
    item(id, "item.started", {
      command: "bash -lc 'make'",
      aggregated_output: "",
      exit_code: null,
      status: "in_progress",
    }),
    item(id, "item.completed", { command: "bash -lc 'make'", aggregated_output: "out", exit_code, status }),
  ];
  const lines = [
    { type: "thread.started", thread_id: "t" },
    { type: "turn.started" },
    ...command("i0", 0, "completed"),
    ...command("i1", 2, "failed"),
    ...command("i2", -1, "failed"),
    ...command("i3", null, "declined"),
  ];
  const calls = (await itemsOf(await shownOf(lines, [], "codex-exec"))).flatMap((one) =>
    one.sort === "call" ? [one] : [],
  );
  expect(calls.map(({ exitCode, outcome }) => [exitCode, outcome])).toEqual([
    [0, "done"],
    [2, "failed"],
    [-1, "failed"],
    [undefined, "failed"],
  ]);
});

let engine: Engine | undefined;
afterEach(() => engine?.dispose());

it("answers the page: the state, pages, hits in folded results, and pictures that are pictures", async () => {
  const file = path.join(temporaryFolder(), "session.jsonl");
  const noPicture = user(
    "u4",
    [{ type: "text", text: "And?" }, image("image/png", Buffer.from("x".repeat(99)).toString("base64"))],
    12,
  );
  fs.writeFileSync(file, transcriptOf(inOneLine([...session("the NEEDLE is here"), noPicture])));
  const events: EngineEvent[] = [];
  engine = createEngine({ resolveGrant: () => file, emit: (event) => events.push(event) });
  const { handlers } = engine;
  const context = { signal: new AbortController().signal, requestId: 1, emit: () => {} };
  const opened = await handlers.open({ file: "f" }, context);
  if (!opened.ok) throw new Error("not opened");
  const { transcript } = opened.value;
  expect(await handlers.conversation({ transcript, show: [] }, context)).toMatchObject({
    ok: true,
    value: { items: 6, complete: true, prompts: 3 },
  });
  expect(await handlers.items({ transcript, from: 4, count: 100 }, context)).toMatchObject({
    value: { from: 4, items: [{ sort: "message" }, { sort: "message" }] },
  });
  expect(await handlers.itemOf({ transcript, record: 4 }, context)).toEqual({
    ok: true,
    value: { item: 2, holds: true },
  });
  const step = { transcript, from: 0, direction: 1, to: "hit", filter: "needle" } as const;
  expect(await handlers.step(step, context)).toEqual({ ok: true, value: { item: 2 } });
  expect(await handlers.step({ ...step, from: 5, direction: -1 }, context)).toEqual({ ok: true, value: { item: 2 } });
  expect(await handlers.step({ ...step, from: 2 }, context)).toEqual({ ok: true, value: { item: undefined } });
  const page = await handlers.items({ transcript, from: 4, count: 2 }, context);
  const pictures = page.ok ? page.value.items.flatMap((item) => (item.sort === "message" ? item.images : [])) : [];
  expect(pictures.map(({ mediaType, bytes }) => [mediaType, bytes])).toEqual([
    ["image/png", onePixel.length],
    ["image/png", 132],
  ]);
  const [right, wrong] = await Promise.all(
    pictures.map(({ place }) => handlers.image({ transcript, ...place }, context)),
  );
  expect(right).toMatchObject({ ok: true, value: { mediaType: "image/png", data: { length: 70 } } });
  expect(wrong).toMatchObject({ ok: false, failure: { code: "no-picture" } });
});

it("says in one sentence that a format has no conversation", async () => {
  const shown = await shownOf(
    [
      { level: "info", message: "a" },
      { level: "warn", message: "b" },
    ],
    [],
    "generic",
  );
  expect(shown.state).toMatchObject({ items: 0, complete: true, absent: expect.stringContaining("no conversation") });
});
