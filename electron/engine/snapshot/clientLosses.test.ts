// Where the official client itself loses, doubles or moves something: replay stays as the client's, and the record is named.

import { describe, expect, it } from "vitest";
import { replay } from "./testing/clientReplay.ts";
import { logText } from "./testing/logText.ts";
import type { Event, Outcome } from "./testing/outcome.ts";
import { end, outcomeOf, start, text } from "./testing/outcome.ts";
import { RandomLog } from "./testing/randomLog.ts";

const call = { id: "c", type: "function", function: { name: "list", arguments: "{}" } };
const asked = { id: "u", role: "user", content: "list it" };

async function sameAsClient(events: readonly Event[]): Promise<Outcome> {
  const [outcome, original] = [await outcomeOf(events), await replay(logText(events))];
  expect(original.error).toBeUndefined();
  expect(outcome.messages).toEqual(original.messages);
  return outcome;
}

describe("the summary", () => {
  it("names a list that gives a result another id, which the client then puts behind the answer", async () => {
    const outcome = await sameAsClient([
      start,
      ...text("u", "list it"),
      { type: "TOOL_CALL_START", toolCallId: "c", toolCallName: "list", parentMessageId: "a" },
      { type: "TOOL_CALL_END", toolCallId: "c" },
      { type: "TOOL_CALL_RESULT", messageId: "temporary", toolCallId: "c", content: "two files" },
      ...text("b", "There are two."),
      {
        type: "MESSAGES_SNAPSHOT",
        messages: [
          asked,
          { id: "a", role: "assistant", toolCalls: [call] },
          { id: "final", role: "tool", toolCallId: "c", content: "two files" },
          { id: "b", role: "assistant", content: "There are two." },
        ],
      },
      end,
    ]);
    expect(outcome.messages.map(({ id }) => id)).toEqual(["u", "a", "b", "final"]);
    expect(outcome.lost).toEqual([
      "10/11 the official client drops the message “temporary”, which is not in this list, and puts “final” behind messages that follow it in this list",
    ]);
  });

  it("names a list that holds only the last messages", async () => {
    const outcome = await sameAsClient([
      start,
      ...text("m1", "one"),
      ...text("m2", "two"),
      { type: "MESSAGES_SNAPSHOT", messages: [{ id: "m3", role: "assistant", content: "three" }] },
      end,
    ]);
    expect(outcome.lost).toEqual(["7/8 the official client drops 2 messages that are not in this list, “m1” first"]);
  });

  it("names a list with two messages of one id", async () => {
    const outcome = await sameAsClient([
      start,
      {
        type: "MESSAGES_SNAPSHOT",
        messages: [
          asked,
          { id: "a", role: "assistant", content: "draft" },
          { id: "a", role: "assistant", content: "final" },
        ],
      },
      end,
    ]);
    expect(outcome.lost).toEqual(["1/2 the official client reads several messages of the id “a”"]);
  });

  it("names a call and a message that begin again with what they have", async () => {
    const outcome = await sameAsClient([
      start,
      { type: "MESSAGES_SNAPSHOT", messages: [{ id: "a", role: "assistant", content: "x", toolCalls: [call] }] },
      { type: "TOOL_CALL_CHUNK", toolCallId: "c", toolCallName: "list", parentMessageId: "a", delta: "{}" },
      ...text("a", "x"),
      ...text("b", "one"),
      ...text("b", "two"),
      end,
    ]);
    expect(outcome.lost).toEqual([
      "2/3 the tool call “c” is there already: the official client appends what follows to its arguments",
      "3/4 the message “a” is there already: the official client appends what follows to its text",
      "9/10 the message “b” is there already: the official client appends what follows to its text",
    ]);
  });

  it("names a result whose id is taken", async () => {
    const outcome = await sameAsClient([
      start,
      { type: "TOOL_CALL_RESULT", messageId: "r", toolCallId: "c", content: "one" },
      { type: "TOOL_CALL_RESULT", messageId: "r", toolCallId: "c", content: "two" },
      end,
    ]);
    expect(outcome.lost).toEqual(["2/3 a message “r” is there already: the official client keeps both"]);
  });

  it("says nothing of chunks that go on, and of lists that repeat what is there", async () => {
    const outcome = await sameAsClient([
      start,
      { type: "TEXT_MESSAGE_CHUNK", messageId: "a", role: "assistant", delta: "x" },
      { type: "CUSTOM", name: "n", value: 1 },
      { type: "TEXT_MESSAGE_CHUNK", messageId: "a", delta: "y" },
      { type: "MESSAGES_SNAPSHOT", messages: [{ id: "a", role: "assistant", content: "xy" }, asked] },
      { type: "MESSAGES_SNAPSHOT", messages: [{ id: "a", role: "assistant", content: "xy" }, asked] },
      end,
    ]);
    expect(outcome.lost).toEqual([]);
  });

  it("names every message that is gone at the end of a random log", async () => {
    for (let seed = 1; seed <= 60; seed++) {
      const { events } = new RandomLog(seed);
      const { messages, lost } = await outcomeOf(events);
      const given = events.flatMap(({ type, messageId }) => (type === "TEXT_MESSAGE_START" ? [messageId] : []));
      const isAnyGone = given.some((id) => !messages.some((message) => message.id === id));
      if (isAnyGone) expect([seed, lost.some((reason) => reason.includes("drops"))]).toEqual([seed, true]);
    }
  });
});
