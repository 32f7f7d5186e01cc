// Lists that repeat what the one before said are not read again. That changes nothing.

import { describe, expect, it } from "vitest";
import { replay } from "./testing/clientReplay.ts";
import { compact } from "./testing/compact.ts";
import { logText } from "./testing/logText.ts";
import type { Event } from "./testing/outcome.ts";
import { end, start } from "./testing/outcome.ts";
import { SeededRandom } from "./testing/random.ts";

/** A conversation that is given again and again, with something happening between. */
function repeatedLists(random: SeededRandom): readonly Event[] {
  let list: readonly Event[] = [];
  const events: Event[] = [start];
  const message = (id: string): Event => {
    const content = "x".repeat(random.below(50));
    switch (random.below(5)) {
      case 0:
        return { id, role: "user", content };
      case 1:
        return { id, role: "reasoning", content };
      case 2:
        return { id, role: "activity", activityType: "PLAN", content: { steps: [content] } };
      case 3:
        return { id, role: "tool", toolCallId: `c${random.below(4)}`, content, extra: null };
      default: {
        const call = { id: `c${random.below(4)}`, type: "function", function: { name: "f", arguments: "{}" } };
        return { id, role: "assistant", content, toolCalls: random.chance(50) ? [call] : [] };
      }
    }
  };
  for (let step = 0; step < 25; step++) {
    const id = `m${random.below(12)}`;
    switch (random.below(6)) {
      case 0:
        events.push({ type: "TEXT_MESSAGE_START", messageId: id });
        events.push({ type: "TEXT_MESSAGE_CONTENT", messageId: id, delta: "more" });
        events.push({ type: "TEXT_MESSAGE_END", messageId: id });
        break;
      case 1:
        events.push({ type: "ACTIVITY_SNAPSHOT", messageId: id, activityType: "PLAN", content: { replaced: step } });
        break;
      case 2:
        events.push({
          type: "TOOL_CALL_RESULT",
          messageId: `r${step}`,
          toolCallId: `c${random.below(4)}`,
          content: "r",
        });
        break;
      default:
        if (random.chance(15)) list = list.filter(() => random.chance(80));
        if (random.chance(15)) list = random.shuffle(list);
        if (random.chance(60)) list = [...list, message(id)];
        events.push({ type: "MESSAGES_SNAPSHOT", messages: list });
    }
  }
  return [...events, end];
}

describe("a log that repeats its list of messages", () => {
  it("gives the official client the same messages", async () => {
    let accepted = 0;
    for (let seed = 1; seed <= 150; seed++) {
      const log = logText(repeatedLists(new SeededRandom(seed)), seed % 2 === 0 ? seed : 0);
      const [original, { text }] = [await replay(log), await compact(log)];
      const again = await replay(text);
      expect([seed, again.error]).toEqual([seed, undefined]);
      if (original.error !== undefined) continue;
      accepted++;
      expect({ seed, messages: again.messages }).toEqual({ seed, messages: original.messages });
      expect([seed, (await compact(text)).text]).toEqual([seed, text]);
    }
    expect(accepted).toBeGreaterThan(120);
  });

  it("is read over more than one window's length of what is the same", async () => {
    const list = Array.from({ length: 3000 }, (_, at) => ({
      id: `m${at}`,
      role: "user",
      content: "é".repeat(at % 90),
    }));
    const lists = [2000, 2900, 2900, 3000, 1500, 3000].map((length) => list.slice(0, length));
    const log = logText([start, ...lists.map((messages) => ({ type: "MESSAGES_SNAPSHOT", messages })), end]);
    const { text } = await compact(log);
    expect(text).toBe(logText([start, { type: "MESSAGES_SNAPSHOT", messages: list }, end]));
  });
});
