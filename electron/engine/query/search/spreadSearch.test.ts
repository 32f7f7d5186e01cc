// Texts that are spread over the pieces of a run, against a reference that puts the pieces of each run together, whatever the segments,
// and however the pieces are written.

import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { Filter } from "../../../../shared/filter/filterTree.ts";
import { holdsSpelled } from "../../../testing/spelledText.ts";
import { createSplitIndex } from "../../../testing/splitIndex.ts";
import { temporaryFolders } from "../../../testing/temporaryFolders.ts";
import type { CapturePlan } from "../../scanner/indexScan.ts";
import { openFile } from "../../source/fileSource.ts";
import { createView } from "../createView.ts";

const newFolder = temporaryFolders();
const plan: CapturePlan = { kind: [[["type"]]], time: [], pair: [["id"]], role: [], tool: [] };
const deltas = [
  { kinds: ["TEXT"], text: [["delta"]], together: "id" as const },
  { kinds: ["CHUNK"], text: [["delta"]], together: "id" as const },
];

interface Piece {
  readonly type: "TEXT" | "END";
  readonly id: string;
  readonly text: string;
  readonly isEscaped: boolean;
}

// None of them stands in what is around the pieces.
const letters = ["k", "k", "K", "b", "é", '"', "\\", "😀"];
const text = fc.string({ unit: fc.constantFrom(...letters), maxLength: 3 });
const piece: fc.Arbitrary<Piece> = fc.record({
  type: fc.constantFrom("TEXT", "TEXT", "TEXT", "TEXT", "END"),
  id: fc.constantFrom("m1", "m1", "m1", "m2"),
  text,
  isEscaped: fc.boolean(),
});

function pieceOf(text: string, isEscaped = false): Piece {
  return { type: "TEXT", id: "m1", text, isEscaped };
}

function lineOf({ type, id, text: delta, isEscaped }: Piece): string {
  const line = JSON.stringify({ type, id, delta });
  if (!isEscaped) return line;
  return line.replace(/[é😀k]/gu, (letter) =>
    [...Array(letter.length).keys()].map((at) => `\\u${letter.charCodeAt(at).toString(16).padStart(4, "0")}`).join(""),
  );
}

function expected(
  pieces: readonly Piece[],
  { sought, exactCase }: Pick<Sought, "sought" | "exactCase">,
): readonly number[] {
  const found = new Set<number>();
  const holders = new Map<string, boolean>();
  pieces.forEach((one, record) => {
    const line = lineOf(one);
    if (!holders.has(line)) holders.set(line, holdsSpelled(Buffer.from(line), sought, exactCase));
    if (holders.get(line) === true) found.add(record);
  });
  const like = (some: string): string => (exactCase ? some : some.toLowerCase());
  let from = 0;
  pieces.forEach((one, record) => {
    const next = pieces[record + 1];
    const before = pieces[record - 1];
    if (before === undefined || one.type !== "TEXT" || before.type !== "TEXT" || before.id !== one.id) from = record;
    if (one.type === "TEXT" && next?.type === "TEXT" && next.id === one.id) return;
    const run = pieces.slice(from, record + 1);
    const owners = run.flatMap((each, at) => each.text.split("").map((letter) => ({ letter, record: from + at })));
    const letters = owners.map(({ letter }) => like(letter));
    const wanted = like(sought).split("");
    for (let at = 0; at + wanted.length <= letters.length; at++) {
      if (!wanted.every((letter, place) => letters[at + place] === letter)) continue;
      const [first, last] = [owners[at]?.record ?? 0, owners[at + wanted.length - 1]?.record ?? 0];
      for (let each = first; first !== last && each <= last; each++) found.add(each);
    }
  });
  return [...found].sort((a, b) => a - b);
}

interface Sought {
  readonly sought: string;
  readonly exactCase: boolean;
  /** False: ripgrep cannot be asked, and all runs are read. */
  readonly byRipgrep: boolean;
}

async function found(pieces: readonly Piece[], sizes: readonly number[], { sought, exactCase, byRipgrep }: Sought) {
  const file = path.join(newFolder(), "transcript.jsonl");
  fs.writeFileSync(file, pieces.map((one) => `${lineOf(one)}\n`).join(""));
  const opened = openFile(file);
  if (!opened.ok) throw new Error(opened.failure.code);
  const source = byRipgrep ? opened.value : { ...opened.value, identity: undefined };
  const { index, grow } = createSplitIndex(source, plan, sizes);
  while (grow());
  const filter: Filter = { type: "text", text: sought, exactCase };
  const view = createView(
    {
      ...{
        index,
        source,
        errors: { isErrorKind: () => false, hasLevels: false },
        pieces: { deltas, prefix: [] },
      },
      ...{ indexing: () => false, follows: () => false },
      ...{ whenGrown: async () => {}, whenIndexed: async () => {} },
    },
    filter,
  );
  expect(await view.whenComplete()).toEqual({ ok: true, value: undefined });
  const records: number[] = [];
  view.visit(0, pieces.length, (record) => records.push(record));
  view.close();
  source.close();
  return records;
}

const whatIsSought: fc.Arbitrary<Sought> = fc.record({
  sought: fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 4 }),
  exactCase: fc.boolean(),
  byRipgrep: fc.boolean(),
});

function inAnyCase(sought: string): Sought {
  return { sought, exactCase: false, byRipgrep: true };
}

function exactly(sought: string): Sought {
  return { sought, exactCase: true, byRipgrep: true };
}

it("finds the records that hold a text together, whatever the segments", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(piece, { maxLength: 30 }),
      fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 3 }),
      whatIsSought,
      async (pieces, sizes, sought) => {
        expect(await found(pieces, sizes, sought)).toEqual(expected(pieces, sought));
      },
    ),
    {
      numRuns: 200,
      examples: [
        // A match over a piece without a text that is a segment of its own.
        [["k", "", "b"].map((text) => pieceOf(text)), [1], inAnyCase("kb")],
        // A border behind a bare letter that an escape stands before.
        [[pieceOf("kK", true), pieceOf("k")], [1], exactly("kKk")],
        // Half of an emoji in each piece.
        [[pieceOf("k\ud83d"), pieceOf("\ude00b")], [1], exactly("k😀b")],
      ],
    },
  );
});

/** Of two segments, in which most records are read over, with some that matter at the begins and ends, and far apart. */
const segmentSize = 5_000;
const places = [0, 100, 2_000, segmentSize - 3, 2 * segmentSize - 3];

it("finds them where they stand far apart", async () => {
  let matches = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(piece, { maxLength: 6 }), { minLength: places.length, maxLength: places.length }),
      whatIsSought,
      async (groups, sought) => {
        const pieces = Array.from({ length: 2 * segmentSize }, () => pieceOf("."));
        for (const [at, group] of groups.entries()) pieces.splice(places[at] ?? 0, group.length, ...group);
        const expectedRecords = expected(pieces, sought);
        expect(await found(pieces, [segmentSize], sought)).toEqual(expectedRecords);
        matches += expectedRecords.length;
      },
    ),
    {
      numRuns: 10,
      examples: [
        // Over the border between the segments, and around a piece without a text in a segment that has no other candidate.
        [[[], [], [], ["k", "b", "b"].map((text) => pieceOf(text)), []], exactly("bb.")],
        [[[], ["k", "", "b"].map((text) => pieceOf(text)), [], [], []], inAnyCase("kb")],
      ],
    },
  );
  expect(matches).toBeGreaterThan(0);
});
