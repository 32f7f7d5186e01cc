// Counts of tests and the slowest of them, as the test runners report them in their JSON files, and the lines they end in.

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { projectRoot } from "./projectRoot.mjs";

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {readonly TimedTest[]} slowest Of the tests that were counted; at most `mostSlowest`, the slowest first.
 * @property {readonly Failure[]} failures What `failed` counts, in the order of the reports.
 */

/**
 * @typedef {object} Failure
 * @property {string} name Of the test, the file or the stage that failed.
 * @property {string} message What it says of itself; may have many lines, and colours.
 */

/**
 * @typedef {object} TimedTest
 * @property {string} name With its file and what it stands in.
 * @property {number} milliseconds
 */

const mostSlowest = 10;
/** Of a failure's message: enough to know it by, since the whole of it stands further up. */
const mostMessageLines = 12;

/** @type {Counts} */
export const noCounts = { passed: 0, failed: 0, skipped: 0, slowest: [], failures: [] };

/**
 * Of a stage that failed as a whole: a check, a build, a runner that gave no counts.
 * @param {string} name
 * @param {string} message
 * @returns {Counts}
 */
export function oneFailure(name, message) {
  return { ...noCounts, failed: 1, failures: [{ name, message }] };
}

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
      failures: [...sum.failures, ...counts.failures],
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
 * Who sees only the end of a long output still sees what failed.
 * @param {Counts} counts
 * @returns {string} Each failure with the first lines of its message; empty when nothing failed.
 */
export function formatFailures({ failures }) {
  if (failures.length === 0) return "";
  const lines = failures.flatMap(({ name, message }) => [
    `  ${name}`,
    ...stripVTControlCharacters(message)
      .split("\n")
      .slice(0, mostMessageLines)
      .map((line) => `    ${line}`),
  ]);
  return ["What failed:", ...lines].join("\n");
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
  if (!existsSync(reportFile)) return oneFailure("the test runner", "It wrote no report.");
  const counts = read(JSON.parse(readFileSync(reportFile, "utf8")));
  if (status === 0 || counts.failed > 0) return counts;
  return addCounts([counts, oneFailure("the test runner", `It ended with status ${status} and named no failed test.`)]);
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
 * @property {readonly VitestTest[]} assertionResults
 * @property {string} [message] Why a file could not be loaded.
 */

/**
 * @typedef {object} VitestTest
 * @property {string} status
 * @property {string} fullName
 * @property {number | null} [duration] ms.
 * @property {readonly string[] | null} [failureMessages]
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
  const tests = report.testResults.flatMap((file) =>
    file.assertionResults.map((test) => ({
      ...test,
      name: `${path.relative(projectRoot, file.name)}: ${test.fullName}`,
    })),
  );
  const failedTests = tests.filter(({ status }) => status === "failed");
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + report.numTodoTests,
    slowest: slowestOf(tests.map(({ name, duration }) => ({ name, milliseconds: duration ?? 0 }))),
    failures: [
      ...failedTests.map(({ name, failureMessages }) => ({ name, message: (failureMessages ?? []).join("\n") })),
      ...brokenFiles.map(({ name, message = "" }) => ({ name: path.relative(projectRoot, name), message })),
    ],
  };
}

/**
 * @typedef {object} PlaywrightReport
 * @property {{ expected: number, unexpected: number, flaky: number, skipped: number }} stats
 * @property {readonly { message?: string }[]} [errors] Of files that cannot be loaded.
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
 * @property {readonly PlaywrightTest[]} tests
 */

/**
 * @typedef {object} PlaywrightTest
 * @property {string} [status] "expected", "unexpected", "flaky" or "skipped".
 * @property {readonly { duration: number, errors?: readonly { message?: string }[] }[]} results Durations in ms.
 */

/**
 * @param {PlaywrightReport} report
 * @returns {Counts}
 */
export function playwrightCounts({ stats, errors = [], suites = [] }) {
  const specs = suites.flatMap((file) => specsIn(file, `e2e/${file.title}:`));
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
    slowest: slowestOf(specs.map(({ name, tests }) => ({ name, milliseconds: milliseconds(tests) }))),
    failures: [
      ...specs
        .filter(({ tests }) => tests.some(({ status }) => status === "unexpected" || status === "flaky"))
        .map(({ name, tests }) => ({ name, message: messages(tests) })),
      ...errors.map(({ message = "" }) => ({ name: "a file of e2e/", message })),
    ],
  };
}

/**
 * @param {PlaywrightSuite} suite
 * @param {string} name
 * @returns {readonly { name: string, tests: readonly PlaywrightTest[] }[]}
 */
function specsIn({ suites = [], specs = [] }, name) {
  const own = specs.map(({ title, tests }) => ({ name: `${name} ${title}`, tests }));
  return [...own, ...suites.flatMap((suite) => specsIn(suite, `${name} ${suite.title}`))];
}

/** @param {readonly PlaywrightTest[]} tests */
function milliseconds(tests) {
  return tests.flatMap(({ results }) => results).reduce((sum, { duration }) => sum + duration, 0);
}

/** @param {readonly PlaywrightTest[]} tests */
function messages(tests) {
  return tests
    .flatMap(({ results }) => results)
    .flatMap(({ errors = [] }) => errors)
    .map(({ message = "" }) => message)
    .join("\n");
}
