import { describe, expect, it } from "vitest";
import { createMemorySource } from "../source/memorySource.ts";
import { readSample } from "./sample.ts";

const sampleOf = (content: string | Uint8Array) => readSample(createMemorySource(content));
const headsOf = (content: string) => sampleOf(content).heads;
const lines = (count: number, line: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => line(n)).join("\n");

describe("a sample", () => {
  it("holds every record of a short file", () => {
    expect(headsOf(lines(150, (n) => `{"n":${n}}`))).toEqual(Array.from({ length: 150 }, (_, n) => ({ n })));
  });

  it("is spread over a long file, and bounded", () => {
    const content = lines(60_000, (n) => `{"n":${n},"pad":"${"x".repeat(n % 200)}"}`);
    const numbers = headsOf(content).map((head) => Number(JSON.parse(JSON.stringify(head)).n));
    expect(numbers.length).toBeLessThanOrEqual(200);
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
    expect([numbers[0], numbers.at(-1)]).toEqual([0, 59_999]);
    // No sixteenth of the file without a record, but for what lies between two places.
    for (let from = 0; from < 56_000; from += 4_000) {
      expect(
        numbers.some((n) => n >= from && n < from + 8_000),
        String(from),
      ).toBe(true);
    }
  });

  it("reads of a long record what fits", () => {
    expect(headsOf(`{"type":"a","pad":"${"x".repeat(3_000_000)}"}\n{"type":"b"}`)).toEqual([
      { type: "a", pad: "x".repeat(64 * 1024 - '{"type":"a","pad":"'.length) },
      { type: "b" },
    ]);
  });

  it.each([
    ["odd words", '{"a":NaN}\n{"a":007}'],
    ["a comma behind every line", '{"a":1},\n{"a":1},\n'],
    ["a logger's text before and behind", '2026-01-01 INFO [main] {"a":1}\n[INFO] {"a":1} (3 ms)'],
    ["server-sent events", ': ping\nevent: x\ndata: {"a":1}\n\nid: 2\ndata:{"a":1}\n\n'],
    ["values without newlines between them", '{"a":1}{"a":1}'],
    ["record separators", '\u001e{"a":1}\n\u001e{"a":1}\n'],
    ["NUL bytes", `${"\0".repeat(5000)}{"a":1}\n{"a":1}\0\0`],
    ["byte order marks", '\ufeff{"a":1}\n\ufeff{"a":1}'],
    ["other values", '[INFO]\n{"a":1}\n42\n[1,{"b":2}]\n"{\\"b\\":2}"\n{"a":1}'],
    ["torn records, each with a whole one behind it on its line", '{"a":[1,2{"a":1}\n{"a":{"b":{"c":"d{"a":1}'],
    ["torn records", '{"a":1,"b\n{"a":1}\n{"a":1}\n{"a":1'],
  ])("finds two records among %s", (_, content) => {
    const heads = headsOf(content);
    expect(heads.map((head) => Object.keys(Object(head)))).toEqual([["a"], ["a"]]);
  });
});

it("looks for whole records behind a few torn ones of a line only", () => {
  expect(headsOf('{"a":'.repeat(13_000))).toEqual([]);
  expect(headsOf(`${'{"a":['.repeat(7)}{"a":1}`)).toEqual([{ a: 1 }]);
  expect(headsOf(`${'{"a":['.repeat(20)}{"a":1}`)).toEqual([]);
});

const words = '{"type":"a","text":"grüße"}\n{"type":"b"}\n';

describe("a file that is no JSON Lines", () => {
  it.each([
    ["UTF-16 with a mark", "\ufeff", "utf16le", "UTF-16 (little-endian)", "iconv -f UTF-16 -t UTF-8"],
    ["UTF-16 without one", "", "utf16le", "UTF-16 (little-endian)", "iconv -f UTF-16LE -t UTF-8"],
  ] as const)("is named: %s", (_, mark, encoding, title, command) => {
    const { heads, notice } = sampleOf(Buffer.from(mark + words, encoding));
    expect(heads).toEqual([]);
    expect(notice).toContain(`This file is ${title}, not UTF-8.`);
    expect(notice).toContain(command);
  });

  it.each([
    ["UTF-16 (big-endian)", 2, [0, 1]],
    ["UTF-32 (little-endian)", 4, [3, 2, 1, 0]],
    ["UTF-32 (big-endian)", 4, [0, 1, 2, 3]],
  ] as const)("is named: %s, with a mark and without", (title, unit, order) => {
    for (const text of [`\ufeff${words}`, words]) {
      const bytes = [...text].flatMap((character) => {
        const code = character.codePointAt(0) ?? 0;
        return order.map((place) => (code >>> (8 * (unit - 1 - place))) & 0xff);
      });
      expect(sampleOf(Uint8Array.from(bytes)).notice).toContain(`This file is ${title}`);
    }
  });

  it("is not suspected of another encoding for runs of NUL bytes or odd characters", () => {
    for (const content of [
      `${"\0".repeat(512)}${words}`,
      `{\0"type":"a"}\n${words}`,
      `{"type":"\0\0\0\0"}\n`,
      "ÿþ{}\n{}",
    ]) {
      expect(sampleOf(`${content}${words}`).notice, content).toBeUndefined();
    }
  });

  it.each([
    ["gzip", [0x1f, 0x8b, 8, 0], "gzip -dc memory > memory.jsonl"],
    ["zstd", [0x28, 0xb5, 0x2f, 0xfd, 4], "zstd -dc memory > memory.jsonl"],
  ])("is named: packed with %s", (title, bytes, command) => {
    const { notice } = sampleOf(Uint8Array.from(bytes));
    expect(notice).toContain(`packed with ${title}`);
    expect(notice).toContain(command);
  });

  it.each([
    [
      "one document",
      JSON.stringify({ type: "a", list: [{ type: "b" }] }, undefined, 2),
      "This is one JSON document",
      ".",
    ],
    ["an array", JSON.stringify([{ type: "b" }, { type: "c" }], undefined, 2), "This is one JSON array", ".[]"],
    ["an array with a member on each line", '[\n{"type":"b"},\n{"type":"c"}\n]\n', "This is one JSON array", ".[]"],
    ["an array on one line", '[{"type":"b"},{"type":"c"}]\n', "This is one JSON array", ".[]"],
    ["several", '{\n "type": "a"\n}\n{\n "type": "b"\n}\n', "These are JSON values over many lines each", "."],
    [
      "a long one",
      JSON.stringify({ list: Array(40_000).fill({ type: "b" }) }, undefined, 2),
      "This is one JSON document",
      ".",
    ],
  ])("is named, with the command: JSON as %s", (_, content, notice, filter) => {
    const sample = sampleOf(content);
    expect(sample.notice).toContain(notice);
    expect(sample.notice).toContain(`jq -c '${filter}' memory`);
    expect(sample.document?.head).toBeDefined();
  });

  it("is named without a command where its bytes were made of another file, which no command reads", () => {
    for (const content of [
      Uint8Array.of(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0),
      '[{"type":"b"},{"type":"c"}]\n',
      "a,b\n1,2\n3,4\n",
    ]) {
      const memory = createMemorySource(content);
      const { notice } = readSample({ ...memory, path: "/spool/1" });
      expect(notice).toMatch(/(Unpack it first|see them as records|Convert it)\.$/);
      expect(readSample(memory).notice).toMatch(/(Unpack it first|see them as records|Convert it), for example with: /);
    }
  });

  it("has members that are records, where it is an array of them", () => {
    for (const text of ['[\n{"type":"b"},\n{"type":"c"}\n]\n', '[{"type":"b"},{"type":"c"},7]\n']) {
      expect(sampleOf(text).heads).toEqual([{ type: "b" }, { type: "c" }]);
    }
    expect(sampleOf('{\n"a":{"type":"b"},\n"c":\n{"type":"d"}\n}\n').heads).toEqual([]);
  });

  it("is not suspected for a first record that is torn, empty, or an array among others", () => {
    for (const first of ['{"type":"a",', '{"type":"a","b', "{", "{}", "[]", '[{"type":"a"}]', "["]) {
      expect(sampleOf(`${first}\n${words}`).notice, first).toBeUndefined();
    }
  });

  it.each([
    ["nothing", "", "This file is empty."],
    ["blanks", " \n\r\n", "nothing but white space"],
    ["text", "hello\nworld\n", "This looks like plain text, not JSON Lines"],
    ["commas", 'a,b,c\n1,"2,5",3\n4,5,6\n', "mlr --icsv --ojsonl cat memory"],
    ["tabs", "a\tb\n1\t2\n", "mlr --itsv --ojsonl cat memory"],
    ["semicolons", "a;b\n1;2\n", "mlr --icsv --ifs ';' --ojsonl cat memory"],
    ["numbers", "1\n2\n", "JSON values, but no objects"],
    ["bytes", "\u007fELF\0\0\u0001", "This looks like a binary file"],
  ])("is named: %s", (_, content, notice) => {
    expect(sampleOf(content).notice).toContain(notice);
  });
});
