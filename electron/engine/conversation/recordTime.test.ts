import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { temporaryFolders } from "../../testing/temporaryFolders.ts";
import { createFieldScan } from "../scanner/fieldScan.ts";
import { openFile } from "../source/fileSource.ts";
import { timeInFields, timeInValue } from "./recordTime.ts";

const temporaryFolder = temporaryFolders();
const paths = [["at"], ["inner", "time"]];

/** What the scanner tells of each record's time. */
async function seenTimes(records: readonly string[]): Promise<readonly unknown[]> {
  const file = path.join(temporaryFolder(), "log.jsonl");
  fs.writeFileSync(file, records.join("\n"));
  const opened = openFile(file);
  if (!opened.ok) throw new Error(opened.failure.code);
  const scan = createFieldScan([
    { path: ["type"], intern: true },
    ...paths.map((one) => ({ path: one, intern: false })),
  ]);
  const times: unknown[] = [];
  await scan.read(opened.value, 0, opened.value.size, (record) => {
    times.push(timeInFields(record, 1, 3));
    return true;
  });
  scan.dispose();
  opened.value.close();
  return times;
}

const spelled = [
  "2026-03-01T10:00:00.250Z",
  "2026-03-01 10:00",
  "1772359200.5",
  "\ud83c\udf27 soon",
  "",
  "x".repeat(3000),
];
const number = fc.oneof(
  fc.integer({ min: 1e9, max: 2e12 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
);
const time = fc.oneof(number, fc.constantFrom(...spelled), fc.constantFrom(null, true, [], {}));

describe("the time that the scanner sees", () => {
  it("is that of the value", async () => {
    const record = fc.record(
      { type: fc.constant("x"), at: time, inner: fc.record({ time }) },
      { requiredKeys: ["type"] },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1 }), async (records) => {
        const seen = await seenTimes(records.map((one) => JSON.stringify(one)));
        expect(seen).toEqual(records.map((one) => timeInValue(one, paths)));
      }),
      { numRuns: 50 },
    );
  });

  it("is that of escaped texts, the last of two members, and numbers spelled oddly", async () => {
    const records = [
      '{"at":"2026-03-01T10:00:00.250\\u005a"}',
      '{"at":"never","at":1772359200000}',
      '{"at":17723592e5,"inner":{"time":1}}',
      `{"at":${"9".repeat(400)},"inner":{"time":1772359200}}`,
      '{"at":1772359200123.4567}',
    ];
    expect(await seenTimes(records)).toEqual(records.map((one) => timeInValue(JSON.parse(one), paths)));
  });

  it("is that of texts of one day and of the next, and of such as are no times", async () => {
    const clocks = [
      "00:00:00.000Z",
      "23:59:59.999Z",
      "24:00:00.000Z",
      "23:59:60.000Z",
      "10:00:61.000Z",
      "25:00:00.000Z",
    ];
    const odd = ["10:00:00,250Z", "10:00:00.25xZ", "10:00:00.250+", "10-00:00.250Z", "1x:00:00.250Z", "10:00:00.250z"];
    const dates = [
      "2026-03-01T",
      "2026-03-31T",
      "2024-02-29T",
      "2026-02-29T",
      "1600-01-01T",
      "2026-03-01 ",
      "2026-04-01T",
    ];
    const texts = dates.flatMap((date) =>
      ["10:00:00.250Z", ...clocks, ...odd, "11:22:33.456Z"].map((clock) => date + clock),
    );
    const records = texts.map((text) => JSON.stringify({ at: text }));
    expect(await seenTimes(records)).toEqual(records.map((one) => timeInValue(JSON.parse(one), paths)));
  });

  it("is left to the value where the number is not in memory any more", async () => {
    expect(await seenTimes([`{"at":1${"0".repeat(600_000)}}`])).toEqual(["unknown"]);
  });
});
