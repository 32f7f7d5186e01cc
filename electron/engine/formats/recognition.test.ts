import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { WantedReading } from "../../../shared/transcript.ts";
import { createMemorySource } from "../source/memorySource.ts";
import { recognise } from "./recognition.ts";
import { readSample } from "./sample.ts";

const recognised = (content: string, wanted: WantedReading = {}) =>
  recognise(readSample(createMemorySource(content)).heads, wanted);
const log = (...records: readonly object[]) => records.map((record) => JSON.stringify(record)).join("\n");
const many = (count: number, record: object | ((n: number) => object)) =>
  Array.from({ length: count }, (_, n) => (typeof record === "function" ? record(n) : record));

const event = { type: "TEXT_MESSAGE_CONTENT", messageId: "m", delta: "x" };
const run = [{ type: "RUN_STARTED", threadId: "t", runId: "r" }, ...many(6, event), { type: "RUN_FINISHED" }];

describe("the members that name kind and time", () => {
  it.each([
    [
      "what half of the records have, the most telling first",
      many(4, { level: "info", type: "a", t: 2e9 }),
      ["type"],
      ["t"],
    ],
    [
      "several, when records differ",
      [...many(5, { type: "a", ts: 2e9 }), ...many(2, { event: "b", time: "2026-01-01" }), { level: "info" }],
      ["type", "event", "level"],
      ["ts", "time"],
    ],
    ["members of objects", many(3, { event: { type: "a", created_at: 2e9 } }), ["event.type"], ["event.created_at"]],
    ["keys with a dot", many(3, { "log.level": "info" }), ["log.level"], []],
    ["none that differ in every record", many(20, (n) => ({ name: `n${n}`, status: "ok" })), ["status"], []],
    ["none at all", many(3, { a: 1 }), [], []],
    [
      "of long values those that records share",
      many(20, (n) => ({ type: `${"long.".repeat(30)}${n % 3}` })),
      ["type"],
      [],
    ],
    ["no long texts", many(20, (n) => ({ event: `${"a long text ".repeat(9)}${n}`, level: "info" })), ["level"], []],
  ])("are %s", (_, records, kinds, times) => {
    const { choice } = recognised(log(...records));
    expect(choice.kind.members.map(({ path }) => path)).toEqual(kinds);
    expect(choice.time.members.map(({ path }) => path)).toEqual(times);
  });

  it("are said with how many of the sampled records have them", () => {
    const { choice } = recognised(log(...many(3, { type: "a" }), ...many(2, { event: "b", ts: 2e9 })));
    expect(choice).toMatchObject({
      sampled: 5,
      kind: {
        by: "detected",
        members: [
          { path: "type", records: 3 },
          { path: "event", records: 2 },
        ],
      },
      time: { by: "detected", members: [{ path: "ts", records: 2 }] },
    });
  });

  it("are those that the user names, a step down or a key with a dot", () => {
    const { plan, choice } = recognised(log(...many(3, { type: "a", x: { y: "b" } })), {
      kindPath: "x.y",
      timePath: "z.0",
    });
    expect(plan.kind).toEqual([[["x", "y"], ["x.y"]]]);
    expect(plan.time).toEqual([["z", 0], ["z.0"]]);
    expect(choice.kind).toMatchObject({ by: "chosen", members: [{ path: "x.y", records: 3 }] });
    expect(choice.time).toMatchObject({ by: "chosen", members: [{ path: "z.0", records: 0 }] });
  });

  it("come with others that could", () => {
    const records = many(30, (n) => ({
      type: "a",
      id: `n${n}`,
      at: { sort: `s${n % 3}`, begun: "2026-01-01" },
      [`k${n}`]: 1,
    }));
    const { kind, time } = recognised(log(...records)).choice;
    expect(kind.candidates.slice(0, 2)).toEqual([
      { path: "type", records: 30 },
      { path: "at.sort", records: 30 },
    ]);
    expect(kind.candidates.map(({ path }) => path)).not.toContain("id");
    expect(kind.candidates).toHaveLength(12);
    expect(time.candidates).toEqual([{ path: "at.begun", records: 30 }]);
  });

  it.each([
    "2026-01-01T00:00:00Z",
    "2026-01-01 00:00:00,123",
    "2026/01/01 00:00:00",
    "20260101T000000Z",
    "Thu, 01 Jan 2026 00:00:00 GMT",
    "01 Jan 26 00:00 GMT",
    "01/Jan/2026:00:00:00 +0000",
    "1767225600.123",
    1767225600,
  ])("may hold the time %s", (time) => {
    expect(recognised(log({ ts: time })).choice.time.members).toEqual([{ path: "ts", records: 1 }]);
  });
});

describe("AG-UI", () => {
  it("is recognised behind a log of something else", () => {
    for (const foreign of ["starting up\n", '{"level":"info","msg":"starting up"}\n']) {
      for (const count of [45, 4_500]) {
        const { choice } = recognised(foreign.repeat(count) + log(...many(20, run).flat()));
        expect(choice.name, `${count} × ${foreign}`).toBe("ag-ui");
      }
    }
  });

  it("is one of many families that are recognised behind a long log of something else", () => {
    const line = {
      type: "user",
      sessionId: "s",
      uuid: "u",
      parentUuid: null,
      cwd: "/",
      timestamp: "2026-01-01T00:00:00Z",
      message: { role: "user", content: "x".repeat(1_000) },
    };
    const foreign = '{"level":"info","msg":"starting up","time":1767225600000}\n';
    const { choice } = recognised(foreign.repeat(4_500) + log(...many(200, line)));
    expect(choice.name).toBe("claude-code");
    expect(choice.kind.members.map(({ path }) => path)).toEqual(expect.arrayContaining(["type", "level"]));
    expect(choice.time.members.map(({ path }) => path)).toEqual(["timestamp", "time"]);
    expect(recognised(foreign.repeat(4_500)).choice.name).toBe("generic");
  });

  it("gives foreign records among its events a kind", () => {
    const { plan } = recognised(log(...run, { level: "info", time: "2026-01-01" }));
    expect(plan.kind).toEqual([[["type"], ["level"]]]);
    expect(plan.time).toEqual([["timestamp"], ["_timestamp"], ["time"]]);
  });

  it("is said to have the times that are read, of a clock that began with the machine too", () => {
    const { choice } = recognised(log(...run.map((event, n) => ({ ...event, _timestamp: 539_559.25 + n }))));
    expect(choice.time.members).toEqual([{ path: "_timestamp", records: run.length }]);
  });

  it("is recognised inside other records", () => {
    const { choice, plan } = recognised(
      log({ kind: "header" }, ...run.map((inner, n) => ({ kind: "event", ts: 2e9 + n, event: inner }))),
    );
    expect(choice).toMatchObject({ name: "ag-ui", prefix: ["event"] });
    expect(choice.reason).toContain("In “event” of the records: 8 of 8");
    expect(plan.kind).toEqual([[["event", "type"], ["kind"]]]);
    expect(plan.time).toEqual([["event", "timestamp"], ["event", "_timestamp"], ["ts"]]);
    expect(plan.tool[0]).toEqual(["event", "toolCallName"]);
  });

  it("is recognised in an envelope that repeats the type, not in an event that holds another", () => {
    expect(recognised(log(...run.map((data) => ({ type: data.type, data })))).choice.prefix).toEqual(["data"]);
    expect(recognised(log(...run, ...many(40, { type: "RAW", event: { type: "RUN_STARTED" } }))).choice.prefix).toEqual(
      [],
    );
    expect(recognised(log(...run, { type: "CUSTOM", value: { type: "CUSTOM" } })).choice.prefix).toEqual([]);
  });

  it("is recognised in captured server-sent events", () => {
    const captured = run.map((one, n) => `event: message\nid: ${n}\ndata: ${JSON.stringify(one)}\n\n`).join(": ping\n");
    expect(recognised(captured).choice).toMatchObject({ name: "ag-ui", prefix: [] });
  });
});

describe("an ordinary log", () => {
  it.each([
    ["levels", ["info", "error", "debug"]],
    ["what was used", ["usage", "login", "logout", "page"]],
    ["sessions", ["user", "login", "logout"]],
    ["jobs", ["task.created", "config.loaded"]],
  ])("is no transcript by some of its types: %s", (_, types) => {
    const records = many(10, { message: "hi", session_id: "s", time: 2e9 }).flatMap((record) =>
      types.map((type) => ({ type, ...record })),
    );
    expect(recognised(log(...records)).choice.name).toBe("generic");
  });
});

describe("a log that speaks like an agent's", () => {
  const rpc = (method: string, params: object) => ({ jsonrpc: "2.0", method, params });
  const answered = { jsonrpc: "2.0", id: 1, result: {} };
  it.each([
    ["of a language server", [rpc("textDocument/didOpen", {}), answered, rpc("initialize", { processId: 1 })]],
    [
      "of what users and the system did",
      [
        { role: "user", content: "signed in" },
        { role: "system", content: "cleaned up" },
      ],
    ],
    [
      "of messages with an id",
      [
        { type: "info", id: "a1", content: "started" },
        { type: "error", id: "a2", content: "stopped" },
      ],
    ],
    [
      "of labels and usage",
      [
        { type: "label", id: "a", label: "red" },
        { type: "usage", id: "b", bytes: 4 },
      ],
    ],
    [
      "of items and turns",
      [
        { type: "item.completed", item: "tea", price: 4 },
        { type: "session.created", user: "me" },
        { id: "7", msg: { type: "order" } },
      ],
    ],
    [
      "of a build's steps",
      [
        { type: "start", target: "all" },
        { type: "start-step", name: "compile" },
        { type: "finish-step", name: "compile", ms: 7 },
      ],
    ],
    [
      "of Anthropic's stream",
      [
        { type: "message_start", message: { id: "m1", role: "assistant", content: [] } },
        { type: "message_start", message: { id: "m2", role: "assistant", content: [] } },
        { type: "message_stop" },
      ],
    ],
  ])("is plain JSON Lines: %s", (_, records) => {
    expect(recognised(log(...records, ...records, ...records)).choice.name).toBe("generic");
  });

  it.each([
    ["acp", "Agent Client Protocol", [rpc("session/update", { update: { sessionUpdate: "plan" } }), answered]],
    ["acp", "Model Context Protocol", [rpc("tools/list", {}), answered, answered]],
    ["acp", "Model Context Protocol", [rpc("initialize", { protocolVersion: "2025-06-18" }), answered]],
    [
      "chat-messages",
      "chat",
      [
        { role: "user", content: "Dig" },
        { role: "assistant", content: null, tool_calls: [] },
      ],
    ],
    [
      "ai-sdk-stream",
      "AI SDK",
      [{ type: "start" }, { type: "start-step" }, { type: "finish-step" }, { type: "finish" }],
    ],
    ["codex-exec", "codex", [{ type: "turn.started" }, { type: "error", message: "Reconnecting" }]],
    [
      "pi-stream",
      "pi",
      [{ type: "agent_start" }, { type: "message_start", message: { role: "user", content: "Dig" } }],
    ],
  ])("is %s where it says what that family alone says: %s", (name, words, records) => {
    const { choice } = recognised(log(...records));
    expect(choice.name).toBe(name);
    expect(choice.reason).toContain(words);
  });
});

describe("recognition", () => {
  const logs = {
    agui: { name: "ag-ui", kinds: ["type"], times: [], lines: run.map((record) => JSON.stringify(record)) },
    wrapped: {
      name: "ag-ui",
      kinds: ["event.type"],
      times: ["ts"],
      lines: run.map((inner) => `{"ts":1700000000,"event":${JSON.stringify(inner)}}`),
    },
    generic: {
      name: "generic",
      kinds: ["type"],
      times: ["ts"],
      lines: many(8, (n) => ({ type: "a", ts: 2e9 + n })).map((record) => JSON.stringify(record)),
    },
  };
  const foreign = fc.constantFrom(
    "",
    "   ",
    "starting up",
    "[INFO] x",
    "42",
    "true",
    '"text"',
    "[1,2]",
    "{",
    "}",
    '{"type":"R',
    "\0\0\0",
    "a,b,c",
  );

  it("is the same when lines that are no records stand before, among and behind", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(logs)),
        fc.array(fc.array(foreign, { maxLength: 60 }), { minLength: 9, maxLength: 9 }),
        ({ name, kinds, times, lines }, between) => {
          const content = between.flatMap((some, n) => [...some, ...lines.slice(n, n + 1)]).join("\n");
          const { choice } = recognised(content);
          expect(choice.name).toBe(name);
          expect(choice.kind.members.map(({ path }) => path)).toEqual(kinds);
          expect(choice.time.members.map(({ path }) => path)).toEqual(times);
        },
      ),
    );
  });
});
