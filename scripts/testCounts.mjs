// Counts of tests and the slowest of them, as the test runners report them in their JSON files, and the lines they end in.

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "./projectRoot.mjs";

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {readonly TimedTest[]} slowest Of the tests that were counted; at most `mostSlowest`, the slowest first.
 */

/**
 * @typedef {object} TimedTest
 * @property {string} name With its file and what it stands in.
 * @property {number} milliseconds
 */

const mostSlowest = 10;

/** @type {Counts} */
export const noCounts = { passed: 0, failed: 0, skipped: 0, slowest: [] };
/** A stage that failed as a whole: a check, a build, a runner that gave no counts. @type {Counts} */
export const oneFailure = { ...noCounts, failed: 1 };

/**
 * @param {readonly Counts[]} all
 * @returns {Counts}
 */
export function addCounts(all) {
  return all.reduce(
    (sum, counts) => ({
      passed: sum.passed + counts.passed,
      failed: sum.failed + counts.failed,
      skipped: sum.skipped + counts.skipped,
      slowest: slowestOf([...sum.slowest, ...counts.slowest]),
    }),
    noCounts,
  );
}

/**
 * @param {readonly TimedTest[]} tests
 * @returns {readonly TimedTest[]}
 */
function slowestOf(tests) {
  return [...tests].sort((a, b) => b.milliseconds - a.milliseconds).slice(0, mostSlowest);
}

/**
 * @param {Counts} counts
 * @returns {string} A line for each of the slowest tests; empty when none ran.
 */
export function formatSlowest({ slowest }) {
  if (slowest.length === 0) return "";
  const lines = slowest.map(({ name, milliseconds }) => `${(milliseconds / 1000).toFixed(1).padStart(7)} s  ${name}`);
  return ["The slowest tests:", ...lines].join("\n");
}

/**
 * @param {Counts} counts
 * @returns {string} Such as "812 passed, 0 failed" or "811 passed, 0 failed, 1 skipped".
 */
export function formatCounts({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/**
 * @param {Counts} counts
 * @returns {number} 1 when anything failed, and when nothing ran: a run without tests proves nothing.
 */
export function exitStatus({ passed, failed }) {
  return failed > 0 || passed === 0 ? 1 : 0;
}

/**
 * Counts from a runner's report. A runner that fails without naming a failed test (it found none, it crashed, it saw an
 * unhandled error) counts as one failure.
 * @param {string} reportFile
 * @param {number} status The runner's exit status.
 * @param {(report: any) => Counts} read
 * @returns {Counts}
 */
export function countsFrom(reportFile, status, read) {
  const counts = existsSync(reportFile) ? read(JSON.parse(readFileSync(reportFile, "utf8"))) : noCounts;
  const failedUncounted = (status !== 0 || !existsSync(reportFile)) && counts.failed === 0;
  return failedUncounted ? addCounts([counts, oneFailure]) : counts;
}

/**
 * @typedef {object} VitestReport
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 * @property {readonly VitestFile[]} testResults
 */

/**
 * @typedef {object} VitestFile
 * @property {string} name An absolute path.
 * @property {string} status
 * @property {readonly { status: string, fullName: string, duration?: number | null }[]} assertionResults Durations in ms.
 */

/**
 * @param {VitestReport} report
 * @returns {Counts}
 */
export function vitestCounts(report) {
  // A file that cannot even be loaded fails without a failed test.
  const brokenFiles = report.testResults.filter(
    (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
  );
  const timed = report.testResults.flatMap((file) =>
    file.assertionResults.map(({ fullName, duration }) => ({
      name: `${path.relative(projectRoot, file.name)}: ${fullName}`,
      milliseconds: duration ?? 0,
    })),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + report.numTodoTests,
    slowest: slowestOf(timed),
  };
}

/**
 * @typedef {object} PlaywrightReport
 * @property {{ expected: number, unexpected: number, flaky: number, skipped: number }} stats
 * @property {readonly unknown[]} [errors] Of files that cannot be loaded.
 * @property {readonly PlaywrightSuite[]} [suites] One per file.
 */

/**
 * @typedef {object} PlaywrightSuite
 * @property {string} title A file's path below the folder of tests, or the words of a `describe`.
 * @property {readonly PlaywrightSuite[]} [suites]
 * @property {readonly PlaywrightSpec[]} [specs]
 */

/**
 * @typedef {object} PlaywrightSpec
 * @property {string} title
 * @property {readonly { results: readonly { duration: number }[] }[]} tests Durations in ms.
 */

/**
 * @param {PlaywrightReport} report
 * @returns {Counts}
 */
export function playwrightCounts({ stats, errors = [], suites = [] }) {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
    slowest: slowestOf(suites.flatMap((file) => timedIn(file, `e2e/${file.title}:`))),
  };
}

/**
 * @param {PlaywrightSuite} suite
 * @param {string} name
 * @returns {readonly TimedTest[]}
 */
function timedIn({ suites = [], specs = [] }, name) {
  const own = specs.map(({ title, tests }) => ({
    name: `${name} ${title}`,
    milliseconds: tests.flatMap(({ results }) => results).reduce((sum, { duration }) => sum + duration, 0),
  }));
  return [...own, ...suites.flatMap((suite) => timedIn(suite, `${name} ${suite.title}`))];
}
