import { describe, expect, it } from "vitest";
import { everything } from "../../../../shared/filter/filter.ts";
import { openedTranscripts } from "../../../testing/openedTranscripts.ts";
import { formatOf } from "../../formats/mixed.ts";
import { mostBehind, settledRecords } from "./settledRecords.ts";

const { transcriptOf } = openedTranscripts();
const start = (id: string) => ({ type: "TEXT_MESSAGE_START", messageId: id, role: "assistant" });
const piece = (id: string) => ({ type: "TEXT_MESSAGE_CONTENT", messageId: id, delta: "word " });
const end = (id: string) => ({ type: "TEXT_MESSAGE_END", messageId: id });
const chunk = (id: string) => ({ type: "TEXT_MESSAGE_CHUNK", messageId: id, role: "assistant", delta: "word " });
const run = { type: "RUN_STARTED", threadId: "t", runId: "r" };
const finished = { type: "RUN_FINISHED", threadId: "t", runId: "r" };
const state = { type: "STATE_SNAPSHOT", snapshot: {} };

async function settledOf(events: readonly object[]): Promise<number> {
  const transcript = await transcriptOf(events.map((event) => `${JSON.stringify(event)}\n`).join(""));
  await transcript.whenIndexed();
  const view = transcript.query(everything);
  const settled = settledRecords(formatOf(transcript.format), transcript.labels(view).kinds, view);
  view.close();
  return settled;
}

describe("of a session that goes on", () => {
  it.each([
    ["all is told where every text has ended", [run, start("a"), piece("a"), end("a"), state], 5],
    ["the pieces at the end wait", [run, start("a"), piece("a"), piece("a")], 2],
    ["pieces between others wait", [run, start("a"), piece("a"), state, start("b"), piece("b"), end("b"), state], 2],
    [
      "pieces of an id that is used again wait from there",
      [start("a"), piece("a"), end("a"), start("a"), piece("a"), state],
      4,
    ],
    ["what its run has ended is told", [run, start("a"), piece("a"), finished, run, state], 6],
    ["pieces that anything ends are told behind it", [run, chunk("a"), state], 3],
  ])("%s", async (_, events, settled) => {
    expect(await settledOf(events)).toBe(settled);
  });

  it("nobody waits for the end of a text that lies far in front", async () => {
    const others = (count: number) => Array.from({ length: count }, () => state);
    expect(await settledOf([run, start("a"), piece("a"), piece("a"), ...others(mostBehind - 1)])).toBe(2);
    expect(await settledOf([run, start("a"), piece("a"), piece("a"), ...others(mostBehind)])).toBe(mostBehind + 4);
  });
});
