import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { embeddedMembers, holdsJson, maxEmbeddedLength } from "./embeddedJson.ts";

/** The value at `at`, put together again from its members, a few at a time. */
function rebuild(text: string, at: number): unknown {
  const isArray = text.slice(at).trimStart().startsWith("[");
  const members: [string, unknown][] = [];
  let page = embeddedMembers(text, at, undefined, 2);
  for (;;) {
    for (const { key, type, offset, length } of page.nodes) {
      const nested = type === "object" || type === "array";
      members.push([String(key), nested ? rebuild(text, offset) : JSON.parse(text.slice(offset, offset + length))]);
    }
    if (page.next === undefined) break;
    page = embeddedMembers(text, at, page.next, 2);
  }
  return isArray ? members.map(([, value]) => value) : Object.fromEntries(members);
}

describe("embeddedMembers", () => {
  it("cuts a preview between characters", () => {
    const previewOf = (before: number) =>
      embeddedMembers(JSON.stringify([`${"x".repeat(before)}${"😀".repeat(100)}`]), 0, undefined, 1).nodes[0]?.preview;
    expect(previewOf(0)).toBe(`"${"😀".repeat(99)}`);
    expect(previewOf(1)).toBe(`"x${"😀".repeat(99)}`);
  });

  it("finds the same values as JSON.parse, in any layout", () => {
    const container = fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue()));
    fc.assert(
      fc.property(container, fc.constantFrom("", " ", "\t", "  "), (value, indent) => {
        const text = ` ${JSON.stringify(value, undefined, indent)} `;
        expect(rebuild(text, 0)).toEqual(JSON.parse(text));
      }),
    );
  });

  it("keeps the digits of numbers and every duplicate name", () => {
    const page = embeddedMembers('{"a": 12345678901234567890, "a": 1.0, "\\u0061": 1e400}', 0, undefined, 10);
    expect(page.nodes.map(({ key, preview }) => [key, preview])).toEqual([
      ["a", "12345678901234567890"],
      ["a", "1.0"],
      ["a", "1e400"],
    ]);
  });

  it("shows the start of a long value and says that it is cut", () => {
    const [node] = embeddedMembers(JSON.stringify(["x".repeat(1000)]), 0, undefined, 10).nodes;
    expect(node).toMatchObject({ key: 0, type: "string", length: 1002, cut: true });
    expect(node?.preview.length).toBe(200);
  });

  it("reads a flat string of full length without recursion", () => {
    const deep = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
    expect(embeddedMembers(deep, 0, undefined, 10).nodes).toMatchObject([{ key: 0, type: "array", length: 39_998 }]);
  });
});

describe("holdsJson", () => {
  it.each([
    ['{"a":1}', true],
    ["  [1, 2]\n", true],
    ['{"a":', false],
    ["plain", false],
    ["17", false],
    ['"quoted"', false],
    ["", false],
    [`[${"1,".repeat(maxEmbeddedLength / 2)}1]`, false],
  ])("is decided for %.20j", (text, expected) => {
    expect(holdsJson(text)).toBe(expected);
  });
});
