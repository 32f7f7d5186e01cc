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
  formatFailures,
  formatSlowest,
  noCounts,
  oneFailure,
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
    expect(formatCounts({ ...noCounts, ...counts })).toBe(line);
    expect(exitStatus({ ...noCounts, ...counts })).toBe(status);
  });

  it("of stages add up", () => {
    const stages = [
      { passed: 2, failed: 0, skipped: 1, slowest: [{ name: "a", milliseconds: 5 }], failures: [] },
      {
        passed: 3,
        failed: 1,
        skipped: 0,
        slowest: [{ name: "b", milliseconds: 7 }],
        failures: [{ name: "b", message: "no" }],
      },
    ];
    expect(addCounts(stages)).toEqual({
      passed: 5,
      failed: 1,
      skipped: 1,
      slowest: [
        { name: "b", milliseconds: 7 },
        { name: "a", milliseconds: 5 },
      ],
      failures: [{ name: "b", message: "no" }],
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

  it("name what failed, with the first lines of its message and without its colours", () => {
    const message = ["\u001b[31mexpected 1\u001b[39m", ...Array.from({ length: 20 }, (_, n) => `at ${n}`)].join("\n");
    const lines = formatFailures(addCounts([noCounts, oneFailure("a does one", message)])).split("\n");
    expect(lines.slice(0, 4)).toEqual(["What failed:", "  a does one", "    expected 1", "    at 0"]);
    expect(lines.length).toBe(14);
    expect(formatFailures(noCounts)).toBe("");
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
    expect(countsFrom(missing, 0, vitestCounts)).toEqual(oneFailure("the test runner", "It wrote no report."));
  });

  it("names what failed, and files that could not be loaded", () => {
    const content = {
      ...vitestReport({ passed: 1, failed: 2 }),
      testResults: [
        {
          name: path.join(projectRoot, "shared/a.test.ts"),
          status: "failed",
          assertionResults: [
            { status: "passed", fullName: "a does one", failureMessages: [] },
            { status: "failed", fullName: "a does two", failureMessages: ["expected 1 to be 2"] },
          ],
        },
        {
          name: path.join(projectRoot, "shared/b.test.ts"),
          status: "failed",
          message: "no such module",
          assertionResults: [],
        },
      ],
    };
    expect(countsFrom(report(content), 1, vitestCounts).failures).toEqual([
      { name: "shared/a.test.ts: a does two", message: "expected 1 to be 2" },
      { name: "shared/b.test.ts", message: "no such module" },
    ]);
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

  it("names what failed, also where a second try passed", () => {
    const content = {
      stats: { expected: 1, unexpected: 1, flaky: 1, skipped: 0 },
      suites: [
        {
          title: "a.spec.ts",
          specs: [
            { title: "opens", tests: [{ status: "expected", results: [{ duration: 1 }] }] },
            {
              title: "closes",
              tests: [{ status: "unexpected", results: [{ duration: 1, errors: [{ message: "timed out" }] }] }],
            },
            {
              title: "waits",
              tests: [
                {
                  status: "flaky",
                  results: [
                    { duration: 1, errors: [{ message: "once" }] },
                    { duration: 1, errors: [] },
                  ],
                },
              ],
            },
          ],
        },
      ],
    };
    expect(countsFrom(report(content), 1, playwrightCounts).failures).toEqual([
      { name: "e2e/a.spec.ts: closes", message: "timed out" },
      { name: "e2e/a.spec.ts: waits", message: "once" },
    ]);
  });
});
