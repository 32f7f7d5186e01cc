import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { projectRoot } from "./projectRoot.mjs";
import {
  addCounts,
  countsFrom,
  exitStatus,
  formatCounts,
  formatSlowest,
  noCounts,
  playwrightCounts,
  vitestCounts,
} from "./testCounts.mjs";

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
      {
        name: "a.test.ts",
        status: failed > 0 ? "failed" : "passed",
        assertionResults: failed > 0 ? [{ status: "failed", fullName: "does one" }] : [],
      },
      ...Array.from({ length: brokenFiles }, () => ({ name: "b.test.ts", status: "failed", assertionResults: [] })),
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
    expect(formatCounts({ ...counts, slowest: [] })).toBe(line);
    expect(exitStatus({ ...counts, slowest: [] })).toBe(status);
  });

  it("of stages add up", () => {
    const stages = [
      { passed: 2, failed: 0, skipped: 1, slowest: [{ name: "a", milliseconds: 5 }] },
      { passed: 3, failed: 4, skipped: 0, slowest: [{ name: "b", milliseconds: 7 }] },
    ];
    expect(addCounts(stages)).toEqual({
      passed: 5,
      failed: 4,
      skipped: 1,
      slowest: [
        { name: "b", milliseconds: 7 },
        { name: "a", milliseconds: 5 },
      ],
    });
  });

  it("name the slowest ten tests", () => {
    const tests = Array.from({ length: 30 }, (_, n) => ({ name: `test ${n}`, milliseconds: (n % 15) * 1000 + n }));
    const lines = formatSlowest(addCounts(tests.map((test) => ({ ...noCounts, slowest: [test] })))).split("\n");
    expect(lines.length).toBe(11);
    expect(lines[1]).toBe("   14.0 s  test 29");
    expect(lines[2]).toBe("   14.0 s  test 14");
    expect(lines[10]).toBe("   10.0 s  test 10");
    expect(formatSlowest(noCounts)).toBe("");
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
    expect(countsFrom(report(content), status, vitestCounts)).toMatchObject(counts);
  });

  it("that was never written is a failure, whatever the status", () => {
    const missing = path.join(folder, "none.json");
    expect(countsFrom(missing, 0, vitestCounts)).toEqual({ ...noCounts, failed: 1 });
  });

  it("gives the time of each test", () => {
    const content = {
      ...vitestReport({ passed: 2 }),
      testResults: [
        {
          name: path.join(projectRoot, "shared/a.test.ts"),
          status: "passed",
          assertionResults: [
            { status: "passed", fullName: "a does one", duration: 3 },
            { status: "passed", fullName: "a does two", duration: 40 },
          ],
        },
      ],
    };
    expect(countsFrom(report(content), 0, vitestCounts).slowest).toEqual([
      { name: "shared/a.test.ts: a does two", milliseconds: 40 },
      { name: "shared/a.test.ts: a does one", milliseconds: 3 },
    ]);
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
    expect(countsFrom(report(content), status, playwrightCounts)).toMatchObject(counts);
  });

  it("gives the time of each test, with all its tries", () => {
    const spec = { title: "opens", tests: [{ results: [{ duration: 30 }, { duration: 20 }] }] };
    const content = {
      stats: { expected: 2, unexpected: 0, flaky: 0, skipped: 0 },
      suites: [
        {
          title: "a.spec.ts",
          specs: [{ title: "starts", tests: [{ results: [{ duration: 10 }] }] }],
          suites: [{ title: "a log", specs: [spec] }],
        },
      ],
    };
    expect(countsFrom(report(content), 0, playwrightCounts).slowest).toEqual([
      { name: "e2e/a.spec.ts: a log opens", milliseconds: 50 },
      { name: "e2e/a.spec.ts: starts", milliseconds: 10 },
    ]);
  });
});
