import fc from "fast-check";
import { expect, it } from "vitest";
import { timeOf } from "../../../shared/time.ts";
import { createMemorySource } from "../source/memorySource.ts";
import { createIndexScan } from "./indexScan.ts";

/** The times that the index keeps of records with these values. */
function indexed(values: readonly unknown[]): readonly number[] {
  const source = createMemorySource(values.map((value) => JSON.stringify({ t: value })).join("\n"));
  const scan = createIndexScan(source, { kind: [], time: [["t"]], pair: [], role: [], tool: [] });
  while (scan.step(source.size, () => {}));
  scan.finish(() => {});
  return [...scan.open().times.subarray(0, values.length)];
}

it.each([
  ["text", "2026-03-01T10:00:00.25Z", Date.UTC(2026, 2, 1, 10) + 250],
  ["a number", 1_772_359_200.5, Date.UTC(2026, 2, 1, 10) + 500],
  ["a number in quotes", "1772359200", Date.UTC(2026, 2, 1, 10)],
  ["microseconds far away", 4_399_557_880_541_813, 4_399_557_880_541.813],
  ["13 digits", "1772359200250", 1_772_359_200_250],
  ["13 digits that begin with zeros", "0001772359200", Date.UTC(2026, 2, 1, 10)],
  ["13 bytes of which one is no digit", "177235920/250", Number.NaN],
  ["13 bytes of which another is no digit", "17723592:0250", Number.NaN],
  ["nothing", "", Number.NaN],
  ["a word", "yesterday", Number.NaN],
  ["null", null, Number.NaN],
  ["a boolean", true, Number.NaN],
  ["an object", {}, Number.NaN],
])("reads %s", (_, value, expected) => expect(indexed([value])).toEqual([expected]));

const twoDigits = fc.integer({ min: 0, max: 99 }).map((value) => String(value).padStart(2, "0"));
const sign = fc.constantFrom("-", "/", " ", "");
const monthName = fc.constantFrom(..."Jan feb MAR Apr May Jun Jul Aug Sep Oct Nov Dec Mai".split(" "));
const year = fc.oneof(fc.integer({ min: 1800, max: 2150 }).map(String), fc.constantFrom("2024", "2026", "0000", "99"));
const ofMonth = fc.oneof({ weight: 3, arbitrary: fc.constantFrom("01", "02", "12", "09", "4") }, twoDigits);
const ofDay = fc.oneof({ weight: 3, arbitrary: fc.constantFrom("01", "28", "29", "30", "31", "5") }, twoDigits);
const numbers = fc.tuple(year, sign, ofMonth, sign, ofDay);
const date = fc.oneof(
  numbers.map(([y, a, m, , d]) => `${y}${a}${m}${a}${d}`),
  numbers.map(([y, a, m, b, d]) => `${y}${a}${m}${b}${d}`),
  fc.tuple(ofDay, sign, monthName, year).map(([d, a, m, y]) => `${d}${a}${m}${a}${y}`),
  fc
    .tuple(monthName, fc.constantFrom(" ", "  "), ofDay, fc.constantFrom(" ", ", "), year)
    .map((parts) => parts.join("")),
);
const digits = fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: 1, maxLength: 12 });
const fraction = fc.option(fc.tuple(fc.constantFrom(".", ",", ":"), digits), { nil: ["", ""] as const });
const clockNumber = fc.oneof({ weight: 3, arbitrary: fc.constantFrom("00", "10", "23", "59", "60", "24") }, twoDigits);
const half = fc.constantFrom("", "", "", " AM", "pm", " P");
const clock = fc.oneof(
  fc
    .tuple(clockNumber, clockNumber, clockNumber, fraction, half)
    .map(([h, m, s, f, n]) => `${h}:${m}:${s}${f.join("")}${n}`),
  fc.tuple(clockNumber, clockNumber, half).map(([h, m, n]) => `${h}:${m}${n}`),
  fc.tuple(clockNumber, clockNumber, clockNumber, fraction).map(([h, m, s, f]) => `${h}${m}${s}${f.join("")}`),
  fc.constantFrom("10", "1030", "9:05", "00:00:00", "24:00:00", "24:00", "23:59:60", "23:59:60.5"),
);
const zoneName = fc.constantFrom(..."Z z UTC GMT UT EST edt CST CDT MST MDT PST PDT CET".split(" "));
const offset = fc
  .tuple(fc.constantFrom("+", "-", "\u2212"), clockNumber, fc.constantFrom("", ":"), fc.option(twoDigits, { nil: "" }))
  .map((parts) => parts.join(""));
const behind = fc.constantFrom(
  "",
  "",
  " CET",
  " +01",
  " -0530",
  " UTC m=+0.12",
  " m=-1.5",
  " (any name)",
  "[Europe/Paris]",
  "[a][b]",
);
const zone = fc.oneof(
  fc.constant(""),
  fc.tuple(fc.constantFrom("", " ", "  "), fc.oneof(zoneName, offset), behind).map((parts) => parts.join("")),
  fc.tuple(fc.constantFrom("UTC", " GMT"), offset, behind).map((parts) => parts.join("")),
);
const weekday = fc.constantFrom("", "", "Sun, ", "Sunday, ", "Mon ", "Thursday ", "Frida ");
const between = fc.constantFrom("T", " ", "t", ":", ", ", "  ", "");
const epoch = fc
  .tuple(
    fc.constantFrom("", "-"),
    digits,
    digits,
    fc.option(digits),
    fc.option(fc.tuple(fc.constantFrom("", "-", "+"), fc.nat(30))),
  )
  .map(([minus, a, b, f, e]) => `${minus}${a}${b}${f === null ? "" : `.${f}`}${e === null ? "" : `e${e.join("")}`}`);
const spelling = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(weekday, date, between, clock, zone).map((parts) => parts.join("")) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        weekday,
        monthName,
        fc.constantFrom(" ", "  "),
        ofDay,
        fc.constant(" "),
        clock,
        zone,
        fc.constant(" "),
        year,
        zone,
      )
      .map((parts) => parts.join("")),
  },
  fc.tuple(weekday, date, zone).map((parts) => parts.join("")),
  epoch,
);

/** What a careless writer or a torn line makes of a spelling: a character missing, doubled, or another one. */
const mutated = fc
  .tuple(
    spelling,
    fc.array(
      fc.tuple(
        fc.nat(60),
        fc.constantFrom("", "0", "9", ":", ".", "-", "+", " ", "T", "Z", "m", "(", ")", "[", "]", "é", "\n"),
      ),
      { maxLength: 2 },
    ),
    fc.boolean(),
  )
  .map(([text, changes, insert]) =>
    changes.reduce((changed, [place, character]) => {
      const at = place % (changed.length + 1);
      return `${changed.slice(0, at)}${character}${changed.slice(insert ? at : at + 1)}`;
    }, text),
  );

it("reads every spelling and every misspelling as shared/time.ts does", () => {
  let times = 0;
  fc.assert(
    fc.property(fc.array(fc.oneof(spelling, mutated), { minLength: 50, maxLength: 100 }), (texts) => {
      const expected = texts.map((text) => timeOf(text) ?? Number.NaN);
      times += expected.filter((time) => !Number.isNaN(time)).length;
      const found = indexed(texts);
      expect(texts.map((text, place) => [text, found[place]])).toEqual(
        texts.map((text, place) => [text, expected[place]]),
      );
    }),
    { numRuns: 300 },
  );
  // The generator would prove nothing if it wrote hardly any times.
  expect(times).toBeGreaterThan(1000);
});
