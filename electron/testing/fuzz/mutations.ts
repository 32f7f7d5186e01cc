// Real lines made wrong: members taken away, moved, given twice or another type, lines repeated, swapped, cut and spoiled.

import fc from "fast-check";

interface Mutation {
  readonly line: number;
  /** Which member on the way down, counted over all of a container. */
  readonly way: readonly number[];
  readonly how: (typeof ways)[number];
  readonly value: unknown;
  readonly other: number;
}

const ways = ["remove", "replace", "rename", "wrap", "copy", "repeat", "swap", "drop", "cut", "spoil"] as const;

const value: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, 0, -1, 1e308, "", "1", "__proto__", [], {}, [[]], "\u0000", "\ud83d"),
  fc.string({ maxLength: 12 }),
  fc.jsonValue({ maxDepth: 3 }),
);

export const mutations: fc.Arbitrary<readonly Mutation[]> = fc.array(
  fc.record({
    line: fc.nat({ max: 200 }),
    way: fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 5 }),
    how: fc.constantFrom(...ways),
    value,
    other: fc.nat({ max: 4_000 }),
  }),
  { maxLength: 8 },
);

/** The text of lines behind all mutations, in order. */
export function mutated(lines: readonly string[], all: readonly Mutation[]): string {
  const now = [...lines];
  for (const mutation of all) {
    const at = mutation.line % Math.max(now.length, 1);
    const line = now[at];
    if (line === undefined) break;
    const other = mutation.other % now.length;
    if (mutation.how === "repeat") now.splice(other, 0, line);
    else if (mutation.how === "swap") [now[at], now[other]] = [now[other] ?? "", line];
    else if (mutation.how === "drop") now.splice(at, 1);
    else if (mutation.how === "cut") now[at] = line.slice(0, mutation.other % (line.length + 1));
    else if (mutation.how === "spoil") now[at] = spoiled(line, mutation);
    else now[at] = changed(line, mutation);
  }
  return now.map((line) => `${line}\n`).join("");
}

/** JSON's own characters, others, and what is white space to a regular expression and none to JSON. */
const spoilers = '{}[],:"\\0-e\u0001\u0000é x\ufeff\u00a0\u2028\f';

function spoiled(line: string, { other, way }: Mutation): string {
  const place = other % (line.length + 1);
  const put = spoilers[(way[0] ?? 0) % spoilers.length] ?? "";
  return line.slice(0, place) + put + line.slice(place + ((way[1] ?? 0) % 3));
}

/** A member of the line's value is made another. */
function changed(line: string, { way, how, value: put }: Mutation): string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return line;
  }
  const root = { root: parsed };
  let holder: Record<string, unknown> | unknown[] = root;
  let key = "root";
  for (const step of way) {
    const next: unknown = Reflect.get(holder, key);
    if (!isContainer(next)) break;
    const keys = Object.keys(next);
    if (keys.length === 0) break;
    holder = next;
    key = keys[step % keys.length] ?? "";
  }
  const member: unknown = Reflect.get(holder, key);
  if (how === "remove") Reflect.deleteProperty(holder, key);
  if (how === "replace") Reflect.set(holder, key, put);
  if (how === "wrap") Reflect.set(holder, key, put === null ? [member] : { [nameOf(put)]: member });
  if (how === "copy" && isContainer(member)) Reflect.set(holder, key, [member, member]);
  if (how === "rename" && !Array.isArray(holder)) {
    Reflect.deleteProperty(holder, key);
    Object.defineProperty(holder, nameOf(put), {
      value: member,
      ...{ enumerable: true, configurable: true, writable: true },
    });
  }
  return JSON.stringify(root.root) ?? "";
}

/** A name for a member, made of any value. */
function nameOf(value: unknown): string {
  return (typeof value === "string" ? value : (JSON.stringify(value) ?? "")).slice(0, 20);
}

function isContainer(value: unknown): value is Record<string, unknown> | unknown[] {
  return typeof value === "object" && value !== null;
}
