// Counts of tests, as the test runners report them in their JSON files, and the one line that they end in.

import { existsSync, readFileSync } from "node:fs";

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 */

/** @type {Counts} */
export const noCounts = { passed: 0, failed: 0, skipped: 0 };
/** A stage that failed as a whole: a check, a build, a runner that gave no counts. @type {Counts} */
export const oneFailure = { passed: 0, failed: 1, skipped: 0 };

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
    }),
    noCounts,
  );
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
 * @property {readonly { status: string, assertionResults: readonly { status: string }[] }[]} testResults One per file.
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
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * @typedef {object} PlaywrightReport
 * @property {{ expected: number, unexpected: number, flaky: number, skipped: number }} stats
 * @property {readonly unknown[]} [errors] Of files that cannot be loaded.
 */

/**
 * @param {PlaywrightReport} report
 * @returns {Counts}
 */
export function playwrightCounts({ stats, errors = [] }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, skipped: stats.skipped };
}
