import fc from "fast-check";
import { expect, it } from "vitest";
import { createSplitIndex } from "../../../testing/splitIndex.ts";
import type { CapturePlan } from "../../scanner/indexScan.ts";
import { createMemorySource } from "../../source/memorySource.ts";
import type { Bits } from "../bits.ts";
import { hasBit } from "../bits.ts";
import { CandidateRows } from "./candidateRows.ts";
import type { LineHits } from "./hitQueue.ts";
import { HitQueue } from "./hitQueue.ts";

const plan: CapturePlan = { kind: [], time: [], pair: [], role: [], tool: [] };

/** Hits that the test gives. */
function givenHits(): { readonly queue: HitQueue; readonly hits: LineHits } {
  const queue = new HitQueue();
  const hits: LineHits = {
    peek: () => queue.peek(),
    until: () => queue.until(),
    take: () => queue.take(),
    ended: () => queue.ended(),
    failure: () => queue.failure(),
    changed: () => queue.changed(),
    notice: () => undefined,
    grow: () => {},
    close: () => {},
  };
  return { queue, hits };
}

function rowsOf(bits: Bits | "none" | undefined, count: number): readonly number[] | undefined {
  if (bits === undefined) return undefined;
  return bits === "none" ? [] : Array.from({ length: count }, (_, row) => row).filter((row) => hasBit(bits, row));
}

/** Lines with some records each, glued together. */
const lines = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 20 });

it("are all records of the lines that are found, whatever the segments", async () => {
  await fc.assert(
    fc.asyncProperty(
      lines,
      fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 3 }),
      fc.infiniteStream(fc.boolean()),
      async (counts, sizes, isHit) => {
        const text = counts.map((count) => `${"{}".repeat(count)}\n`).join("");
        const source = createMemorySource(Buffer.from(text));
        const { index, grow } = createSplitIndex(source, plan, sizes);
        while (grow());
        const { queue, hits } = givenHits();
        const expected: number[] = [];
        let [start, record] = [0, 0];
        for (const count of counts) {
          // A line without a record is one that only a search finds.
          if (count > 0 && isHit.next().value) {
            queue.push(start, start, () => {});
            for (let each = record; each < record + count; each++) expected.push(each);
          }
          start += 2 * count + 1;
          record += count;
        }
        queue.end();
        const candidates = new CandidateRows(index, hits);
        const found: number[] = [];
        for (let number = 0; number < index.segments().length; number++) {
          const { count } = index.summary(number);
          const isLast = number + 1 === index.segments().length;
          const end = isLast ? source.size : index.segments().firstByte(number + 1);
          const rows = rowsOf(await candidates.of({ number, count, end }, () => true), count) ?? [];
          found.push(...rows.map((row) => index.firstRecord(number) + row));
        }
        expect(found).toEqual(expected);
      },
    ),
  );
});

it("are not known before a search is behind the segment, and whoever may not wait is told so", async () => {
  const source = createMemorySource(Buffer.from("{}\n".repeat(4)));
  const { index, grow } = createSplitIndex(source, plan, [2]);
  while (grow());
  const { queue, hits } = givenHits();
  const candidates = new CandidateRows(index, hits);
  const first = { number: 0, count: 2, end: 6 };
  queue.push(3, 3, () => {});
  expect(await candidates.of(first, () => false)).toBeUndefined();
  const waiting = candidates.of(first, () => true);
  queue.push(9, 9, () => {});
  expect(rowsOf(await waiting, 2)).toEqual([1]);
  // Those of the segment before do not matter any more.
  queue.end();
  expect(rowsOf(await candidates.of({ number: 1, count: 2, end: 12 }, () => false), 2)).toEqual([1]);
});
