import path from "node:path";
import { expect, it, vi } from "vitest";
import { openedTranscripts } from "../../../testing/openedTranscripts.ts";
import { collectGarbage } from "../../environment/collectGarbage.ts";
import { runExport } from "../runExport.ts";

vi.mock("../../environment/collectGarbage.ts", () => ({ collectGarbage: vi.fn() }));
const { makeFolder, transcriptOf } = openedTranscripts();

it("a table clears memory behind the conversation of a long transcript, and not behind each short one of a group", async () => {
  const session = `${JSON.stringify({ type: "RUN_STARTED", threadId: "t", runId: "r" })}\n`;
  const options = { as: "csv", filter: "", pretty: false, dropRaw: false } as const;
  for (const [before, times] of [
    ["", 0],
    [`${" ".repeat(4 * 1024 * 1024)}\n`, 1],
  ] as const) {
    const transcript = await transcriptOf(before + session);
    const written = await runExport(transcript, options, path.join(makeFolder(), "out.csv"));
    expect(written.ok).toBe(true);
    expect(vi.mocked(collectGarbage)).toHaveBeenCalledTimes(times);
  }
});
