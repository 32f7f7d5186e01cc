// What runs were given is read into the same columns each time.

import { describe, expect, it, vi } from "vitest";
import { sharedPages } from "../paging/pageCache.ts";
import { compact } from "./testing/compact.ts";
import { logText } from "./testing/logText.ts";
import type { Event } from "./testing/outcome.ts";

/** A run that is given some messages, in which somebody answers. */
function run(number: number): readonly Event[] {
  const runId = `r${number}`;
  const given = { id: `u${number}`, role: "user", content: "more" };
  return [
    { type: "RUN_STARTED", threadId: "t", runId, input: { threadId: "t", runId, messages: [given] } },
    { type: "TEXT_MESSAGE_START", messageId: `m${number}` },
    { type: "TEXT_MESSAGE_CONTENT", messageId: `m${number}`, delta: "here" },
    { type: "TEXT_MESSAGE_END", messageId: `m${number}` },
    { type: "RUN_FINISHED", threadId: "t", runId },
  ];
}

async function pagesTakenBy(runs: number): Promise<number> {
  const allocate = vi.spyOn(sharedPages, "allocate");
  try {
    await compact(logText(Array.from({ length: runs }, (_, number) => run(number)).flat()));
    return allocate.mock.calls.length;
  } finally {
    allocate.mockRestore();
  }
}

describe("a log of many runs", () => {
  it("takes no more pages than a log of few", async () => {
    const few = await pagesTakenBy(2);
    expect(await pagesTakenBy(200)).toBeLessThanOrEqual(few + 8);
  });
});
