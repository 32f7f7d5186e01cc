import { describe, expect, it } from "vitest";
import { replay } from "./testing/clientReplay.ts";
import { compact, messagesOf } from "./testing/compact.ts";
import { logText } from "./testing/logText.ts";
import type { Event } from "./testing/outcome.ts";
import { end, start } from "./testing/outcome.ts";

const noon = Date.UTC(2026, 2, 1, 12);

/** Of each message: id, first and last time, in ms behind noon. */
async function timesOf(log: string): Promise<readonly (readonly unknown[])[]> {
  const messages: readonly Event[] = JSON.parse((await messagesOf(log)).text);
  const since = (time: unknown) => (typeof time === "number" ? time - noon : time);
  return messages.map(({ id, firstTime, lastTime }) => [id, since(firstTime), since(lastTime)]);
}

/** Events with a time each, a hundred ms apart. */
function timed(events: readonly Event[], spell: (time: number) => unknown = (time) => time): string {
  return logText(events.map((event, at) => ({ ...event, timestamp: spell(noon + at * 100) })));
}

const story: readonly Event[] = [
  { ...start, input: { threadId: "t", runId: "r", messages: [{ id: "u", role: "user", content: "hi" }] } },
  { type: "TEXT_MESSAGE_START", messageId: "a" },
  { type: "TEXT_MESSAGE_CONTENT", messageId: "a", delta: "one " },
  { type: "TOOL_CALL_START", toolCallId: "c", toolCallName: "f", parentMessageId: "a" },
  { type: "TEXT_MESSAGE_CONTENT", messageId: "a", delta: "two" },
  { type: "TEXT_MESSAGE_END", messageId: "a" },
  { type: "TOOL_CALL_ARGS", toolCallId: "c", delta: "{}" },
  { type: "TOOL_CALL_END", toolCallId: "c" },
  { type: "TOOL_CALL_RESULT", messageId: "r", toolCallId: "c", content: "x" },
  { type: "ACTIVITY_SNAPSHOT", messageId: "p", activityType: "P", content: { n: 1 } },
  { type: "ACTIVITY_DELTA", messageId: "p", activityType: "P", patch: [{ op: "add", path: "/m", value: 2 }] },
  { type: "REASONING_MESSAGE_CHUNK", messageId: "t", delta: "hm" },
  end,
];
const times = [
  ["u", 0, 0],
  ["a", 100, 700],
  ["r", 800, 800],
  ["p", 900, 1000],
  ["t", 1100, 1100],
];

describe("a message", () => {
  it("carries the times of its first and its last event", async () => {
    expect(await timesOf(timed(story))).toEqual(times);
  });

  it.each<readonly [string, (time: number) => unknown]>([
    ["text", (time) => new Date(time).toISOString()],
    ["text with an offset", (time) => new Date(time + 3_600_000).toISOString().replace("Z", "+01:00")],
    ["nanoseconds as text", (time) => new Date(time).toISOString().replace("Z", "999999Z")],
    ["text without a fraction where there is none", (time) => new Date(time).toISOString().replace(".000Z", "Z")],
    ["seconds with a fraction", (time) => time / 1000],
    ["microseconds", (time) => time * 1000],
    ["digits as text", (time) => String(time)],
  ])("has the same times where they are written as %s", async (_, spell) => {
    expect(await timesOf(timed(story, spell))).toEqual(times);
  });

  it("has none where the log has none, or what it has is no time", async () => {
    const none = times.map(([id]) => [id, undefined, undefined]);
    expect(await timesOf(logText(story))).toEqual(none);
    for (const odd of ["soon", "2026-02-30T10:00:00Z", {}, null, true]) {
      expect(await timesOf(timed(story, () => odd))).toEqual(none);
    }
  });

  it("keeps its times when a list repeats it, and has that of the list when only that has it", async () => {
    const list = [
      { id: "u", role: "user", content: "hi" },
      { id: "a", role: "assistant", content: "one two" },
      { id: "n", role: "assistant", content: "new" },
      { id: "s", role: "user", content: "says", timestamp: "2026-03-01T12:00:00.042Z" },
    ];
    const log = timed([...story.slice(0, -1), { type: "MESSAGES_SNAPSHOT", messages: list }, end]);
    expect(await timesOf(log)).toEqual([
      ["u", 0, 0],
      ["a", 100, 700],
      ["p", 900, 1000],
      ["t", 1100, 1100],
      ["n", 1200, 1200],
      ["s", 42, 42],
    ]);
  });

  it("has them in a snapshot too, where the official client passes over them, and keeps them when compacted again", async () => {
    const log = timed(story);
    const { text } = await compact(log);
    expect(await timesOf(text)).toEqual(times);
    expect((await compact(text)).text).toBe(text);
    expect((await replay(text)).messages).toEqual((await replay(log)).messages);
    // What comes later makes the last time later.
    const more = [
      { ...start, runId: "r2" },
      { type: "TEXT_MESSAGE_CHUNK", messageId: "a", delta: "!", timestamp: noon + 9000 },
    ];
    expect((await timesOf(text + logText(more)))[1]).toEqual(["a", 100, 9000]);
  });
});
