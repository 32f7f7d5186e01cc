import { describe, expect, it } from "vitest";
import { replay } from "./testing/clientReplay.ts";
import { compact, messagesOf } from "./testing/compact.ts";
import { logText } from "./testing/logText.ts";
import { RandomLog } from "./testing/randomLog.ts";

const start = { type: "RUN_STARTED", threadId: "t", runId: "r" };
const end = { type: "RUN_FINISHED", threadId: "t", runId: "r" };

describe("a filter", () => {
  it("leaves records out as if they were not there", async () => {
    for (let seed = 1; seed <= 60; seed++) {
      const { events } = new RandomLog(seed);
      const accepts = (record: number) => (record * 7 + seed) % 5 !== 0;
      const left = events.filter((_, record) => accepts(record));
      const [filtered, expected] = [await compact(logText(events), { accepts }), await compact(logText(left))];
      // Ids that were made from record numbers differ.
      expect([seed, filtered.text]).toEqual([seed, expected.text]);
      expect([seed, (await replay(filtered.text)).error]).toEqual([seed, undefined]);
    }
  });

  it("is asked in ascending order", async () => {
    const asked: number[] = [];
    const { events } = new RandomLog(3);
    await compact(logText(events), {
      accepts: (record) => {
        asked.push(record);
        return true;
      },
    });
    expect(asked).toEqual(events.map((_, record) => record));
  });
});

describe("RAW and CUSTOM events", () => {
  const extras = [
    { type: "RAW", event: { type: "CUSTOM" }, source: "s" },
    { type: "CUSTOM", name: "c", value: 1 },
    { type: "META", metaType: "m", payload: {} },
  ];

  it("stay byte for byte, unless they are left out", async () => {
    const log = logText([start, ...extras, end]);
    expect((await compact(log)).text).toBe(log);
    const without = (...dropped: readonly string[]) =>
      logText([start, ...extras.filter(({ type }) => !dropped.includes(type)), end]);
    expect((await compact(log, { dropRaw: true })).text).toBe(without("RAW"));
    expect((await compact(log, { dropCustom: true })).text).toBe(without("CUSTOM"));
    expect((await compact(log, { dropRaw: true, dropCustom: true })).text).toBe(without("RAW", "CUSTOM"));
  });

  it("keep their spelling", async () => {
    const odd = '{ "event" : {"a":1.50,"a":2} ,"type":"RA\\u0057"}';
    const log = `${JSON.stringify(start)}\n${odd}\n${JSON.stringify(end)}\n`;
    expect((await compact(log)).text).toBe(log);
  });
});

describe("an empty log", () => {
  it.each(["", "\n\n", "\ufeff", "not json\n"])("becomes an empty one: %j", async (log) => {
    expect((await compact(log)).text).toBe("");
    expect((await messagesOf(log)).text).toBe("[]\n");
  });
});
