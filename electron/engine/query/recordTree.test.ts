import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TextSlice, TreeNode, TreePage } from "../../../shared/rows.ts";
import { createMemorySource } from "../source/memorySource.ts";
import type { Source } from "../source/source.ts";
import { readStringText, readTree } from "./recordTree.ts";

/** Something before and behind the record, so that offsets of the record and of the source differ. */
const before = '{"before":1}\n';
const behind = '\n{"behind":2}\n';

function placed(record: string | Uint8Array) {
  const bytes = Buffer.from(record);
  const source = createMemorySource(Buffer.concat([Buffer.from(before), bytes, Buffer.from(behind)]));
  return { source, place: { offset: before.length, length: bytes.length }, bytes };
}

function treeOf(record: string | Uint8Array, at = 0): Promise<TreePage> {
  const { source, place } = placed(record);
  return readTree(source, place, at, undefined, 500);
}

/** The value again, built only from tree pages of `count` members and slices of strings. */
async function rebuild(
  source: Source,
  place: { offset: number; length: number },
  text: Buffer,
  node: TreeNode,
  count: number,
): Promise<unknown> {
  if (node.type === "string") {
    let value = "";
    for (let from = 0, isOver = false; !isOver; ) {
      const slice = textAt(source, place, node.offset, from, 30);
      value += slice.text;
      from = slice.next;
      isOver = slice.next === slice.end;
    }
    return value;
  }
  if (node.type !== "object" && node.type !== "array") {
    return JSON.parse(text.toString("utf8", node.offset, node.offset + node.length));
  }
  const members: [string | number | undefined, unknown][] = [];
  for (let cursor: TreePage["next"], isFirst = true; isFirst || cursor !== undefined; isFirst = false) {
    const page = await readTree(source, place, node.offset, cursor, count);
    expect(page.problem).toBeUndefined();
    if (!isFirst) expect(page.nodes.length).toBeGreaterThan(0);
    for (const member of page.nodes) members.push([member.key, await rebuild(source, place, text, member, count)]);
    cursor = page.next;
  }
  if (node.type === "object") return Object.fromEntries(members);
  expect(members.map(([key]) => key)).toEqual(members.map((_, index) => index));
  return members.map(([, value]) => value);
}

/** The text of a string that is there. */
function textAt(...asked: Parameters<typeof readStringText>): TextSlice {
  const slice = readStringText(...asked);
  if (!slice.ok) throw new Error("there is no string");
  return slice.value;
}

describe("the tree of a record", () => {
  it("holds the whole value, whatever it is and however it is paged", async () => {
    const container = fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue()));
    await fc.assert(
      fc.asyncProperty(container, fc.integer({ min: 1, max: 4 }), fc.boolean(), async (value, count, spaced) => {
        const text = JSON.stringify(value, undefined, spaced ? 2 : undefined);
        const { source, place, bytes } = placed(text);
        const type = Array.isArray(value) ? "array" : "object";
        const root: TreeNode = { key: undefined, type, offset: 0, length: place.length, preview: "", cut: false };
        expect(JSON.stringify(await rebuild(source, place, bytes, root, count))).toBe(JSON.stringify(JSON.parse(text)));
      }),
    );
  });

  it("shows each member with its type, its place and how it begins", async () => {
    const text = '{"a": "x\\ny", "b": [1, 2], "c": {"d":\n  null}, "e": -1.50e3, "f": true, "g": null, "h": {}}';
    const { nodes, next, problem } = await treeOf(text);
    expect(nodes.map(({ key, type, preview, cut }) => [key, type, preview, cut])).toEqual([
      ["a", "string", '"x\\ny"', false],
      ["b", "array", "[1, 2]", false],
      ["c", "object", '{"d": null}', false],
      ["e", "number", "-1.50e3", false],
      ["f", "boolean", "true", false],
      ["g", "null", "null", false],
      ["h", "object", "{}", false],
    ]);
    for (const { offset, length, preview, type } of nodes) {
      if (type !== "object") expect(text.slice(offset, offset + length)).toBe(preview);
    }
    expect(next).toBeUndefined();
    expect(problem).toBeUndefined();
  });

  it("keeps duplicate keys, decodes escaped ones and cuts long ones", async () => {
    const { nodes } = await treeOf(`{"a":1,"a":2,"caf\\u00e9":3,"${"k".repeat(2_000)}":4}`);
    expect(nodes.map(({ key }) => (String(key).length > 100 ? "long" : key))).toEqual(["a", "a", "café", "long"]);
    expect(String(nodes[3]?.key)).toMatch(/^k{1024}…$/);
  });

  it.each([
    ["characters", "漢".repeat(300), `"${"漢".repeat(199)}`],
    ["surrogate pairs", "🎉".repeat(300), `"${"🎉".repeat(99)}`],
    ["escapes", "\\u00e9".repeat(300), `"${"\\u00e9".repeat(33)}`],
    ["backslashes", "\\\\".repeat(300), `"${"\\\\".repeat(99)}`],
  ])("cuts a preview between %s", async (_, text, preview) => {
    expect((await treeOf(`["${text}"]`)).nodes).toMatchObject([{ preview, cut: true }]);
  });

  it("shows the value of a record that is no container", async () => {
    expect((await treeOf(' "hello" ')).nodes).toEqual([
      { key: undefined, type: "string", offset: 1, length: 7, preview: '"hello"', cut: false },
    ]);
    expect(await treeOf("12.5")).toMatchObject({ nodes: [{ type: "number", preview: "12.5" }], problem: undefined });
  });

  it.each([
    ["", "There is nothing in this record."],
    ["hello there", "From byte 0 on this is not JSON: no value begins so."],
    ['{"a":1}x', "From byte 7 on this is not JSON: the value has ended."],
    ['"a" "b"', "From byte 4 on this is not JSON: the value has ended."],
    ['{"a":1,"b"', "From byte 10 on this is not JSON: the text ends too early."],
    ['{"a":1 "b":2}', "From byte 7 on this is not JSON: a comma or the closing bracket is missing."],
    ['"torn', "From byte 5 on this is not JSON: the text ends inside a value."],
  ])("says where %j stops being JSON", async (text, problem) => {
    expect((await treeOf(text)).problem).toBe(problem);
  });

  it("shows what comes before a problem, and bytes that are no text", async () => {
    expect((await treeOf('{"a":1,"b":[2,3],oops')).nodes.map(({ key }) => key)).toEqual(["a", "b"]);
    const binary = await treeOf(Buffer.from([0xff, 0x00, 0xfe, 0x41]));
    expect(binary.nodes).toMatchObject([{ type: "invalid", length: 4, preview: "\ufffd\0\ufffdA" }]);
  });

  it("says that a value in it is no value, and goes on behind it", async () => {
    expect((await treeOf("[1,nope,2]")).nodes.map(({ type, preview }) => [type, preview])).toEqual([
      ["number", "1"],
      ["invalid", "nope"],
      ["number", "2"],
    ]);
  });

  it("reads no more of a long record than what it shows", async () => {
    const long = `{"first":1,"text":"${"x".repeat(40_000_000)}","last":[1,2,3]}`;
    const { source, place } = placed(long);
    let read = 0;
    const counted: Source = {
      ...source,
      readInto: (target, at, length, position) => {
        read += length;
        return source.readInto(target, at, length, position);
      },
    };
    expect((await readTree(counted, place, 0, undefined, 1)).nodes).toMatchObject([{ key: "first" }]);
    expect(read).toBeLessThan(200_000);
    const { nodes } = await readTree(counted, place, 0, undefined, 500);
    expect(nodes).toMatchObject([{ key: "first" }, { key: "text", length: 40_000_002, cut: true }, { key: "last" }]);
    read = 0;
    expect((await readTree(counted, place, nodes[2]?.offset ?? 0, undefined, 500)).nodes.length).toBe(3);
    expect(read).toBeLessThan(200_000);
  });

  it("stops within a long value when nobody waits for it any more", async () => {
    const { source, place } = placed(`["a","${"x".repeat(40_000_000)}","b"]`);
    let read = 0;
    const stop = new AbortController();
    const counted: Source = {
      ...source,
      readInto: (target, at, length, position) => {
        read += length;
        if (read > 1_000_000) stop.abort();
        return source.readInto(target, at, length, position);
      },
    };
    await expect(readTree(counted, place, 0, undefined, 500, stop.signal)).rejects.toThrow("abort");
    expect(read).toBeLessThan(20_000_000);
  });

  it("ends a page early between long members", async () => {
    const member = `"${"x".repeat(30_000_000)}"`;
    const { source, place } = placed(`[${member},${member},${member},${member}]`);
    const first = await readTree(source, place, 0, undefined, 500);
    expect(first.nodes.length).toBe(3);
    const second = await readTree(source, place, 0, first.next, 500);
    expect(second.nodes).toMatchObject([{ key: 3 }]);
    expect(second.next).toBeUndefined();
  });
});

describe("the text of a string in a record", () => {
  it("comes in slices with offsets of the record", () => {
    const { source, place } = placed('{"a":"caf\\u00e9 🎉"}');
    expect(textAt(source, place, 5, 0, 100)).toEqual({ text: "café 🎉", from: 6, next: 20, end: 20 });
    expect(textAt(source, place, 5, 16, 100)).toEqual({ text: "🎉", from: 16, next: 20, end: 20 });
  });

  it("does not look for the end of a long string again and again", () => {
    const { source, place } = placed(`"${"x".repeat(20_000_000)}"`);
    let read = 0;
    const counted: Source = {
      ...source,
      readInto: (target, at, length, position) => {
        read += length;
        return source.readInto(target, at, length, position);
      },
    };
    expect(textAt(counted, place, 0, 0, 1_000)).toMatchObject({ next: 1_001, end: 20_000_001 });
    read = 0;
    const slice = textAt(counted, place, 0, 10_000_000, 1_000);
    expect(slice).toMatchObject({ from: 10_000_000, next: 10_001_000 });
    expect(read).toBeLessThan(3_000_000);
  });

  it("ends where a torn record does", () => {
    const { source, place } = placed('{"a":"torn');
    expect(textAt(source, place, 5, 0, 100)).toMatchObject({ text: "torn", end: 10 });
  });

  it("throws where no string begins", () => {
    const { source, place } = placed('{"a":12}');
    expect(readStringText(source, place, 5, 0, 100).ok).toBe(false);
    expect(readStringText(source, place, 500, 0, 100).ok).toBe(false);
  });
});
