import { describe, expect, it } from "vitest";
import { milliseconds } from "../../shared/units.ts";
import { printBytes, printDuration, printedWidth } from "./printed.ts";
import type { Stats } from "./statsTable.ts";
import { printStats } from "./statsTable.ts";

const members = { by: "detected", members: [], candidates: [] } as const;

const stats: Stats = {
  name: "log.jsonl",
  format: {
    name: "ag-ui",
    by: "detected",
    reason: "",
    others: [],
    prefix: [],
    sampled: 0,
    kind: members,
    time: members,
  },
  progress: {
    state: { phase: "complete" },
    bytesDone: 1_000_005_187,
    bytesTotal: 1_000_005_187,
    lines: 5_001,
    records: 5_000,
    malformed: 2,
    commas: 0,
    padding: 0,
    glued: 0,
    blank: 3,
    longestRecord: 2_578,
    firstTime: milliseconds(Date.UTC(2026, 0, 5, 8)),
    lastTime: milliseconds(Date.UTC(2026, 0, 5, 11, 4)),
    outOfOrder: 0,
    elapsedMs: 1_234,
    cached: false,
    kindsOverflowed: false,
    namesOverflowed: false,
    change: undefined,
    live: undefined,
    warnings: [],
  },
  kinds: [
    { kind: "TEXT", count: 4_000, bytes: 123_456 },
    { kind: "漢字", count: 999, bytes: 999 },
    { kind: "evil\u001b[31m", count: 1, bytes: 12 },
  ],
  indexBytes: 21_300_000,
  cached: false,
};

describe("statistics for people", () => {
  it("line up, whatever the names", () => {
    expect(printStats(stats, 100)).toBe(
      [
        "log.jsonl",
        "  format   AG-UI events (detected)",
        "  kinds    named by no member",
        "  times    named by no member",
        "  size     1.0 GB (1,000,005,187 bytes)",
        "  records  5,000 on 5,001 lines, 2 malformed",
        "  blank    3 lines",
        "  longest  2.6 kB",
        "  time     2026-01-05 08:00:00.000 UTC to 2026-01-05 11:04:00.000 UTC (3 h 4 min)",
        "  index    21.3 MB, made in 1.2 s",
        "",
        "  kind            records    share     bytes",
        "  TEXT              4,000   80.0 %  123.5 kB  ████████████████████",
        "  漢字                999   20.0 %     999 B  █████",
        "  evil\\u{1b}[31m        1    0.0 %      12 B  ▏",
        "",
      ].join("\n"),
    );
  });

  it("say when the index was there already", () => {
    expect(printStats({ ...stats, cached: true }, 100)).toContain("  index    21.3 MB, from the cache\n");
  });

  it("leave the bars out where there is no room", () => {
    expect(printStats(stats, 60)).not.toContain("█");
  });

  it("sum up what is too much to list", () => {
    const kinds = Array.from({ length: 100 }, (_, number) => ({ kind: `K${number}`, count: 2, bytes: 20 }));
    const text = printStats({ ...stats, kinds }, 100);
    expect(text).toContain("  … and 40 more kinds (80 records)\n");
    expect(text.split("\n").filter((line) => /^ {2}K\d/.test(line)).length).toBe(60);
  });

  it.each([
    [1, "  order    1 record earlier than the one before\n"],
    [1_200, "  order    1,200 records earlier than the one before\n"],
  ])("say when %i records are out of order", (outOfOrder, line) => {
    expect(printStats({ ...stats, progress: { ...stats.progress, outOfOrder } }, 100)).toContain(line);
  });

  it("say which members name kinds and times", () => {
    const kind = {
      by: "detected",
      members: [
        { path: "type", records: 1_200 },
        { path: "a.b", records: 3 },
      ],
      candidates: [],
    } as const;
    const time = { by: "chosen", members: [{ path: "when\u001b", records: 0 }], candidates: [] } as const;
    const text = printStats({ ...stats, format: { ...stats.format, sampled: 1_203, kind, time } }, 100);
    expect(text).toContain("  kinds    type (1,200), a.b (3) of 1,203 records looked at\n");
    expect(text).toContain("  times    chosen: when\\u{1b} (0) of 1,203 records looked at\n");
    expect(printStats(stats, 100)).toContain("  times    named by no member\n");
  });

  it("do without a time or kinds", () => {
    const progress = { ...stats.progress, firstTime: undefined, lastTime: undefined, records: 0 };
    expect(printStats({ ...stats, progress, kinds: [] }, 100)).toMatch(/ {2}index .*\n$/);
  });
});

describe("printed values", () => {
  it.each([
    [0, "0 B"],
    [999, "999 B"],
    [1_000, "1.0 kB"],
    [999_949, "999.9 kB"],
    [999_951, "1.0 MB"],
    [1_500_000_000_000, "1.5 TB"],
  ])("%d bytes are %s", (bytes, text) => {
    expect(printBytes(bytes)).toBe(text);
  });

  it.each([
    [0, "0 ms"],
    [840.4, "840 ms"],
    [1_449, "1.4 s"],
    [59_600, "1 min"],
    [3_600_000, "1 h"],
    [11_040_000, "3 h 4 min"],
    [7_118_407, "1 h 59 min"],
    [3_599_400, "59 min 59 s"],
    [86_399_000, "1 d"],
    [1_509_663_821, "17 d 11 h"],
  ])("%d ms are %s", (time, text) => {
    expect(printDuration(time)).toBe(text);
  });

  it("are as wide as a terminal shows them", () => {
    expect(printedWidth("aé漢🎉")).toBe(6);
  });
});
