// Folded rows against a reference that goes through the records one by one, whatever the segments, the filter, the open runs, and
// while the index grows.

import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseFilter } from "../../../../shared/filter/filter.ts";
import { createSplitIndex } from "../../../testing/splitIndex.ts";
import { temporaryFolders } from "../../../testing/temporaryFolders.ts";
import type { Deltas } from "../../formats/deltas.ts";
import type { CapturePlan } from "../../scanner/indexScan.ts";
import { openFile } from "../../source/fileSource.ts";
import { createView } from "../createView.ts";
import { FoldedRows } from "./foldedRows.ts";
import type { Listing } from "./listing.ts";
import { createFoldedListing } from "./listing.ts";
import { createFoldTable } from "./runStarts.ts";

const newFolder = temporaryFolders();
const plan: CapturePlan = { kind: [[["type"]]], time: [], pair: [["id"]], role: [["role"]], tool: [] };
const deltas: readonly Deltas[] = [
  { kinds: ["TEXT_*"], text: [["delta"]], together: "id" },
  { kinds: ["CHUNK"], text: [["delta"]], together: "neighbours" },
];

interface Event {
  readonly type: string;
  readonly id?: string | undefined;
  readonly role?: string;
  readonly damaged?: boolean;
}

const event: fc.Arbitrary<Event> = fc.record({
  type: fc.constantFrom("TEXT_A", "TEXT_A", "TEXT_A", "TEXT_B", "CHUNK", "CHUNK", "END"),
  id: fc.constantFrom("m1", "m1", "m2", undefined),
  role: fc.constantFrom("user", "tool"),
});
/** It keeps its kind, and stands alone. */
const damaged: fc.Arbitrary<Event> = fc.constant({ type: "TEXT_A", id: "m1", damaged: true });
const events = fc.array(fc.oneof({ weight: 12, arbitrary: event }, { weight: 1, arbitrary: damaged }), {
  maxLength: 40,
});

function lineOf({ type, id, role, damaged }: Event): string {
  return damaged === true ? '{"type":"TEXT_A","id":"m1",}' : JSON.stringify({ type, id, role, delta: "x" });
}

/** Whether an event goes on with the one before it. */
function goesOn(before: Event | undefined, { type, id, damaged }: Event): boolean {
  if (before === undefined || damaged === true || before.damaged === true || before.type !== type) return false;
  if (type === "CHUNK") return true;
  return type.startsWith("TEXT_") && (id === before.id || id === undefined);
}

interface Reference {
  /** The records that pass, and for each the row that it belongs to. */
  readonly records: readonly number[];
  readonly rows: readonly (readonly number[])[];
}

function reference(all: readonly Event[], passes: (event: Event, record: number) => boolean): Reference {
  const rows: number[][] = [];
  let run = -1;
  let runOfRow = -1;
  all.forEach((one, record) => {
    if (!goesOn(all[record - 1], one)) run++;
    if (!passes(one, record)) return;
    if (runOfRow === run) rows.at(-1)?.push(record);
    else rows.push([record]);
    runOfRow = run;
  });
  return { records: rows.flat(), rows };
}

/** What the list shows: a row for each run, and for each record of an open one. */
function shownOf({ rows }: Reference, opened: readonly number[]): readonly string[] {
  return rows.flatMap((records) => {
    if (records.length === 1) return [`single ${records[0]}`];
    if (!records.some((record) => opened.includes(record))) return [`folded ${records.join()}`];
    return [`open ${records.join()}`, ...records.map((record) => `member ${record}`)];
  });
}

function listed(listing: Listing, records: readonly number[], from: number, count: number): readonly string[] {
  return listing.page(from, count).map(({ at, rows, is }) => `${is} ${records.slice(at, at + rows).join()}`);
}

const filters: readonly (readonly [text: string, (event: Event, record: number) => boolean])[] = [
  ["", () => true],
  ["kind:TEXT_A", ({ type }) => type === "TEXT_A"],
  ["-kind:CHUNK", ({ type }) => type !== "CHUNK"],
  ["role:user", ({ role }) => role === "user"],
  ["record:3..11", (_, record) => record >= 3 && record <= 11],
  ["role:user OR kind:END", ({ type, role }) => role === "user" || type === "END"],
];

async function held(
  all: readonly Event[],
  sizes: readonly number[],
  filterText: string,
  opened: readonly number[],
  check: (listing: Listing, grow: () => boolean) => Promise<void> | void,
): Promise<void> {
  const file = path.join(newFolder(), "transcript.jsonl");
  fs.writeFileSync(file, all.map((one) => `${lineOf(one)}\n`).join(""));
  const source = openFile(file);
  const filter = parseFilter(filterText);
  if (!source.ok || !filter.ok) throw new Error("neither should fail");
  const { index, grow } = createSplitIndex(source.value, plan, sizes);
  let indexing = true;
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const view = createView(
    {
      ...{ index, source: source.value, errors: { isErrorKind: () => false, hasLevels: false } },
      pieces: { deltas: [], prefix: [] },
      ...{ indexing: () => indexing, follows: () => false, whenGrown: async () => {}, whenIndexed: () => ended },
    },
    filter.value,
  );
  const folded = new FoldedRows(index, view, createFoldTable(deltas, index.kinds));
  // A segment in each slice, so that what is asked in between is seen, too.
  const listing = createFoldedListing(view, folded, opened, 0);
  await check(listing, () => {
    if (grow()) return true;
    indexing = false;
    end();
    return false;
  });
  listing.close();
  view.close();
  source.value.close();
}

const segmentSizes = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 4 });

describe("a folded list", () => {
  it("shows each run as one row, and open ones record by record, whatever the segments and the filter", async () => {
    await fc.assert(
      fc.asyncProperty(
        events,
        segmentSizes,
        fc.constantFrom(...filters),
        fc.array(fc.nat(40), { maxLength: 3 }),
        async (all, sizes, [filterText, passes], opened) => {
          const expected = reference(all, passes);
          const shown = shownOf(expected, opened);
          await held(all, sizes, filterText, opened, async (listing, grow) => {
            while (grow());
            await listing.view.whenComplete();
            await listing.whenFolded();
            expect([listing.rows(), listing.complete()]).toEqual([shown.length, true]);
            expect(listed(listing, expected.records, 0, 1000)).toEqual(shown);
            for (let row = 0; row <= shown.length; row++) {
              expect(listed(listing, expected.records, row, 2)).toEqual(shown.slice(row, row + 2));
            }
            for (const record of expected.records) {
              const row = shown[listing.rowOf(record)] ?? "";
              expect(row.split(" ")[1]?.split(",")).toContain(String(record));
              if (row.startsWith("open")) expect(row.split(/[ ,]/)[1]).toBe(String(record));
            }
          });
        },
      ),
      { numRuns: 100 },
    );
  });

  it("keeps the rows that are known where they are while the index grows", async () => {
    await fc.assert(
      fc.asyncProperty(events, segmentSizes, fc.constantFrom(...filters), async (all, sizes, [filterText, passes]) => {
        const { rows } = reference(all, passes);
        await held(all, sizes, filterText, [], async (listing, grow) => {
          for (let isMore = true; isMore; ) {
            isMore = grow();
            await new Promise(setImmediate);
            const known = listing.page(0, 1000);
            known.forEach(({ at, rows: count }, row) => {
              const first = rows.slice(0, row).flat().length;
              expect(at).toBe(first);
              // The last one may still go on.
              if (row < known.length - 1) expect(count).toBe(rows[row]?.length);
              else expect(count).toBeLessThanOrEqual(rows[row]?.length ?? 0);
            });
          }
        });
      }),
      { numRuns: 60 },
    );
  });

  it("opens and closes runs by any of their records", async () => {
    const all: readonly Event[] = Array.from({ length: 30 }, (_, at) => ({
      type: "TEXT_A",
      id: `m${Math.floor(at / 10)}`,
    }));
    await held(all, [4, 9], "", [], async (listing, grow) => {
      while (grow());
      await listing.whenFolded();
      expect(listing.rows()).toBe(3);
      listing.setOpen(15, true);
      expect([listing.rows(), listing.rowOf(15), listing.rowOf(20)]).toEqual([13, 7, 12]);
      expect(listing.page(1, 2)).toEqual([
        { at: 10, rows: 10, is: "open" },
        { at: 10, rows: 1, is: "member" },
      ]);
      listing.setOpen(12, false);
      expect([listing.rows(), listing.rowOf(15), listing.rowOf(20)]).toEqual([3, 1, 2]);
    });
  });
});
