// Pieces in a row are read as one. A filter is asked for each record, so a log that all of it passes is read piece by piece: both
// must come out the same, with the same remarks.

import { describe, expect, it } from "vitest";
import type { Compacted } from "./testing/compact.ts";
import { compact } from "./testing/compact.ts";
import { logText } from "./testing/logText.ts";
import { SeededRandom } from "./testing/random.ts";
import { RandomLog } from "./testing/randomLog.ts";

type Event = Readonly<Record<string, unknown>>;

async function expectSame(log: string): Promise<Compacted> {
  const joined = await compact(log);
  const single = await compact(log, { accepts: () => true });
  expect(joined.text).toBe(single.text);
  expect(joined.summary).toEqual(single.summary);
  return joined;
}

const now = 1_700_000_000_000;
const pieces = (count: number, event: Event): readonly Event[] =>
  Array.from({ length: count }, (_, at) => ({ ...event, delta: `piece ${at} `, timestamp: now + at }));
const start = { type: "RUN_STARTED", threadId: "t", runId: "r" };
const end = { type: "RUN_FINISHED", threadId: "t", runId: "r" };
const opened = { type: "TEXT_MESSAGE_START", messageId: "m", role: "assistant" };
const activity = { type: "ACTIVITY_SNAPSHOT", messageId: "m", activityType: "PLAN", content: {} };
const piece = { type: "TEXT_MESSAGE_CONTENT", messageId: "m" };

describe("pieces that are read as one", () => {
  it("give what they give one by one", async () => {
    for (let seed = 1; seed <= 60; seed++) {
      const random = new SeededRandom(seed);
      const events = new RandomLog(seed).events.flatMap((event) =>
        "delta" in event
          ? pieces(random.chance(50) ? 1 : 12, event).map((one, at) => (at === 0 ? event : one))
          : [event],
      );
      await expectSame(logText(events));
      await expectSame(logText(events, seed));
    }
  });

  it("give times of the first and the last one, and every text", async () => {
    const { text } = await expectSame(logText([start, opened, ...pieces(500, piece), end]));
    const [, snapshot = "{}"] = text.split("\n");
    const whole = Array.from({ length: 500 }, (_, at) => `piece ${at} `).join("");
    expect(JSON.parse(snapshot)).toMatchObject({ messages: [{ id: "m", content: whole }] });
    expect(snapshot).toContain(String(now + 499));
  });

  it.each([
    ["outside a run", [opened, ...pieces(40, piece)]],
    ["to nobody", [start, ...pieces(40, { ...piece, messageId: "unknown" }), opened, ...pieces(40, piece), end]],
    ["without an id", [start, opened, ...pieces(40, { type: "TEXT_MESSAGE_CONTENT" }), end]],
    ["to a call that nobody opened", [start, ...pieces(40, { type: "TOOL_CALL_ARGS", toolCallId: "c" }), end]],
    ["of a kind that nobody knows", [start, opened, ...pieces(40, { ...piece, type: "OTHER" }), end]],
    ["of chunks", [start, ...pieces(40, { ...piece, type: "TEXT_MESSAGE_CHUNK" }), end]],
    ["of chunks outside a run", pieces(40, { ...piece, type: "REASONING_MESSAGE_CHUNK" })],
    ["of chunks of a call without a name", pieces(40, { type: "TOOL_CALL_CHUNK", toolCallId: "c" })],
    [
      "of chunks of an activity's id",
      [start, activity, ...pieces(40, { ...piece, type: "TEXT_MESSAGE_CHUNK" }), ...pieces(40, piece), end],
    ],
    [
      "of chunks without ids, of two messages in turns",
      [
        ...[
          start,
          ...pieces(40, { type: "TEXT_MESSAGE_CHUNK" }),
          { ...piece, type: "TEXT_MESSAGE_CHUNK", role: "user" },
        ],
        ...pieces(40, { type: "TEXT_MESSAGE_CHUNK" }),
        ...pieces(40, { type: "TEXT_MESSAGE_CHUNK", messageId: "n" }),
        ...pieces(40, { type: "TOOL_CALL_CHUNK", toolCallId: "c" }),
        ...pieces(40, { type: "TEXT_MESSAGE_CHUNK" }),
        ...pieces(40, { ...piece, type: "TEXT_MESSAGE_CHUNK" }),
        end,
      ],
    ],
    [
      "of two messages in turns",
      [
        start,
        opened,
        { ...opened, messageId: "n" },
        ...pieces(40, piece),
        ...pieces(40, { ...piece, messageId: "n" }),
        end,
      ],
    ],
    [
      "with metadata",
      [start, opened, ...pieces(40, { ...piece, metadata: { a: 1 } }), ...pieces(40, { ...piece, metadata: "b" }), end],
    ],
    ["without times", [start, opened, ...pieces(40, piece).map(({ timestamp: _, ...event }) => event), end]],
    ["whose times go back", [start, opened, ...pieces(40, piece).toReversed(), end]],
  ])("give the same remarks when they come %s", async (_, events) => {
    await expectSame(logText(events));
  });

  it("count for their thread, each of them", async () => {
    const ofThread = (threadId: string) => [
      { ...start, threadId },
      { ...opened, messageId: threadId },
      ...pieces(30, { ...piece, messageId: threadId, threadId }),
    ];
    const log = logText([...ofThread("a"), end, ...ofThread("b"), end]);
    for (const thread of ["a", "b"]) {
      const joined = await compact(log, { thread });
      const single = await compact(log, { thread, accepts: () => true });
      expect(joined.text).toBe(single.text);
      expect(joined.summary).toEqual(single.summary);
    }
  });
});
