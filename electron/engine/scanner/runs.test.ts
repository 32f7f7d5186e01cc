// Runs: what they say is what their records say one by one.

import { isUtf8 } from "node:buffer";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutSource } from "../../testing/randomTranscript.ts";
import { createFieldScan } from "./fieldScan.ts";
import type { FieldRecord, RunSpec } from "./fields.ts";
import { createScanner } from "./scannerModule.ts";

const [type, id, delta, time, extra] = [0, 1, 2, 3, 4];
const specs = ["type", "id", "delta", "time", "extra"].map((key) => ({ path: [key], intern: key === "type" }));
const scanner = createScanner();

interface Read {
  readonly records: readonly string[];
  readonly joined: number;
}

/** What every record says; of a run what it says of each of its records, with the text of the first piece standing for all. */
async function read(bytes: Uint8Array, cuts: readonly number[], joins: boolean): Promise<Read> {
  const source = cutSource(bytes, cuts);
  const scan = createFieldScan(specs, { scanner });
  const runs: RunSpec = { text: delta, time, kind: type, kinds: ["A", "B"], others: [id] };
  const records: string[] = [];
  let joined = 0;
  const take = (record: FieldRecord): undefined => {
    if (record.count > 1) joined += record.count;
    const facts = [
      record.malformed,
      record.torn,
      record.type(type),
      record.text(type),
      record.text(id),
      record.type(extra),
    ];
    records.push(
      JSON.stringify({
        ...{ facts, count: record.count, line: record.line, from: record.offset, to: record.offset + record.length },
        text: Buffer.from(record.bytes(delta) ?? []).toString("latin1"),
        at: [record.start(delta), record.start(time), record.text(delta)],
        times: [Buffer.from(record.bytes(time) ?? []).toString("latin1"), record.lastTime],
      }),
    );
  };
  await scan.read(source, 0, source.size, take, joins ? { runs } : {});
  return { records, joined };
}

interface Said {
  readonly facts: readonly unknown[];
  readonly count: number;
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly at: readonly unknown[];
  readonly times: readonly [string, number];
}

/** Puts records together as the runs say, and says them as those do. */
function joinedLike(runs: readonly string[], single: readonly string[]): readonly string[] {
  let next = 0;
  return runs.map((run) => {
    const { count }: Said = JSON.parse(run);
    const parts: Said[] = single.slice(next, next + count).map((one) => JSON.parse(one));
    next += count;
    const [first] = parts;
    const last = parts.at(-1);
    if (first === undefined || last === undefined || count === 1) return single[next - 1] ?? "";
    for (const [at, part] of parts.entries()) {
      expect([part.facts, part.line]).toEqual([first.facts, first.line + at]);
      if (at > 0) expect(Number(part.times[0])).toBeGreaterThanOrEqual(Number(parts[at - 1]?.times[0]));
      expect(part.text).not.toBe("");
      expect(isUtf8(Buffer.from(part.text, "latin1"))).toBe(true);
    }
    const text = parts.map((part) => part.text).join("");
    const said = parts.map((part) => part.at[2]).join("");
    const times = [first.times[0], Number(last.times[0])];
    return JSON.stringify({ ...first, count, to: last.to, text, at: [first.at[0], first.at[1], said], times });
  });
}

const now = 1_700_000_000_000;
/** Bytes that are no UTF-8, at least by themselves, and what stands for them in a line. */
const torn = new Map([
  ["<half>", "\xe4\xba"],
  ["<rest>", "\xac"],
  ["<surrogate>", "\xed\xa0\x80"],
  ["<long>", "\xc0\xaf"],
  ["<beyond>", "\xf4\x90\x80\x80"],
]);

function bytesOf(text: string): Buffer {
  let latin = Buffer.from(text).toString("latin1");
  for (const [name, bytes] of torn) latin = latin.replaceAll(name, bytes);
  return Buffer.from(latin, "latin1");
}

const line = fc
  .record({
    type: fc.constantFrom("A", "A", "A", "A", "A", "B", "C"),
    id: fc.constantFrom("one-message", "one-message", "one-message", "one-message", "another-one"),
    delta: fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(" the", " weather in", "x".repeat(70), "[{,}]:") },
      fc.constantFrom("", "é", "京都".repeat(9), "\\n", "\\u00e9", "\\ud83d", "\\ude00", "x\\", "\\x", "\t"),
      fc.constantFrom(...torn.keys(), "京<half>", "<half>都"),
    ),
    time: fc.oneof(
      { weight: 8, arbitrary: fc.integer({ min: 0, max: 3 }).map((later) => String(now + later)) },
      fc.constantFrom(String(now - 9), "1.5", `${now}.5`, `"${now}"`, "null", "12", ""),
    ),
    rest: fc.oneof(
      { weight: 12, arbitrary: fc.constant("") },
      fc.constantFrom(',"extra":1', ',"id":"late"', ',"other":2'),
    ),
    isTimeFirst: fc.constantFrom(false, false, false, false, true),
    end: fc.oneof({ weight: 14, arbitrary: fc.constant("\n") }, fc.constantFrom("\r\n", "\n\n", " \n", "", ",\n")),
  })
  .map((one) => {
    const stamp = one.time === "" ? "" : `,"time":${one.time}`;
    const [first, last] = one.isTimeFirst ? [stamp, ""] : ["", stamp];
    return `{"type":"${one.type}"${first},"id":"${one.id}","delta":"${one.delta}"${last}${one.rest}}${one.end}`;
  });
const log = fc
  .array(fc.tuple(line, fc.constantFrom(1, 1, 1, 3, 20)), { minLength: 1, maxLength: 40 })
  .map((lines) => bytesOf(lines.map(([one, times]) => one.repeat(times)).join("")));
const cuts = fc.oneof(
  fc.constant([1 << 20]),
  fc.array(fc.integer({ min: 1, max: 4_000 }), { minLength: 1, maxLength: 5 }),
);

describe("a run", () => {
  it("says what its records say one by one, however the bytes are cut", async () => {
    let joined = 0;
    await fc.assert(
      fc.asyncProperty(log, cuts, async (bytes, sizes) => {
        const single = await read(bytes, sizes, false);
        const runs = await read(bytes, sizes, true);
        joined += runs.joined;
        expect(single.joined).toBe(0);
        expect(runs.records).toEqual(joinedLike(runs.records, single.records));
      }),
      { numRuns: 150 },
    );
    expect(joined).toBeGreaterThan(1_000);
  });

  it("is as long as a chunk at most, and joins all of it", async () => {
    const lines = Array.from(
      { length: 20_000 },
      (_, at) => `{"type":"A","id":"i","delta":"${at % 10}","time":${now + at}}\n`,
    );
    const { records, joined } = await read(Buffer.from(lines.join("")), [1 << 20], true);
    expect(joined).toBeGreaterThan(19_900);
    expect(records.length).toBeLessThan(40);
    const said: Said[] = records.map((record) => JSON.parse(record));
    expect(said.map(({ text }) => text).join("")).toBe("0123456789".repeat(2_000));
    expect(said.reduce((sum, { count }) => sum + count, 0)).toBe(20_000);
  });
});
