// A folder as a page has it open: through the engine's handlers.

import fs from "node:fs";
import path from "node:path";
import { afterEach, expect, it } from "vitest";
import type { EngineEvent } from "../../shared/engineContract.ts";
import type { ExportKind } from "../../shared/exports.ts";
import { recordNumber, rowNumber } from "../../shared/units.ts";
import { temporaryFolders } from "../testing/temporaryFolders.ts";
import type { Engine } from "./engine.ts";
import { createEngine } from "./engine.ts";

const newFolder = temporaryFolders();
const context = { signal: new AbortController().signal, emit: () => {}, requestId: 1 };
const line = (value: object): string => `${JSON.stringify(value)}\n`;
const time = (n: number): string => new Date(1_767_225_600_000 + n).toISOString();
const a =
  line({ type: "A", timestamp: time(1), text: "first" }) + line({ type: "A", timestamp: time(4), text: "last" });
const b =
  line({ type: "B", timestamp: time(2), text: "second" }) + line({ type: "B", timestamp: time(3), text: "third" });

let engine: Engine | undefined;
afterEach(() => engine?.dispose());

async function opened(folder: string, target = "") {
  const events: EngineEvent[] = [];
  const offered: string[] = [];
  engine = createEngine({
    resolveGrant: (_, access) => (access === "read" ? folder : target),
    emit: (event) => events.push(event),
    offer: (files) => files.map((file) => `id ${offered.push(path.relative(folder, file))}`),
  });
  const { handlers } = engine;
  const answer = await handlers.open({ file: "f" }, context);
  // A group that takes long to read is shown before it is read.
  if (answer.ok && answer.value.progress.state.phase === "indexing") {
    const isComplete = () =>
      events.some((event) => event.type === "progress" && event.progress.state.phase === "complete");
    await expect.poll(isComplete).toBe(true);
  }
  /** As it was told last. */
  const progress = () =>
    [...(answer.ok ? [answer.value] : []), ...events]
      .flatMap((one) => ("progress" in one ? [one.progress] : []))
      .at(-1);
  return { handlers, answer, events, offered, progress, transcript: answer.ok ? answer.value.transcript : "" };
}

function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = newFolder();
  for (const [name, content] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), content);
  return folder;
}

it("says of a record that its time runs backwards where it does in its own transcript, wherever it stands in the group", async () => {
  const back = line({ type: "A", timestamp: time(4) }) + line({ type: "A", timestamp: time(1) });
  const { handlers, progress, transcript } = await opened(folderOf({ "a.jsonl": back, "b.jsonl": b }));
  expect(progress()).toMatchObject({ outOfOrder: 1 });
  const view = await handlers.query({ transcript, filter: "is:unordered", rows: 10 }, context);
  const rows = view.ok ? view.value.first?.rows : [];
  expect(rows?.map(({ origin, flags }) => [origin?.name, origin?.record, flags])).toEqual([
    ["a.jsonl", 1, ["unordered"]],
  ]);
  const facets = await handlers.facets({ transcript, view: view.ok ? view.value.view : "" }, context);
  expect(facets).toMatchObject({ value: { states: [{ name: "unordered", count: 1, passing: 1 }] } });
});

it("is opened as one, whose rows say which transcript they are from", async () => {
  const { handlers, answer, transcript, offered } = await opened(folderOf({ "a.jsonl": a, "b.jsonl": b }));
  expect(answer).toMatchObject({ ok: true, value: { isGroup: true, heads: [] } });
  const view = await handlers.query({ transcript, filter: "source:b* OR last", rows: 10 }, context);
  expect(view.ok && view.value.first?.rows.map(({ record, origin }) => [record, origin?.name, origin?.record])).toEqual(
    [
      [1, "b.jsonl", 0],
      [2, "b.jsonl", 1],
      [3, "a.jsonl", 1],
    ],
  );
  expect(await handlers.text({ transcript, record: 2, from: 0, length: 100 }, context)).toMatchObject({
    value: { text: b.split("\n")[1] },
  });
  expect(await handlers.completions({ transcript }, context)).toMatchObject({
    value: {
      sources: [
        { name: "a.jsonl", count: 2 },
        { name: "b.jsonl", count: 2 },
      ],
    },
  });
  expect(await handlers.originOf({ transcript, record: 3 }, context)).toEqual({
    ok: true,
    value: { file: "id 1", record: 1 },
  });
  expect(offered).toEqual(["a.jsonl"]);
});

it("says what is of one transcript only", async () => {
  const { handlers, transcript } = await opened(folderOf({ "a.jsonl": a }));
  const refused = { ok: false, failure: { code: "of-one-transcript" } };
  expect(await handlers.conversation({ transcript, show: [] }, context)).toEqual(refused);
  expect(await handlers.summary({ transcript, related: false }, context)).toEqual(refused);
  expect(await handlers.fileStatistics({ transcript }, context)).toEqual(refused);
  expect(await handlers.callStatistics({ transcript }, context)).toEqual(refused);
  expect(await handlers.threads({ transcript }, context)).toEqual(refused);
  expect(await handlers.recordAt({ transcript, at: { line: 1 } }, context)).toEqual(refused);
});

const optionsFor = (as: ExportKind) => ({ as, filter: "source:b*", pretty: false, dropRaw: false });

it("is exported as one, and previewed so", async () => {
  const target = path.join(newFolder(), "out.jsonl");
  const { handlers, transcript } = await opened(folderOf({ "a.jsonl": a, "b.jsonl": b }), target);
  const written = await handlers.export({ transcript, target: "t", options: optionsFor("records") }, context);
  expect(written).toMatchObject({ ok: true, value: { recordsOut: 2 } });
  expect(fs.readFileSync(target, "utf8")).toBe(b);
  const preview = await handlers.exportPreview({ transcript, options: optionsFor("records") }, context);
  expect(preview).toEqual({ ok: true, value: { text: b, isWhole: true } });
  expect(await handlers.export({ transcript, target: "t", options: optionsFor("messages") }, context)).toEqual({
    ok: false,
    failure: { code: "of-one-transcript" },
  });
  expect(await handlers.secrets({ transcript }, context)).toEqual({ ok: true, value: [] });
});

it("writes nothing where a transcript cannot be read any more", async () => {
  const target = path.join(newFolder(), "out.jsonl");
  const folder = folderOf({ "a.jsonl": a, "b.jsonl": b, "bad.jsonl.gz": Uint8Array.of(0x1f, 0x8b, 8, 0, 1, 2) });
  const { handlers, transcript, answer, events } = await opened(folder, target);
  const told = [...(answer.ok ? [answer.value] : []), ...events].flatMap((one) =>
    "notice" in one ? (one.notice ?? []) : [],
  );
  expect(told[0]).toMatch(/^“bad\.jsonl\.gz”/);
  fs.rmSync(path.join(folder, "b.jsonl"));
  const written = await handlers.export({ transcript, target: "t", options: optionsFor("records") }, context);
  expect(written).toMatchObject({ ok: false, failure: { code: "source-changed", name: "b.jsonl" } });
  expect(fs.existsSync(target)).toBe(false);
});

it("is refused with a sentence where it holds no transcript, or none that can be read", async () => {
  expect((await opened(folderOf({ "notes.txt": a }))).answer).toMatchObject({ failure: { code: "group-empty" } });
});

it("tells the run of a record among those of its own transcript, and that there are none", async () => {
  const runs = (thread: string, from: number) =>
    [0, 1, 2].flatMap((n) => [
      line({
        type: "RUN_STARTED",
        threadId: thread,
        runId: `${thread}${n}`,
        timestamp: Date.UTC(2026, 0, 1) + from + 20 * n,
      }),
      line({
        type: "RUN_FINISHED",
        threadId: thread,
        runId: `${thread}${n}`,
        timestamp: Date.UTC(2026, 0, 1) + from + 20 * n + 15,
      }),
    ]);
  // Their runs lie over each other: a0 b0 a0. b0. a1 b1 …
  const folder = folderOf({ "a.jsonl": runs("a", 1).join(""), "b.jsonl": runs("b", 5).join(""), "c.jsonl": a });
  const { handlers, transcript } = await opened(folder);
  const at = async (record: number) => {
    const answer = await handlers.turnAt({ transcript, record }, context);
    if (!answer.ok) throw new Error(answer.failure.code);
    const { turns, turn, next } = answer.value;
    return [turn?.begins.origin?.name, turn?.begins.record, turn?.number, turns, next];
  };
  const view = await handlers.query({ transcript, filter: "kind:RUN_STARTED", rows: 10 }, context);
  const started = view.ok ? (view.value.first?.rows.map(({ record }) => record) ?? []) : [];
  expect(started).toHaveLength(6);
  const [a0 = 0, b0 = 0, a1 = 0, b1 = 0, , b2 = 0] = started;
  expect(await at(b0)).toEqual(["b.jsonl", b0, 1, 3, b1]);
  // The record behind the beginning of b's first run ends a's.
  expect(await at(b0 + 1)).toEqual(["a.jsonl", a0, 1, 3, a1]);
  expect(await at(b2 + 2)).toEqual(["b.jsonl", b2, 3, 3, undefined]);
  const ofNone = await handlers.query({ transcript, filter: "source:c.jsonl", rows: 1 }, context);
  expect(await at(ofNone.ok ? (ofNone.value.first?.rows[0]?.record ?? 0) : 0)).toEqual([
    ...[undefined, undefined, undefined, 0, undefined],
  ]);
});

/** An answer that calls for several tools at once, and their results in one record, as Claude's interface has them. */
const several = (name: string, n: number, ...tools: readonly string[]): string =>
  line({
    type: "assistant",
    uuid: `${name}${n}`,
    timestamp: time(n),
    message: {
      id: `m${name}${n}`,
      role: "assistant",
      content: tools.map((tool, at) => ({ type: "tool_use", id: `${tool} ${at}`, name: tool, input: {} })),
    },
  }) +
  line({
    type: "user",
    uuid: `${name}${n}r`,
    timestamp: time(n + 1),
    message: {
      role: "user",
      content: tools.map((tool, at) => ({ type: "tool_result", tool_use_id: `${tool} ${at}`, content: "done" })),
    },
  });
const plainLines = (name: string, count: number): string =>
  Array.from({ length: count }, (_, n) =>
    line({ type: "user", uuid: `${name}p${n}`, timestamp: time(50), message: { role: "user", content: "More." } }),
  ).join("");

it.each([
  ["beside each other", 0],
  ["segments away", 40_000],
])("finds a result by its tool whose time is before its call's, %s", async (_, between) => {
  const call = (name: string, n: number, tool: string) => several(name, n, tool).split("\n")[0];
  const results = (name: string, n: number, ...tools: readonly string[]) => several(name, n, ...tools).split("\n")[1];
  const { handlers, transcript } = await opened(
    folderOf({
      // As clocks of two machines have it.
      "a.jsonl": [
        call("a", 90, "Read"),
        call("a", 91, "Bash"),
        results("a", 5, "Other", "Bash"),
        results("a", 1, "Read"),
      ]
        .join("\n")
        .replaceAll("Bash 1", "Bash 0"),
      "b.jsonl": plainLines("b", between) || b,
    }),
  );
  const found = async (filter: string): Promise<readonly (readonly [string, number])[]> => {
    const asked = await handlers.query({ transcript, filter, rows: 9 }, context);
    if (!asked.ok) throw new Error(asked.failure.code);
    const rows = async () => {
      const page = await handlers.rows({ transcript, view: asked.value.view, from: rowNumber(0), count: 9 }, context);
      return page.ok ? page.value.rows : [];
    };
    await expect.poll(async () => (await rows()).length).toBe(2);
    return (await rows()).flatMap(({ origin }) =>
      origin === undefined ? [] : [[origin.name, origin.record] as const],
    );
  };
  expect(await found("tool:Read")).toEqual([
    ["a.jsonl", 3],
    ["a.jsonl", 0],
  ]);
  expect(await found("tool:Bash")).toEqual([
    ["a.jsonl", 2],
    ["a.jsonl", 1],
  ]);
  const all = await handlers.query({ transcript, filter: "", rows: 1 }, context);
  const facets = await handlers.facets({ transcript, view: all.ok ? all.value.view : "" }, context);
  expect(facets.ok && facets.value.tools.map(({ name, count }) => [name, count]).sort()).toEqual([
    ["Bash", 2],
    ["Read", 2],
  ]);
});

it.each([
  ["in one segment", 0],
  ["in several", 40_000],
])("finds every call of a record and its result, each in its own transcript, %s", async (_, between) => {
  const { handlers, transcript, events } = await opened(
    folderOf({
      "a.jsonl": several("a", 1, "Read", "Grep", "Bash") + plainLines("a", between) + several("a", 100, "Read", "Edit"),
      "b.jsonl": several("b", 3, "Bash", "Grep"),
    }),
  );
  const found = async (filter: string): Promise<readonly (readonly [string, number])[]> => {
    const asked = await handlers.query({ transcript, filter }, context);
    if (!asked.ok) throw new Error(asked.failure.code);
    const { view, complete } = asked.value;
    const isComplete = () =>
      events.some((event) => event.type === "progress" && event.view?.view === view && event.view.complete);
    // On a busy machine it is answered before all of it is looked at.
    if (!complete) await expect.poll(isComplete).toBe(true);
    const page = await handlers.rows({ transcript, view, from: rowNumber(0), count: 20 }, context);
    return (page.ok ? page.value.rows : []).flatMap(({ origin }) =>
      origin === undefined ? [] : [[origin.name, origin.record] as const],
    );
  };
  const last = between + 2;
  expect(await found("tool:Grep")).toEqual([
    ["a.jsonl", 0],
    ["a.jsonl", 1],
    ["b.jsonl", 0],
    ["b.jsonl", 1],
  ]);
  expect(await found("tool:Edit")).toEqual([
    ["a.jsonl", last],
    ["a.jsonl", last + 1],
  ]);
  const all = await handlers.query({ transcript, filter: "", rows: 1 }, context);
  const facets = await handlers.facets({ transcript, view: all.ok ? all.value.view : "" }, context);
  expect(facets.ok && facets.value.tools.map(({ name, count }) => [name, count]).sort()).toEqual([
    ["Bash", 4],
    ["Edit", 2],
    ["Grep", 4],
    ["Read", 4],
  ]);
});

it("relates a call to the results of its own transcript, though another one gave the same id", async () => {
  const { handlers, transcript } = await opened(
    folderOf({ "a.jsonl": several("a", 1, "Read"), "b.jsonl": several("b", 1, "Read") }),
  );
  const view = await handlers.query({ transcript, filter: "tool:Read", rows: 9 }, context);
  const rows = view.ok ? (view.value.first?.rows ?? []) : [];
  expect(rows.map(({ origin }) => origin?.name)).toEqual(["a.jsonl", "b.jsonl", "a.jsonl", "b.jsonl"]);
  for (const [at, beside] of [2, 3, 0, 1].entries()) {
    const related = await handlers.related({ transcript, record: rows[at]?.record ?? recordNumber(9) }, context);
    const all = related.ok ? [...related.value.before, ...related.value.after] : [];
    expect(all.map(({ record }) => record)).toEqual([rows[beside]?.record]);
  }
});

it("says that some calls are not found where a record of a transcript has more than are told apart", async () => {
  const many = Array.from({ length: 33_000 }, (_, n) => `T${n % 3}`);
  const folder = folderOf({ "a.jsonl": several("a", 1, ...many), "b.jsonl": several("b", 3, "Bash", "Grep") });
  const { handlers, transcript } = await opened(folder);
  const view = await handlers.query({ transcript, filter: "tool:Grep", rows: 1 }, context);
  expect(view.ok && view.value.notice).toMatch(/some are not found by role: and tool:/);
});
