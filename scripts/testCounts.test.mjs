import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addCounts, countsFrom, exitStatus, formatCounts, playwrightCounts, vitestCounts } from "./testCounts.mjs";

/** @type {string} */
let folder;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "seekline-counts-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** @param {unknown} content */
function report(content) {
  const file = path.join(folder, "report.json");
  writeFileSync(file, JSON.stringify(content));
  return file;
}

/** @param {{ passed?: number, failed?: number, skipped?: number, brokenFiles?: number }} numbers */
function vitestReport({ passed = 0, failed = 0, skipped = 0, brokenFiles = 0 }) {
  return {
    numPassedTests: passed,
    numFailedTests: failed,
    numPendingTests: skipped,
    numTodoTests: 0,
    testResults: [
      { status: failed > 0 ? "failed" : "passed", assertionResults: failed > 0 ? [{ status: "failed" }] : [] },
      ...Array.from({ length: brokenFiles }, () => ({ status: "failed", assertionResults: [] })),
    ],
  };
}

describe("counts", () => {
  it.each([
    [{ passed: 812, failed: 0, skipped: 0 }, "812 passed, 0 failed", 0],
    [{ passed: 811, failed: 0, skipped: 1 }, "811 passed, 0 failed, 1 skipped", 0],
    [{ passed: 811, failed: 1, skipped: 0 }, "811 passed, 1 failed", 1],
    [{ passed: 0, failed: 0, skipped: 0 }, "0 passed, 0 failed", 1],
    [{ passed: 0, failed: 0, skipped: 5 }, "0 passed, 0 failed, 5 skipped", 1],
  ])("of %j are told as %j with status %d", (counts, line, status) => {
    expect(formatCounts(counts)).toBe(line);
    expect(exitStatus(counts)).toBe(status);
  });

  it("of stages add up", () => {
    const stages = [
      { passed: 2, failed: 0, skipped: 1 },
      { passed: 3, failed: 4, skipped: 0 },
    ];
    expect(addCounts(stages)).toEqual({ passed: 5, failed: 4, skipped: 1 });
  });
});

describe("Vitest's report", () => {
  it.each([
    ["passed", vitestReport({ passed: 3, skipped: 1 }), 0, { passed: 3, failed: 0, skipped: 1 }],
    ["failed", vitestReport({ passed: 3, failed: 2 }), 1, { passed: 3, failed: 2, skipped: 0 }],
    [
      "with a file that cannot be loaded",
      vitestReport({ passed: 3, brokenFiles: 1 }),
      1,
      { passed: 3, failed: 1, skipped: 0 },
    ],
    ["passed but for an unhandled error", vitestReport({ passed: 3 }), 1, { passed: 3, failed: 1, skipped: 0 }],
  ])("%s", (_case, content, status, counts) => {
    expect(countsFrom(report(content), status, vitestCounts)).toEqual(counts);
  });

  it("that was never written is a failure, whatever the status", () => {
    const missing = path.join(folder, "none.json");
    expect(countsFrom(missing, 0, vitestCounts)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});

describe("Playwright's report", () => {
  it.each([
    [
      "passed",
      { stats: { expected: 4, unexpected: 0, flaky: 0, skipped: 1 } },
      0,
      { passed: 4, failed: 0, skipped: 1 },
    ],
    [
      "failed",
      { stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 0 } },
      1,
      { passed: 4, failed: 2, skipped: 0 },
    ],
    [
      "with a file that cannot be loaded",
      { stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 }, errors: [{ message: "no tests found" }] },
      1,
      { passed: 0, failed: 1, skipped: 0 },
    ],
  ])("%s", (_case, content, status, counts) => {
    expect(countsFrom(report(content), status, playwrightCounts)).toEqual(counts);
  });
});
