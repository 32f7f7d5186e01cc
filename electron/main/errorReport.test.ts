import { describe, expect, it } from "vitest";
import { printReport } from "./errorReport.ts";

const facts = {
  versions: [
    ["Seekline", "1.2.3"],
    ["Electron", "4.5.6"],
  ],
  system: "linux x64 6.1, 2 cores, 8 GB",
  memory: [
    ["page", 120_400_000],
    ["engine", 80_000_000],
  ],
} as const;

const line = (entry: object) => JSON.stringify({ time: "2026-05-01T10:00:00.000Z", version: "1.2.3", ...entry });

describe("the report", () => {
  it("says versions, platform, sizes and the failing call", () => {
    const open = { format: "ag-ui", bytes: 1_234_567, records: 890, phase: "indexed" } as const;
    const error = {
      program: "engine",
      call: "rows",
      error: "TypeError",
      frames: ["readRows (engine.js:12:345)", "engine.js:1:2"],
    };
    expect(
      printReport({ ...facts, open, errors: [line(error)] }),
    ).toBe(`Seekline's report. It holds nothing of your transcripts.
Seekline 1.2.3, Electron 4.5.6
linux x64 6.1, 2 cores, 8 GB
Memory: page 120 MB, engine 80 MB
Open: ag-ui, 1234567 bytes, 890 records, indexed
Unexpected errors, the newest first:
2026-05-01T10:00:00.000Z  engine  rows  TypeError
  at readRows (engine.js:12:345)
  at engine.js:1:2
`);
  });

  it("says when there is nothing to say", () => {
    const report = printReport({ ...facts, open: undefined, errors: [] });
    expect(report).toContain("Nothing is open.\nNo unexpected error is logged.\n");
  });

  it.each([
    ["no JSON", "secret"],
    ["another object", '{"secret":1}'],
    ["words for a call", line({ program: "engine", call: "open “secret”", error: "Error", frames: [] })],
    ["words for a frame", line({ program: "engine", call: "", error: "Error", frames: ["secret words"] })],
  ])("takes no line of the log for an entry that is none: %s", (_what, odd) => {
    const report = printReport({ ...facts, open: undefined, errors: [odd] });
    expect(report).not.toContain("secret");
    expect(report).toContain("(a line that cannot be read)");
  });
});
