// That no match over borders is missed: of the lines that hold it together, one is found, whatever the anchor, by ripgrep and by the
// built-in search.

import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { textForms } from "../../../../shared/filter/textForms.ts";
import { temporaryFolders } from "../../../testing/temporaryFolders.ts";
import { openFile } from "../../source/fileSource.ts";
import { createMemorySource } from "../../source/memorySource.ts";
import { bordersOf } from "./borderAnchor.ts";
import { BorderMatcher } from "./borderMatcher.ts";
import type { BorderCondition } from "./borderPattern.ts";
import { ByteSearch } from "./byteSearch.ts";
import { searchLines } from "./lineSearch.ts";

const newFolder = temporaryFolders();

interface Piece {
  readonly text: string;
  readonly isEscaped: boolean;
  readonly space: "" | " ";
}

// With letters of several cases, accents in both forms, signs that JSON escapes, and one of two UTF-16 units and its halves.
const letters = ["a", "a", "k", "K", "\u212a", "é", "e", "\u0301", "É", '"', "\\", "/", "\n", "😀", "\ud83d", "\ude00"];
const texts = (least: number, most: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...letters), minLength: least, maxLength: most });
const piece: fc.Arbitrary<Piece> = fc.record({
  text: texts(1, 4),
  isEscaped: fc.boolean(),
  space: fc.constantFrom("", " "),
});

function lineOf({ text, isEscaped, space }: Piece): string {
  // What has no UTF-8 is escaped by itself.
  const said = JSON.stringify(text);
  const written = isEscaped
    ? said.replace(/[^"\\]/g, (unit, at: number) =>
        said[at - 1] === "\\" ? unit : `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
      )
    : said;
  return `{"delta":${space}${written}${space}}`;
}

/** Rows of the first and the last piece of each match over borders. */
function matchesIn(pieces: readonly Piece[], condition: BorderCondition): readonly (readonly [number, number])[] {
  const found: (readonly [number, number])[] = [];
  const matcher = new BorderMatcher({ ...condition, type: "text" }, (from, to) => found.push([from, to]));
  matcher.begin();
  pieces.forEach((each, row) => {
    const line = lineOf(each);
    const raw = Buffer.from(
      line
        .slice(line.indexOf(":") + 1, -1)
        .trim()
        .slice(1, -1),
    );
    matcher.take(row, raw, 0, raw.length);
  });
  return found;
}

async function builtIn(text: string, condition: BorderCondition): Promise<readonly number[]> {
  const source = createMemorySource(Buffer.from(text));
  const found: number[] = [];
  await new ByteSearch(source, condition).run({ from: 0, to: source.size, stopped: () => false }, (line) => {
    found.push(line);
    return undefined;
  });
  return found;
}

const conditions = fc.record({ text: texts(2, 6), exactCase: fc.boolean(), anchor: fc.nat(4) }).map(
  ({ text, exactCase, anchor }): BorderCondition => ({
    ...{ type: "borders", text, exactCase },
    anchor: Math.min(anchor, textForms(text).length - 1),
  }),
);

/** A text that stands in pieces as they are cut. */
const cutTexts = fc
  .tuple(conditions, fc.array(piece, { maxLength: 3 }), fc.array(fc.nat(6), { maxLength: 3 }), fc.boolean())
  .map(([condition, around, cuts, isEscaped]) => {
    const places = [0, ...cuts.filter((at) => at < condition.text.length).sort((a, b) => a - b), condition.text.length];
    const cut = places
      .slice(1)
      .map((to, at): Piece => ({ text: condition.text.slice(places[at], to), isEscaped, space: "" }))
      .filter(({ text }) => text !== "");
    return { condition, pieces: [...around, ...cut, ...around] };
  });

it("finds a line of each match over borders", async () => {
  let matches = 0;
  await fc.assert(
    fc.asyncProperty(cutTexts, async ({ condition, pieces }) => {
      const lines = pieces.map((each) => `${lineOf(each)}\n`);
      const found = new Set(await builtIn(lines.join(""), condition));
      const starts = lines.map((_, row) => Buffer.byteLength(lines.slice(0, row).join("")));
      for (const [from, to] of matchesIn(pieces, condition)) {
        matches++;
        expect(starts.slice(from, to + 1).some((start) => found.has(start))).toBe(true);
      }
    }),
    { numRuns: 1500 },
  );
  // Else nothing would have been looked for: there are some 520, give or take 20.
  expect(matches).toBeGreaterThan(300);
});

it("finds the same lines by ripgrep and by the built-in search", async () => {
  await fc.assert(
    fc.asyncProperty(conditions, fc.array(piece, { minLength: 200, maxLength: 400 }), async (condition, pieces) => {
      const text = pieces.map((each) => `${lineOf(each)}\n`).join("");
      const file = path.join(newFolder(), "pieces.jsonl");
      fs.writeFileSync(file, text);
      const opened = openFile(file);
      if (!opened.ok) throw new Error(opened.failure.code);
      const hits = searchLines({ source: opened.value, condition, longestRecord: 100 });
      const found: number[] = [];
      while (!hits.ended() || hits.peek() !== undefined) {
        for (let line = hits.peek(); line !== undefined; line = hits.peek()) {
          found.push(line);
          hits.take();
        }
        await hits.changed();
      }
      expect(hits.notice()).toBeUndefined();
      expect(found).toEqual(await builtIn(text, condition));
      opened.value.close();
    }),
    { numRuns: 25 },
  );
});

it("chooses an anchor that does not stand in what all lines have", async () => {
  const line = '{"type":"TEXT_CONTENT","delta":"one two"}\n';
  const condition = bordersOf({ type: "text", text: "entry", exactCase: false }, Buffer.from(line.repeat(100)));
  expect(await builtIn(line, condition)).toEqual([]);
  expect(await builtIn('{"delta":"entr"}\n{"delta":"y"}\n', condition)).not.toEqual([]);
});
