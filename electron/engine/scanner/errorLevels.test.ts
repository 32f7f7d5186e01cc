import fc from "fast-check";
import { expect, it } from "vitest";
import { createMemorySource } from "../source/memorySource.ts";
import { errorLevels, levelNames } from "./errorLevels.ts";
import type { FieldPath } from "./fields.ts";
import { createIndexScan, flagBit } from "./indexScan.ts";

const members = [...levelNames].map(([name, numbers]) => ({ path: [name], numbers }));

/** Whether the index flags records with these members as errors. */
function flagged(records: readonly object[]): readonly boolean[] {
  const source = createMemorySource(records.map((record) => JSON.stringify(record)).join("\n"));
  const scan = createIndexScan(source, { kind: [], time: [], pair: [], role: [], tool: [], level: members });
  while (scan.step(source.size, () => {}));
  scan.finish(() => {});
  return [...scan.open().flags.subarray(0, records.length)].map((flags) => (flags & flagBit.error) !== 0);
}

it.each([
  [{ level: 50 }, true], // Pino
  [{ level: 60 }, true],
  [{ level: "50" }, true],
  [{ level: 40 }, false],
  [{ level: 30 }, false],
  [{ level: 3 }, false],
  [{ level: 400 }, true], // Monolog
  [{ level: 200 }, false],
  [{ levelno: 40 }, true], // Python
  [{ levelno: 30 }, false],
  [{ level_value: 40_000 }, true], // Logback
  [{ level_value: 30_000 }, false],
  [{ severityNumber: 17 }, true], // OpenTelemetry
  [{ severityNumber: 24 }, true],
  [{ severityNumber: 16 }, false],
  [{ severityNumber: 25 }, false],
  [{ severity: 0 }, true], // syslog
  [{ severity: 3 }, true],
  [{ severity: 4 }, false],
  [{ severity: 500 }, true], // Google Cloud
  [{ severity: 400 }, false],
  [{ PRIORITY: "3" }, true], // journald
  [{ PRIORITY: "6" }, false],
  [{ level: "ERROR" }, true],
  [{ level: "Err" }, true],
  [{ level: "E" }, true],
  [{ level: "ERROR  " }, true],
  [{ level: "SEVERE" }, true],
  [{ severity: "EMERGENCY" }, true],
  [{ "@l": "Fatal" }, true],
  [{ severityText: "panic" }, true],
  [{ level: "info", severity: "error" }, true],
  [{ level: "no_error" }, false],
  [{ level: "errorless" }, false],
  [{ level: "terror" }, false],
  [{ level: "err\0" }, false],
  [{ level: "" }, false],
  [{ level: "  " }, false],
  [{ level: null }, false],
  [{ level: true }, false],
  [{ level: 50.5 }, false],
  [{ level: -50 }, false],
  [{ level: ["error"] }, false],
  [{ level: { level: "error" } }, false],
  [{ other: "error" }, false],
])("%j: %s", (record, expected) => expect(flagged([record])).toEqual([expected]));

/** What the table says, read slowly. */
function means(path: FieldPath, value: unknown): boolean {
  const text = typeof value === "string" || typeof value === "number" ? String(value) : "";
  const level = text.replace(/^ +| +$/g, "").toLowerCase();
  const { numbers = [] } = members.find((member) => member.path[0] === path[0]) ?? {};
  return /^\d{1,16}$/.test(level)
    ? numbers.some(([first, last]) => Number(level) >= first && Number(level) <= last)
    : errorLevels.includes(level);
}

it("flags what the table says, whatever else stands there", () => {
  const letter = fc.constantFrom("e", "r", "o", "E", "R", "O", " ", "f", "5", "0", "é", "\0", "_");
  const value = fc.oneof(
    fc.constantFrom(...errorLevels).map((word) => word.toUpperCase()),
    fc.constantFrom(...errorLevels),
    fc.string({ unit: letter, maxLength: 18 }),
    fc.integer({ min: -5, max: 700 }),
    fc.integer({ min: 0, max: 90_000 }).map(String),
    fc.boolean(),
  );
  const member = fc.tuple(fc.constantFrom(...levelNames.keys()), value);
  fc.assert(
    fc.property(fc.array(fc.array(member, { maxLength: 3 }), { minLength: 1, maxLength: 30 }), (records) => {
      const objects = records.map((entries) => Object.fromEntries(entries));
      const expected = objects.map((record) => Object.entries(record).some(([name, level]) => means([name], level)));
      expect(flagged(objects)).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});

it("flags a record that says so by `true`, and by nothing else", () => {
  const records = [true, false, null, "true", 1, "error"].map((is_error) => ({ blocks: [{ is_error }] }));
  const source = createMemorySource(records.map((record) => JSON.stringify(record)).join("\n"));
  const errors: readonly FieldPath[] = [["failed"], ["blocks", 0, "is_error"]];
  const scan = createIndexScan(source, { kind: [], time: [], pair: [], role: [], tool: [], errors });
  while (scan.step(source.size, () => {}));
  scan.finish(() => {});
  const flags = [...scan.open().flags.subarray(0, records.length)];
  expect(flags.map((flag) => (flag & flagBit.error) !== 0)).toEqual([true, false, false, false, false, false]);
});
