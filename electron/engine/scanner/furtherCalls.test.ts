import fc from "fast-check";
import { expect, it } from "vitest";
import { cutSource } from "../../testing/randomTranscript.ts";
import type { CapturePlan, Columns } from "./indexScan.ts";
import { createIndexScan, flagBit } from "./indexScan.ts";

const plan: CapturePlan = {
  kind: [[["type"]]],
  time: [],
  pair: [["for"], ["calls", 0, "id"], ["parts", 0, "of", "id"]],
  role: [],
  tool: [
    ["calls", 0, "function", "name"],
    ["parts", 0, "name"],
  ],
  errors: [["parts", 0, "failed"]],
};

const name = fc.constantFrom("read", "write", "lo\\ng", "é😀", "x".repeat(40), "y".repeat(2000), "");
const id = fc.oneof(fc.constantFrom("a", "b", "c", "\u2028", ""), fc.integer({ min: 1, max: 3 }), fc.constant(null));
const rest = fc.constantFrom({}, { text: "said" }, { nested: [{ id: "no" }, [{ id: "no" }]] });
const call = fc
  .tuple(fc.record({ id, function: fc.record({ name, arguments: fc.constant("[1,2]") }) }, { requiredKeys: [] }), rest)
  .map(([one, more]): object => ({ ...more, ...one }));
const part = fc
  .tuple(fc.record({ of: fc.record({ id }), name, failed: fc.boolean() }, { requiredKeys: [] }), rest)
  .map(([one, more]): object => ({ ...more, ...one }));
const record = fc.record(
  {
    type: fc.constantFrom("A", "B"),
    for: id,
    calls: fc.array(call, { maxLength: 4 }),
    parts: fc.array(part, { maxLength: 3 }),
  },
  { requiredKeys: ["type"] },
);
/** The same records again and again, as shapes are learned of; some members are given twice, and then the last counts. */
const records = fc
  .tuple(
    fc.array(record, { minLength: 1, maxLength: 5 }),
    fc.array(fc.tuple(fc.nat(4), fc.boolean()), { maxLength: 30 }),
  )
  .map(([some, order]) => [
    ...some.map((one) => [one, false] as const),
    ...order.map(([at, twice]) => [some[at % some.length] ?? { type: "A" }, twice] as const),
  ]);

interface Expected {
  readonly calls: readonly { readonly tool: string; readonly id: string }[];
  readonly failed: boolean;
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value.length > 1024 ? "" : value;
  return typeof value === "number" ? String(value) : "";
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === "object" && inner !== null ? Object.getOwnPropertyDescriptor(inner, key)?.value : undefined,
    value,
  );
}

/** What the record's first call is, by the order of the paths, and its further ones. */
function expectedOf(value: object): Expected {
  const calls = [at(value, "calls")].flat().filter((one) => one !== undefined);
  const parts = [at(value, "parts")].flat().filter((one) => one !== undefined);
  const isSaid = (one: unknown): boolean => typeof one === "string" || typeof one === "number";
  const firstId = [at(value, "for"), at(calls[0], "id"), at(parts[0], "of", "id")].find(isSaid);
  const firstTool = [at(calls[0], "function", "name"), at(parts[0], "name")].find(isSaid);
  // In a record, lists come in the order of its members.
  const inOrder = Object.keys(value).flatMap((key) =>
    key === "calls" ? calls.slice(1) : key === "parts" ? parts.slice(1) : [],
  );
  const further = inOrder
    .map((one) => ({
      tool: textOf(at(one, "function", "name") ?? (parts.includes(one) ? at(one, "name") : undefined)),
      id: textOf(calls.includes(one) ? at(one, "id") : at(one, "of", "id")),
    }))
    .filter(({ tool, id: own }) => tool !== "" || own !== "");
  const own = { tool: textOf(firstTool), id: textOf(firstId) };
  const isOwn = own.tool !== "" || own.id !== "";
  return { calls: isOwn ? [own, ...further] : further, failed: parts.some((one) => at(one, "failed") === true) };
}

function scanned(text: string, cuts: readonly number[], shortcuts: boolean) {
  const source = cutSource(Buffer.from(text), cuts);
  const scan = createIndexScan(source, plan, { shortcuts });
  while (scan.step(source.size, () => {}));
  scan.finish(() => {});
  return { columns: scan.open(), tools: scan.tools(), overflowed: scan.state().namesOverflowed };
}

function callsOf({ tools: firstTools, pairs, further }: Columns, row: number, tools: readonly string[]) {
  const first = { tool: tools[firstTools[row] ?? 0] ?? "", pair: pairs[row] ?? 0 };
  const others = Array.from({ length: further?.count ?? 0 }, (_, call) => call)
    .filter((call) => further?.rows[call] === row)
    .map((call) => ({ tool: tools[further?.tools[call] ?? 0] ?? "", pair: further?.pairs[call] ?? 0 }));
  return first.tool === "" && first.pair === 0 ? others : [first, ...others];
}

it("finds every call of a record's lists, in order, however the bytes are cut and whether records are walked or not", () => {
  const cuttings = fc.oneof(fc.constant([]), fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 4 }));
  fc.assert(
    fc.property(records, cuttings, fc.boolean(), (all, cuts, shortcuts) => {
      const text = all.map(([one, twice]) => {
        const line = JSON.stringify(one);
        return twice ? `${JSON.stringify({ ...one, type: "C" }).slice(0, -1)},${line.slice(1)}` : line;
      });
      const { columns, tools } = scanned(`${text.join("\n")}\n`, cuts, shortcuts);
      const hashes = new Map<string, number>();
      all.forEach(([one], row) => {
        const { calls, failed } = expectedOf(one);
        const found = callsOf(columns, row, tools);
        expect(found.map(({ tool }) => tool)).toEqual(calls.map(({ tool }) => tool));
        expect(((columns.flags[row] ?? 0) & flagBit.error) !== 0).toBe(failed);
        calls.forEach(({ id: own }, place) => {
          const pair = found[place]?.pair ?? 0;
          expect(pair === 0).toBe(own === "");
          expect(pair).toBe(hashes.get(own) ?? pair);
          hashes.set(own, pair);
        });
      });
    }),
    { numRuns: 600 },
  );
});

it("keeps what is no JSON away from the calls of the record behind it", () => {
  const line = (ids: readonly string[]): string =>
    JSON.stringify({ type: "A", calls: ids.map((own) => ({ id: own })) });
  const { columns, tools } = scanned(
    `${line(["a", "b"]).slice(0, -3)} !! ${line(["c", "d", "e"])}\n${line(["f", "g"])}\n`,
    [],
    true,
  );
  const counts = Array.from({ length: columns.count }, (_, row) => callsOf(columns, row, tools).length);
  expect(counts.slice(-2)).toEqual([3, 2]);
  expect(counts).toHaveLength(3);
});

it("has room for many calls in each record of a segment, and for very many in one", () => {
  const calls = (count: number): string =>
    JSON.stringify({ type: "A", calls: Array.from({ length: count }, (_, n) => ({ id: n, function: { name: "t" } })) });
  for (const [records, each] of [
    [32_000, 6],
    [2, 30_000],
  ] as const) {
    const { columns, overflowed } = scanned(`${calls(each)}\n`.repeat(records), [], true);
    expect([columns.count, columns.further?.count, overflowed]).toEqual([records, records * (each - 1), false]);
  }
  const { columns, overflowed } = scanned(`${calls(40_000)}\n${calls(2)}\n`, [], true);
  expect([columns.count, overflowed]).toEqual([2, true]);
});

it("lets the last of a list count that a record has again and again", () => {
  const list = (count: number): string =>
    `"calls":[${Array.from({ length: count }, (_, n) => `{"id":"c${n}","function":{"name":"t"}}`).join(",")}]`;
  const { columns } = scanned(`{"type":"A",${list(1_000)},${`${list(3)},`.repeat(500)}${list(2)}}\n`, [], true);
  expect([columns.count, columns.further?.count]).toEqual([1, 1]);
});
