import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseFilter } from "../../../../shared/filter/filter.ts";
import { joined } from "../../../../shared/hitFinder.ts";
import { portableRegex } from "../../../../shared/portableRegex.ts";
import { createMemorySource } from "../../source/memorySource.ts";
import { findRipgrep } from "../search/ripgrepProgram.ts";
import { createHitSearch } from "./hitSearch.ts";
import { readHits } from "./recordHits.ts";

function searchFor(filter: string) {
  const parsed = parseFilter(filter);
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return createHitSearch(parsed.value);
}

/** The hits in a record that stands among others, as the bytes that they are. */
function hitsIn(record: string | Uint8Array, filter: string, from = 0, to = Number.MAX_SAFE_INTEGER) {
  const bytes = Buffer.from(record);
  const source = createMemorySource(Buffer.concat([Buffer.from("before\n"), bytes, Buffer.from("\nbehind")]));
  return searchFor(filter).find(source, { offset: 7, length: bytes.length }, from, to).hits;
}

function textsIn(record: string | Uint8Array, filter: string): readonly string[] {
  return hitsIn(record, filter).map(({ from, to }) => Buffer.from(record).subarray(from, to).toString());
}

describe("places of texts", () => {
  it.each([
    ["exit", '{"a":"Exit exit"}', ["Exit", "exit"]],
    ["case:exit", '{"a":"Exit exit"}', ["exit"]],
    ["café", '"caf\\u00e9 CAF\\u00C9 café"', ["caf\\u00e9", "CAF\\u00C9", "café"]],
    ['"say \\"hi\\""', '"say \\"hi\\""', ['say \\"hi\\"']],
    ["é", '"\\\\u00e9 \\u00e9"', ["\\u00e9"]],
    ["a OR b -c", "abc b", ["ab", "b"]],
    ["/b.h/", "before\nb3h", ["b3h"]],
    ["behind", "before", []],
    ["kind:RAW", "RAW", []],
  ])("%s in %s", (filter, record, expected) => expect(textsIn(record, filter)).toEqual(expected));

  it("are bytes, whatever stands before them", () => {
    expect(hitsIn("é€😀 exit", "exit")).toEqual([{ from: 10, to: 14 }]);
    expect(hitsIn("é€😀 exit 12", "/\\d+/")).toEqual([{ from: 15, to: 17 }]);
  });

  it("are found beside bytes that are no UTF-8", () => {
    expect(hitsIn(Uint8Array.of(0xff, 0x61, 0xc3, 0x61), "a")).toEqual([
      { from: 1, to: 2 },
      { from: 3, to: 4 },
    ]);
    expect(hitsIn(Uint8Array.of(0xff, 0x61, 0xc3, 0x61), "/a/")).toEqual([]);
  });

  it("are the same however a record is cut into windows", () => {
    const unit = fc.constantFrom("a", "b", "ab", "é", "\\u00e9", "\\\\", "\\", '"', "😀", " ");
    fc.assert(
      fc.property(
        fc.string({ unit, maxLength: 60 }),
        fc.constantFrom("ab", "é", "é OR a", '"\\""', "/a[b ]/", "/b|é+/"),
        fc.integer({ min: 1, max: 40 }),
        (record, filter, window) => {
          const found = [];
          for (let from = 0; from < Buffer.byteLength(record); from += window) {
            found.push(...hitsIn(record, filter, from, from + window));
          }
          expect(joined(found)).toEqual(hitsIn(record, filter));
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("regular expressions", () => {
  const program = findRipgrep();
  it("have ripgrep to compare with", () => expect(program).toBeDefined());

  /** The same places, as ripgrep says. */
  function byRipgrep(pattern: string, ignoreCase: boolean, text: string) {
    const args = ["--no-config", "--byte-offset", "--only-matching", "--no-filename", "--color", "never"];
    const { stdout } = spawnSync(program ?? "", [...args, ignoreCase ? "-i" : "-s", "--regexp", pattern, "-"], {
      input: text,
      encoding: "utf8",
    });
    const ranges = stdout.split("\n").flatMap((line) => {
      const [, from = "", match = ""] = /^(\d+):(.*)$/.exec(line) ?? [];
      return match === "" ? [] : [{ from: Number(from), to: Number(from) + Buffer.byteLength(match) }];
    });
    return joined(ranges);
  }

  it("are found where ripgrep finds them", () => {
    const atom = fc.constantFrom(
      ...["a", "b", "ſ", "K", "é", " ", "\\.", ".", "\\d", "\\w", "\\s", "\\W", "\\b", "[a-c]", "[^b\\d]", "[é\\w]"],
      ...["\\x41", "\\u{e9}", "(a|b)", "(?:é|ab)", "(a|)", '"', "\\/", "-"],
    );
    const repeat = fc.constantFrom("", "", "", "?", "+", "*", "*?", "+?", "{2}", "{1,3}", "{2,}", "??");
    const sequence = fc
      .array(
        fc.tuple(atom, repeat).map((parts) => parts.join("")),
        { minLength: 1, maxLength: 4 },
      )
      .map((parts) => parts.join(""));
    const pattern = fc.oneof(
      sequence,
      fc.tuple(sequence, sequence).map((parts) => parts.join("|")),
    );
    const unit = fc.constantFrom(
      "a",
      "b",
      "A",
      "B",
      "s",
      "k",
      "\u212a",
      "é",
      "É",
      "e\u0301",
      "1",
      "٣",
      ".",
      " ",
      "_",
      '"',
      "-",
      "😀",
    );
    let compared = 0;
    fc.assert(
      fc.property(
        pattern,
        fc.boolean(),
        fc.string({ unit, minLength: 1, maxLength: 40 }),
        (source, ignoreCase, text) => {
          if (portableRegex({ pattern: source }) === undefined) return;
          compared++;
          const filter = `/${source.replace(/(?<!\\)\//g, "\\/")}/${ignoreCase ? "i" : ""}`;
          expect(hitsIn(text, filter)).toEqual(byRipgrep(source, ignoreCase, text));
        },
      ),
      { numRuns: 300 },
    );
    expect(compared).toBeGreaterThan(100);
  });

  it("do not hold anything up, however many ways there are to try", () => {
    const record = "a".repeat(256 * 1024);
    const started = process.cpuUsage();
    expect(hitsIn(record, "/a.*b/")).toEqual([]);
    const { user } = process.cpuUsage(started);
    // Trying all of it would take hours of processor time.
    expect(user).toBeLessThan(60e6);
  });
});

describe("very many hits", () => {
  it("come in parts, of which none is missing", () => {
    const record = Buffer.from("ab-".repeat(20_000));
    const source = createMemorySource(record);
    for (const filter of ["a", "a OR b", "/a|-/", "a OR /b|-/"]) {
      const search = searchFor(filter);
      const found = [];
      let parts = 0;
      for (let from = 0; from < record.length; parts++) {
        const { hits, next } = readHits(source, { offset: 0, length: record.length }, search, from, 256 * 1024);
        expect(next).toBeGreaterThan(from);
        found.push(...hits);
        from = next;
      }
      expect(parts).toBeGreaterThan(4);
      const covered = new Uint8Array(record.length);
      for (const { from, to } of found) covered.fill(1, from, to);
      const wanted = [...record].map((byte) => Number(filter.includes(String.fromCharCode(byte))));
      expect([...covered]).toEqual(wanted);
    }
  });
});
