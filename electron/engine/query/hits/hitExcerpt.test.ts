import { expect, it } from "vitest";
import { parseFilter } from "../../../../shared/filter/filter.ts";
import type { Row } from "../../../../shared/rows.ts";
import { byteLength, byteOffset, lineNumber, recordNumber } from "../../../../shared/units.ts";
import { createMemorySource } from "../../source/memorySource.ts";
import type { Source } from "../../source/source.ts";
import { createExcerpts } from "./hitExcerpt.ts";

/** Rows of the lines, which show the first ten characters each; with the bytes that were read meanwhile. */
function excerptsOf(filter: string, ...lines: readonly string[]) {
  const parsed = parseFilter(filter);
  if (!parsed.ok) throw new Error(parsed.failure.message);
  const memory = createMemorySource(lines.join("\n"));
  let bytesRead = 0;
  const source: Source = {
    ...memory,
    readInto: (target, at, length, position) => {
      const read = memory.readInto(target, at, length, position);
      bytesRead += read;
      return read;
    },
  };
  let offset = 0;
  const rows = lines.map((line, record): Row => {
    const length = Buffer.byteLength(line);
    const row = {
      record: recordNumber(record),
      line: lineNumber(record + 1),
      offset: byteOffset(offset),
      length: byteLength(length),
      time: undefined,
      kind: "KIND",
      role: "user",
      tool: undefined,
      flags: [],
      preview: line.slice(0, 10),
    };
    offset += length + 1;
    return row;
  });
  const shown = createExcerpts(parsed.value)?.(source, rows) ?? rows;
  return { excerpts: shown.map(({ excerpt }) => excerpt), bytesRead };
}

it("shows the text around a hit that the preview does not show", () => {
  const { excerpts } = excerptsOf("weather", '{"some":1,"text":"the weather in Paris"}', '{"weather":1}');
  expect(excerpts).toEqual([
    { cut: false, before: '{"some":1,"text":"the ', hit: "weather", after: ' in Paris"}' },
    undefined,
  ]);
});

it("is not needed where another column shows the hit, or nothing is looked for", () => {
  const line = '{"a":1,"b":2,"type":"KIND","role":"user"}';
  expect(excerptsOf("kind", line).excerpts).toEqual([undefined]);
  expect(excerptsOf("USER", line).excerpts).toEqual([undefined]);
  expect(excerptsOf("kind:KIND", line).excerpts).toEqual([undefined]);
  expect(excerptsOf("kind:KIND -type", line).excerpts).toEqual([undefined]);
});

it("reads escapes, is one line, and cuts between characters", () => {
  const line = `${"😀".repeat(100)} caf\\u00e9\\n\\"x\\"\tz ${"é".repeat(500)}`;
  const [excerpt] = excerptsOf("café", line).excerpts;
  expect(excerpt).toMatchObject({ cut: true, hit: "café" });
  expect(excerpt?.before).toBe(`${"😀".repeat(29)} `);
  expect(excerpt?.after).toMatch(/^⏎"x"⇥z é{200,240}$/);
});

it("is found by regular expressions", () => {
  const [excerpt] = excerptsOf("/we.*er/", '{"some":1,"text":"the weather in Paris"}').excerpts;
  expect(excerpt).toMatchObject({ before: '{"some":1,"text":"the ', hit: "weather" });
});

it("looks at so many bytes of a record and of a page, and at no more", () => {
  const far = `${"x".repeat(300_000)} weather`;
  expect(excerptsOf("weather", far).excerpts).toEqual([undefined]);
  const page = Array.from({ length: 200 }, () => far);
  const { excerpts, bytesRead } = excerptsOf("weather", ...page, `{"some":1,"text":"the weather"}`);
  expect(excerpts.every((excerpt) => excerpt === undefined)).toBe(true);
  expect(bytesRead).toBeLessThan(14e6);
});
