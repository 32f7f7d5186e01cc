// A group that is followed, against what its files hold in the end.

import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { afterEach, expect, it, vi } from "vitest";
import { parseFilter } from "../../shared/filter/filter.ts";
import { longestWaitMs } from "../../shared/testing/longestWaitMs.ts";
import { temporaryFolders } from "../testing/temporaryFolders.ts";
import { groupMembers } from "./group/groupMembers.ts";
import { openGroup } from "./groupSession.ts";
import { readText } from "./query/recordText.ts";
import type { View } from "./query/view.ts";
import type { Transcript } from "./transcript.ts";

const newFolder = temporaryFolders();
const line = (value: object): string => `${JSON.stringify(value)}\n`;
const record = (n: number, text = "hay"): string =>
  line({ type: `K${n % 3}`, n, text, timestamp: 1_767_225_600_000 + n });

const open: Transcript[] = [];
afterEach(() => {
  for (const group of open.splice(0)) group.close();
});

async function followed(files: Readonly<Record<string, string>>) {
  const folder = newFolder();
  for (const [name, content] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), content);
  const members = await groupMembers([folder]);
  if (!members.ok) throw new Error(members.failure.code);
  const group = openGroup("group", members.value, { follow: { places: [folder] } });
  open.push(group);
  await group.whenIndexed();
  return { group, at: (name: string): string => path.join(folder, name) };
}

function query(group: Transcript, text: string): View {
  const filter = parseFilter(text);
  if (!filter.ok) throw new Error(filter.failure.message);
  return group.query(filter.value);
}

const until = (isSo: () => boolean): Promise<boolean> => vi.waitUntil(isSo, { interval: 5, timeout: longestWaitMs });

/** Each record of a view as it stands in its file: name, number, text. */
function contentOf(group: Transcript, view: View): readonly string[] {
  return group.rows(view, 0, 100_000).map(({ record: number, origin }) => {
    const place = group.record(number);
    if (!place.ok) throw new Error(place.failure.code);
    const { text } = readText(group.source, place.value, 0, 1000);
    return `${origin?.name} ${origin?.record} ${text}`;
  });
}

function expectedOf(files: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(files)
    .flatMap(([name, text]) =>
      text
        .trimEnd()
        .split("\n")
        .map((one, number) => `${name} ${number} ${one}`),
    )
    .toSorted();
}

it("takes in what its files get and files that are new, in views that are open, too", async () => {
  const { group, at } = await followed({ "a.jsonl": record(1) + record(3), "b.jsonl": record(2) });
  const [all, needles, kinds] = [query(group, ""), query(group, "needle"), query(group, "kind:K1 source:b*")];
  await needles.whenComplete();
  fs.appendFileSync(at("b.jsonl"), record(4, "needle") + record(5));
  await until(() => all.rows() === 5);
  fs.writeFileSync(at("c.jsonl"), record(0, "needle"));
  await until(() => all.rows() === 6);
  fs.appendFileSync(at("c.jsonl"), record(7));
  await until(() => all.rows() === 7 && needles.rows() === 2 && kinds.rows() === 1);
  expect(contentOf(group, needles)).toEqual([
    `b.jsonl 1 ${record(4, "needle").trim()}`,
    `c.jsonl 0 ${record(0, "needle").trim()}`,
  ]);
  const names = ["a.jsonl", "b.jsonl", "c.jsonl"];
  expect([...contentOf(group, all)].toSorted()).toEqual(
    expectedOf(Object.fromEntries(names.map((name) => [name, fs.readFileSync(at(name), "utf8")]))),
  );
  expect(group.completions().sources.map(({ name, count }) => [name, count])).toEqual([
    ...[
      ["a.jsonl", 2],
      ["b.jsonl", 3],
      ["c.jsonl", 2],
    ],
  ]);
  expect(group.progress()).toMatchObject({ records: 7, lines: 7, live: { following: true, hasGrown: true } });
  expect(group.kinds()).toMatchObject([{ count: 3 }, { count: 2 }, { count: 2 }]);
  expect(group.notice).toBeUndefined();
});

it("counts the time that it is read, and not the time that it waits for a file that is new", async () => {
  const { group, at } = await followed({ "a.jsonl": record(1) });
  const anHour = 3_600_000;
  const now = performance.now.bind(performance);
  const later = vi.spyOn(performance, "now").mockImplementation(() => now() + anHour);
  try {
    fs.writeFileSync(at("b.jsonl"), record(2));
    await until(() => group.progress().records === 2);
    // What it gets is taken in only when it was read.
    fs.appendFileSync(at("b.jsonl"), record(3));
    await until(() => group.progress().records === 3);
    expect(group.progress().elapsedMs).toBeLessThan(anHour);
  } finally {
    later.mockRestore();
  }
});

it("asks of a file that is new whether a filter by source means it", async () => {
  const { group, at } = await followed({ "a.jsonl": record(1), "b.jsonl": record(2) });
  const [meant, others] = [query(group, "source:c*"), query(group, "-source:c*")];
  await Promise.all([meant.whenComplete(), others.whenComplete()]);
  expect([meant.rows(), others.rows()]).toEqual([0, 2]);
  fs.writeFileSync(at("c.jsonl"), record(0));
  await until(() => meant.rows() === 1);
  fs.appendFileSync(at("b.jsonl"), record(3));
  await until(() => others.rows() > 2);
  expect(group.rows(others, 2, 9)).toMatchObject([{ origin: { name: "b.jsonl", record: 1 } }]);
  expect(group.rows(meant, 0, 9)).toMatchObject([{ origin: { name: "c.jsonl", record: 0 } }]);
});

it("loses none and doubles none, however many files grow however often", async () => {
  // More than stay open at a time.
  const names = Array.from({ length: 40 }, (_, n) => `${n}.jsonl`);
  const appends = fc.array(
    fc.record({ file: fc.nat({ max: 39 }), records: fc.nat({ max: 3 }), cut: fc.nat({ max: 20 }) }),
    {
      minLength: 60,
      maxLength: 120,
    },
  );
  await fc.assert(
    fc.asyncProperty(appends, async (steps) => {
      let n = 0;
      const content = Object.fromEntries(names.map((name) => [name, record(n++)]));
      const { group, at } = await followed(content);
      const all = query(group, "");
      for (const { file, records, cut } of steps) {
        const name = `${file}.jsonl`;
        const more = Array.from({ length: records }, () => record(n++)).join("");
        // In two parts, so that lines are torn for a while.
        fs.appendFileSync(at(name), more.slice(0, cut));
        await new Promise(setImmediate);
        fs.appendFileSync(at(name), more.slice(cut));
        content[name] += more;
      }
      const expected = expectedOf(content);
      await until(() => all.rows() >= expected.length);
      expect([...contentOf(group, all)].toSorted()).toEqual(expected);
      expect(group.notice).toBeUndefined();
      group.close();
    }),
    { numRuns: 4 },
  );
});

it("takes nothing in while it is to stay as it is, or is not to follow, and all of it afterwards", async () => {
  const { group, at } = await followed({ "a.jsonl": record(1), "b.jsonl": record(2) });
  const all = query(group, "");
  const release = group.steady();
  fs.appendFileSync(at("a.jsonl"), record(3));
  // What is told of another group shows that time went by.
  const other = await followed({ "x.jsonl": record(1) });
  const seen = query(other.group, "");
  fs.appendFileSync(other.at("x.jsonl"), record(2));
  await until(() => seen.rows() === 2);
  expect(all.rows()).toBe(2);
  release();
  await until(() => all.rows() === 3);
  group.follow(false);
  fs.appendFileSync(at("b.jsonl"), record(4));
  expect(group.progress().live).toMatchObject({ following: false });
  group.follow(true);
  await until(() => all.rows() === 4);
});

it("takes nothing in of a file that is new and being read while it is to stay as it is", async () => {
  const { group, at } = await followed({ "a.jsonl": record(1) });
  const all = query(group, "");
  let release: (() => void) | undefined;
  const opening = fs.openSync;
  const openSync = vi.spyOn(fs, "openSync").mockImplementation((...args) => {
    if (args[0] === at("b.jsonl")) release ??= group.steady();
    return opening(...args);
  });
  try {
    fs.writeFileSync(at("b.jsonl"), record(2) + record(3));
    await until(() => group.completions().sources.length === 2);
    // What is told of another group shows that time went by.
    const other = await followed({ "x.jsonl": record(1) });
    const seen = query(other.group, "");
    fs.appendFileSync(other.at("x.jsonl"), record(2));
    await until(() => seen.rows() === 2);
  } finally {
    openSync.mockRestore();
  }
  expect([all.rows(), group.progress().records]).toEqual([1, 1]);
  release?.();
  await until(() => all.rows() === 3);
});

it("follows nothing when it was told so while it was read", async () => {
  const folder = newFolder();
  const file = path.join(folder, "a.jsonl");
  fs.writeFileSync(file, record(1));
  const group = openGroup("group", [{ name: "a.jsonl", file }], { follow: { places: [folder] } });
  open.push(group);
  expect(group.progress()).toMatchObject({ state: { phase: "indexing" }, live: { following: true } });
  group.follow(false);
  expect((await group.whenIndexed()).live).toMatchObject({ following: false });
  group.follow(true);
  expect(group.progress().live).toMatchObject({ following: true });
});

it.each([
  ["cut", (file: string) => fs.truncateSync(file, 5)],
  ["rewritten", (file: string) => fs.writeFileSync(file, line({ type: "OTHER", text: "x".repeat(500) }))],
  [
    "replaced",
    (file: string) => {
      fs.renameSync(file, `${file}.1`);
      fs.writeFileSync(file, record(9));
    },
  ],
])("tells of a file that was %s, and follows the others", async (_, change) => {
  const { group, at } = await followed({ "a.jsonl": record(1) + record(2), "b.jsonl": record(3) });
  const all = query(group, "");
  fs.appendFileSync(at("a.jsonl"), record(4));
  await until(() => all.rows() === 4);
  change(at("a.jsonl"));
  await until(() => group.notice !== undefined);
  expect(group.notice).toMatch(/^“a\.jsonl”: .* The other transcripts are shown\.$/);
  fs.appendFileSync(at("b.jsonl"), record(5));
  await until(() => all.rows() === 5);
  expect(group.rows(all, 4, 1)).toMatchObject([{ origin: { name: "b.jsonl", record: 1 } }]);
});

it("shows a line again that was torn when it was read, now that it is whole", async () => {
  const folder = newFolder();
  const file = path.join(folder, "a.jsonl");
  fs.writeFileSync(file, record(1) + record(2).slice(0, 20));
  // Long ago: nobody is about to end it.
  fs.utimesSync(file, 1000, 1000);
  const group = openGroup("group", [{ name: "a.jsonl", file }], { follow: { places: [file] } });
  open.push(group);
  await group.whenIndexed();
  const all = query(group, "");
  expect(all.rows()).toBe(2);
  fs.appendFileSync(file, record(2).slice(20) + record(3));
  await until(() => all.rows() === 4);
  expect(group.rows(all, 0, 4).map(({ origin, kind }) => [origin?.record, kind])).toEqual([
    [0, "K1"],
    [1, "(malformed)"],
    [1, "K2"],
    [2, "K0"],
  ]);
  expect(group.notice).toContain("is shown again, now that it is whole");
});
