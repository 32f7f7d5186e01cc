// States and activities that are too long to be held: their patches stay, and the outcome is the same.

import { describe, expect, it } from "vitest";
import { heldDocumentBytes } from "../../../shared/limits.ts";
import { compact } from "./testing/compact.ts";
import { logText } from "./testing/logText.ts";
import { end, start } from "./testing/outcome.ts";
import { expectEqual } from "./testing/sameAsClient.ts";

describe("state and activities that are too long to be held", () => {
  const big = { list: [0], big: "x".repeat(heldDocumentBytes) };
  const add = (value: number) => [{ op: "add", path: "/list/-", value }];

  it("keeps the patches as they are", async () => {
    const log = logText([
      start,
      { type: "STATE_SNAPSHOT", snapshot: { list: [] } },
      { type: "STATE_DELTA", delta: add(1) },
      { type: "STATE_SNAPSHOT", snapshot: big },
      { type: "STATE_DELTA", delta: add(2) },
      { type: "STATE_DELTA", delta: [{ op: "remove", path: "/nothing" }] },
      end,
      start,
      { type: "STATE_DELTA", delta: add(3) },
      end,
      start,
      { type: "STATE_SNAPSHOT", snapshot: { list: [4] } },
      { type: "STATE_DELTA", delta: add(5) },
      end,
    ]);
    const text = await expectEqual(log);
    const types = text.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line).type]));
    expect(types).toEqual([
      ...["RUN_STARTED", "STATE_SNAPSHOT", "STATE_DELTA", "STATE_DELTA", "RUN_FINISHED"],
      ...["RUN_STARTED", "STATE_DELTA", "RUN_FINISHED"],
      ...["RUN_STARTED", "STATE_SNAPSHOT", "RUN_FINISHED"],
    ]);
    const { summary } = await compact(log);
    expect(summary.mended.first.map(({ record, line }) => [record, line])).toEqual([[4, 5]]);
  });

  it("lets go of a state that patches have made too long", async () => {
    const half = { op: "add", path: "/list/-", value: "y".repeat(heldDocumentBytes * 0.6) };
    const text = await expectEqual(
      logText([
        start,
        { type: "STATE_SNAPSHOT", snapshot: { list: [] } },
        ...[1, 2, 3, 4, 5].map(() => ({ type: "STATE_DELTA", delta: [half] })),
        { type: "STATE_DELTA", delta: add(6) },
        end,
      ]),
    );
    expect(text.split("\n").filter((line) => line.startsWith('{"type":"STATE_DELTA"')).length).toBeGreaterThan(0);
  });

  it("does the same with activities", async () => {
    const activity = { messageId: "a", activityType: "T" };
    const text = await expectEqual(
      logText([
        start,
        { type: "ACTIVITY_SNAPSHOT", ...activity, content: big },
        { type: "ACTIVITY_DELTA", ...activity, patch: add(1) },
        { type: "ACTIVITY_DELTA", messageId: "b", activityType: "T", patch: add(9) },
        end,
        start,
        { type: "ACTIVITY_DELTA", messageId: "a", activityType: "U", patch: add(2) },
        end,
      ]),
    );
    expect(text.split("\n").filter((line) => line.startsWith('{"type":"ACTIVITY_DELTA"')).length).toBe(2);
  });
});
