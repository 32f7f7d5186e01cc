// How long a call took, and why it failed, where one record tells all of it.

import { describe, expect, it } from "vitest";
import { itemsOf, shownOf } from "../../testing/shownOf.ts";

const began = Date.parse("2026-03-01T10:00:02Z");
const ended = began + 1500;
const nanoseconds = (time: number) => `${time}000000`;

const otlpSpan = (more: object) => {
  const attributes = [
    { key: "gen_ai.operation.name", value: { stringValue: "execute_tool" } },
    { key: "gen_ai.tool.name", value: { stringValue: "dig" } },
  ];
  const times = { startTimeUnixNano: nanoseconds(began), endTimeUnixNano: nanoseconds(ended) };
  const first = { ...times, startTimeUnixNano: nanoseconds(began - 2000), traceId: "t", spanId: "s0", name: "chat" };
  const span = { traceId: "t", spanId: "s1", name: "execute_tool dig", ...times, attributes, ...more };
  return { resourceSpans: [{ scopeSpans: [{ spans: [first, span] }] }] };
};
const status = { code: 2, message: "no spade" };
const exception = {
  name: "exception",
  attributes: [{ key: "exception.message", value: { stringValue: "no spade" } }],
};
const state = { status: "error", input: {}, error: "no spade", time: { start: began, end: ended } };
const part = { id: "p1", messageID: "m", sessionID: "s", type: "tool", tool: "dig", callID: "c1", state };
const data = { tool_name: "dig", error: "no spade" };

const told = {
  "openai-traces": {
    object: "trace.span",
    ...{ id: "f1", trace_id: "t", parent_id: "a1" },
    ...{ started_at: "2026-03-01T10:00:02.000Z", ended_at: "2026-03-01T10:00:03.500Z" },
    span_data: { type: "function", name: "dig", input: "{}", output: null },
    error: { message: "Error running tool", data },
  },
  "otlp, by its status": otlpSpan({ status }),
  "otlp, by what was thrown": otlpSpan({ status: { code: 2 }, events: [exception] }),
  "opencode-run": { type: "tool_use", timestamp: ended + 700, sessionID: "s", part },
};

describe.each(Object.entries(told))("a call that failed in a single record of %s", (_, record) => {
  it("tells how long it was at work, and why it failed", async () => {
    const [call] = await itemsOf(await shownOf([record]));
    expect(call).toMatchObject({ sort: "call", tool: "dig", outcome: "failed", time: began, ended });
    expect(call?.sort === "call" ? call.output.map(({ head }) => head).join("") : "").toContain("no spade");
  });
});

it("a span whose end is its beginning tells of no length", async () => {
  const [call] = await itemsOf(await shownOf([otlpSpan({ endTimeUnixNano: nanoseconds(began) })]));
  expect(call).toMatchObject({ sort: "call", ended: undefined });
});
