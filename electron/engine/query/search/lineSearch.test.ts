import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RegexCondition, TextCondition } from "../../../../shared/filter/filterTree.ts";
import { cutSource } from "../../../testing/randomTranscript.ts";
import { holdsSpelled } from "../../../testing/spelledText.ts";
import { temporaryFolders } from "../../../testing/temporaryFolders.ts";
import { openFile } from "../../source/fileSource.ts";
import { createMemorySource } from "../../source/memorySource.ts";
import type { Source } from "../../source/source.ts";
import { ByteSearch } from "./byteSearch.ts";
import type { LineHits } from "./hitQueue.ts";
import { searchLines } from "./lineSearch.ts";

const newFolder = temporaryFolders();

function fileOf(bytes: string | Uint8Array): Source {
  const file = path.join(newFolder(), "lines.jsonl");
  fs.writeFileSync(file, bytes);
  const opened = openFile(file);
  if (!opened.ok) throw new Error(opened.failure.code);
  return opened.value;
}

async function runsOf(hits: LineHits): Promise<readonly (readonly [from: number, to: number])[]> {
  const found: [number, number][] = [];
  for (;;) {
    for (let from = hits.peek(); from !== undefined; from = hits.peek()) {
      found.push([from, hits.until()]);
      hits.take();
    }
    if (hits.ended()) return found;
    await hits.changed();
  }
}

/** The first byte at which no line of a run begins. */
function behind([from, to]: readonly [number, number] = [0, 0]): number {
  return Math.max(from + 1, to);
}

/** The lines, which must come one by one. */
async function all(hits: LineHits): Promise<readonly number[]> {
  const runs = await runsOf(hits);
  expect(runs.every(([from, to]) => to === from)).toBe(true);
  return runs.map(([from]) => from);
}

async function builtIn(source: Source, condition: TextCondition, chunk: number): Promise<readonly number[]> {
  const found: number[] = [];
  const options = { from: 0, to: source.size, stopped: () => false, chunk };
  await new ByteSearch(source, condition).run(options, (line) => {
    found.push(line);
    return undefined;
  });
  return found;
}

const text = (text: string, exactCase = false): TextCondition => ({ type: "text", text, exactCase });
const regex = (pattern: string, ignoreCase = false): RegexCondition => ({ type: "regex", pattern, ignoreCase });

const piece = fc.constantFrom(
  ...[
    "e",
    "é",
    "É",
    '"',
    "\\",
    "/",
    "n",
    "u",
    "0",
    "9",
    " ",
    "<",
    "\t",
    "k",
    "K",
    "\u212a",
    "s",
    "ſ",
    "😀",
    "{",
    "\u0000",
  ],
  ...[
    "\\u00e9",
    "\\u00C9",
    "\\u00E9",
    "\\n",
    "\\\\",
    '\\"',
    "\\/",
    "\\ud83d\\ude00",
    "\\uD83D\\uDE00",
    "\\u003c",
    "\\t",
  ],
  ...["\\u000a", "\\u0022", "\\u005C", "\\u006b", "\\u017f"],
);
const line = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(""));
const needle = fc.string({
  unit: fc.constantFrom("e", "é", "É", '"', "\\", "/", "n", "\n", "\t", "<", "😀", "k", "s", "u", "0", "\u212a", " "),
  minLength: 1,
  maxLength: 3,
});

describe("a text", () => {
  it("is found in every spelling, by ripgrep and by the built-in search", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { minLength: 20, maxLength: 60 }),
        needle,
        fc.boolean(),
        fc.integer({ min: 1, max: 30 }),
        async (lines, wanted, exactCase, chunk) => {
          const condition = text(wanted, exactCase);
          let offset = 0;
          const expected: number[] = [];
          for (const one of lines) {
            if (holdsSpelled(Buffer.from(one), wanted, exactCase)) expected.push(offset);
            offset += Buffer.byteLength(one) + 1;
          }
          const bytes = Buffer.from(`${lines.join("\n")}\n`);
          expect(await builtIn(createMemorySource(bytes), condition, chunk)).toEqual(expected);
          const source = fileOf(bytes);
          try {
            expect(await all(searchLines({ source, condition, longestRecord: 10 }))).toEqual(expected);
          } finally {
            source.close();
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it("is found wherever a producer's JSON says it, however that escapes", async () => {
    const hexOf = (unit: string): string => unit.charCodeAt(0).toString(16).padStart(4, "0");
    const escaped = (json: string, which: RegExp, spell = hexOf): string =>
      json.replace(which, (unit) => `\\u${spell(unit)}`);
    const producers: readonly ((value: unknown) => string)[] = [
      (value) => JSON.stringify(value),
      (value) => JSON.stringify(value).replaceAll("/", "\\/"),
      (value) => escaped(JSON.stringify(value), /[^\0-~]/g),
      (value) => escaped(JSON.stringify(value), /[<>&'+=`]|[^\0-~]/g, (unit) => hexOf(unit).toUpperCase()),
    ];
    const value = fc.array(
      fc.oneof(
        fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }),
        fc.constantFrom("\n", "\t", "\\", '"', "/", "<", "é", "😀", "\u0000", "u00e9", "\\u00e9", "\u2028"),
      ),
      { minLength: 1, maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(value, fc.nat(11), fc.nat(11), fc.constantFrom(...producers), async (parts, a, b, print) => {
        const from = Math.min(a, b, parts.length - 1);
        const wanted = parts.slice(from, Math.max(a, b) + 1).join("");
        const line = print({ a: parts.join("") });
        expect(await builtIn(createMemorySource(line), text(wanted), 7), line).toEqual([0]);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ["é", '{"a":"caf\\u00E9"}', true],
    ["É", '{"a":"caf\\u00e9"}', true],
    ["café!", '{"a":"cafe\u0301!"}', true],
    ["cafe\u0301!", '{"a":"café!"}', true],
    ["café", '{"a":"cafe\\u0301"}', true],
    ["cafe\u0301", '{"a":"caf\\u00e9"}', true],
    ["é", '{"a":"e"}', false],
    ["e\u0301", '{"a":"\\\\u00e9"}', false],
    ["ệ", '{"a":"e\u0323\u0302"}', true],
    ["한글", '{"a":"\u1112\u1161\u11ab\u1100\u1173\u11af"}', true],
    ["\u1112\u1161\u11ab", '{"a":"\\ud55c"}', true],
    ["\u212b", '{"a":"\u212b A\u030a"}', true],
    ['said "no"', '{"a":"said \\"no\\"."}', true],
    ["a\nb", '{"a":"a\\nb"}', true],
    ["a/b", '{"a":"a\\/b"}', true],
    ["😀", '{"a":"\\uD83D\\ude00"}', true],
    ["<b>", '{"a":"\\u003cb\\u003E"}', true],
    ["\né", '{"a":"C:\\\\new"}', false],
    ["\new", '{"a":"C:\\\\new"}', false],
    ["é", '{"a":"\\\\u00e9"}', false],
    ["C:\\new", '{"a":"C:\\\\new"}', true],
    ["ss", '{"a":"ß"}', false],
    ["ẞ", '{"a":"ß"}', true],
    ["k", '{"a":"\u212a"}', true],
    ["\u0001x", '{"a":"\\u0001x"}', true],
  ])("%j in %s", async (wanted, content, expected) => {
    const source = fileOf(`${content}\n`);
    expect(await builtIn(source, text(wanted), 5)).toEqual(expected ? [0] : []);
    expect(await all(searchLines({ source, condition: text(wanted), longestRecord: 1 }))).toEqual(expected ? [0] : []);
    source.close();
  });

  it("is found by the built-in search, and that is said, when ripgrep cannot be started", async () => {
    const lines = Array.from({ length: 5_000 }, (_, index) => `{"n":${index}}\n`);
    const source = fileOf(lines.join(""));
    const wanted = lines.flatMap((one, index) => (one.includes("77") ? [lines.slice(0, index).join("").length] : []));
    const folder = newFolder();
    const notExecutable = path.join(folder, "plain");
    const dies = path.join(folder, "dies");
    fs.writeFileSync(notExecutable, "");
    fs.writeFileSync(dies, "#!/bin/sh\necho 14:x\nkill -9 $$\n", { mode: 0o700 });
    for (const program of [
      path.join(folder, "nowhere"),
      notExecutable,
      ...(process.platform === "win32" ? [] : [dies]),
    ]) {
      const hits = searchLines({ source, condition: text("77"), longestRecord: 10, program });
      const found = await all(hits);
      // What a search that died had found stays found.
      expect(found).toEqual(program === dies ? [14, ...wanted] : wanted);
      expect(hits.notice()).toMatch(/ripgrep (failed|could)/);
    }
    source.close();
  });

  it("is found in the open file when the path means another one, or none", async () => {
    const source = fileOf("one\ntwo\n");
    fs.rmSync(source.path);
    expect(await all(searchLines({ source, condition: text("two"), longestRecord: 3 }))).toEqual([4]);
    expect(await all(searchLines({ source, condition: regex("t.o"), longestRecord: 3 }))).toEqual([4]);
    fs.writeFileSync(source.path, "two\ntwo\ntwo\n");
    expect(await all(searchLines({ source, condition: text("two"), longestRecord: 3 }))).toEqual([4]);
    source.close();
  });

  it("does not see what was written behind the indexed end", async () => {
    const source = fileOf("one\n");
    fs.appendFileSync(source.path, "one\n");
    expect(await all(searchLines({ source, condition: text("one"), longestRecord: 3 }))).toEqual([0]);
    source.close();
  });
});

describe("a regular expression", () => {
  it.each([
    ["^t.o", false, [4]],
    ["T.O", false, []],
    ["T.O", true, [4]],
    ["e$", false, [0, 9]],
    ["o\\r$", false, [4]],
    ["^\\s*$", false, [15]],
    ["(?i)ONE", false, [0]],
  ])("%s, any case: %s", async (pattern, ignoreCase, expected) => {
    const source = fileOf("one\ntwo\r\nthree\n\n");
    expect(await all(searchLines({ source, condition: regex(pattern, ignoreCase), longestRecord: 5 }))).toEqual(
      expected,
    );
    source.close();
  });

  it.each([
    ["foo(", "unclosed group"],
    ["(?=a)", "look-around"],
    ["a\nb", "not allowed"],
    ["(\\w{1000}){100}", "size limit"],
  ])("%s is refused in ripgrep's words", async (pattern, word) => {
    const source = fileOf("one\n");
    const hits = searchLines({ source, condition: regex(pattern), longestRecord: 3 });
    expect(await all(hits)).toEqual([]);
    expect(JSON.stringify(hits.failure())).toContain(word);
    source.close();
  });
});

describe("a search", () => {
  it("waits for its reader, and gives every hit of a dense file in order", async () => {
    const count = 300_000;
    const source = fileOf("x\n".repeat(count));
    // In a large file the search starts with a write for each hit, and over again when it sees that they are dense.
    for (const manner of ["each", "many"] as const) {
      for (const condition of [text("x"), regex("x")]) {
        const hits = searchLines({ source, condition, longestRecord: undefined, manner });
        await new Promise((resolve) => setTimeout(resolve, 100));
        const found = await all(hits);
        expect(found.length).toBe(count);
        expect(found.every((line, index) => line === index * 2)).toBe(true);
      }
    }
    source.close();
  });

  it("gives runs of lines when most have a hit, and starts over for that", async () => {
    const count = 300_000;
    const source = fileOf(Array.from({ length: count }, (_, n) => (n % 1_000 === 999 ? "y\n" : "x\n")).join(""));
    for (const condition of [text("x"), regex("x")]) {
      const runs = await runsOf(searchLines({ source, condition, longestRecord: 1, lineBytes: 2, manner: "each" }));
      expect(runs.length).toBeLessThan(count / 20);
      // Every line is in one run when it has a hit, and in none when it has not.
      let run = 0;
      for (let line = 0; line < count; line++) {
        const start = line * 2;
        while (run < runs.length && behind(runs[run]) <= start) run++;
        const [from = Number.POSITIVE_INFINITY] = runs[run] ?? [];
        if (from <= start !== (line % 1_000 !== 999)) expect.unreachable(`line ${line}, run ${run}`);
      }
    }
    source.close();
  });

  it("gives no run of lines that were written behind the indexed end", async () => {
    const source = fileOf("one\ntwo\none\n");
    fs.appendFileSync(source.path, "two\none\n");
    const hits = searchLines({ source, condition: text("one"), longestRecord: 3, manner: "most" });
    expect(await runsOf(hits)).toEqual([
      [0, 4],
      [5, 12],
    ]);
    source.close();
  });

  it("does not take a file for searched that has become shorter", async () => {
    const source = fileOf("one\n".repeat(1_000));
    fs.truncateSync(source.path, 400);
    const shrunk = { code: "source-changed", name: "lines.jsonl", change: "shrunk" };
    for (const condition of [text("one"), regex("one")]) {
      for (const manner of ["each", "many", "most"] as const) {
        const hits = searchLines({ source, condition, longestRecord: 3, manner });
        const runs = await runsOf(hits);
        expect(hits.failure()).toEqual(shrunk);
        // What is gone has no hits.
        expect(runs.every(([from, to]) => from < 400 && to <= 400)).toBe(true);
      }
    }
    source.close();
  });

  it("gives the same whatever the source's reads give", async () => {
    const bytes = Buffer.from('{"a":"one"}\n{"a":"\\u00e9t\\u00e9"}\n{"a":"one"}\n');
    for (const cuts of [[1], [3, 1], [7]]) {
      expect(
        await all(searchLines({ source: cutSource(bytes, cuts), condition: text("ÉTÉ"), longestRecord: 9 })),
      ).toEqual([12]);
    }
  });
});
