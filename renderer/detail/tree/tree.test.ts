import { describe, expect, it } from "vitest";
import { fail } from "../../../shared/result.ts";
import { membersPerPiece } from "./opened.ts";
import type { Tree } from "./tree.ts";
import { openTree } from "./tree.ts";
import type { TreeDocument } from "./treeDocument.ts";
import { embeddedDocument } from "./treeDocument.ts";
import type { TreeItem } from "./treeItem.ts";
import { layOut } from "./treeLayout.ts";
import { printPath } from "./treePath.ts";

const large = 1e9;
const unaborted = new AbortController().signal;

async function open(document: TreeDocument, bytes: number): Promise<Tree> {
  const tree = await openTree(document, bytes, unaborted);
  if (!tree.ok) throw new Error(`did not open: ${tree.failure.code}`);
  return tree.value;
}

const openJson = (value: unknown, bytes = large) => open(embeddedDocument("", JSON.stringify(value)), bytes);

/** Every row as indented text, the way a person reads it. */
function shown(tree: Tree): readonly string[] {
  const layout = layOut(tree.store.getState(), () => 40);
  return layout.segments.map((segment) => {
    const indent = "  ".repeat(segment.level - 1);
    switch (segment.type) {
      case "item":
        return `${indent}${segment.item.node.key}: ${segment.item.node.preview}`;
      case "lines":
        return `${indent}${segment.lines.wrapped.starts.length} lines`;
      case "more":
        return `${indent}more ${segment.side}`;
      case "failed":
        return `${indent}failed: ${segment.failure.code}`;
      default:
        return `${indent}${segment.type}`;
    }
  });
}

/** Key, position and number of siblings of every item. */
function places(tree: Tree) {
  return layOut(tree.store.getState(), () => 40).segments.flatMap((segment) =>
    segment.type === "item" ? [[segment.item.node.key, segment.position, segment.siblings]] : [],
  );
}

function itemAt(tree: Tree, path: string): TreeItem {
  for (const segment of layOut(tree.store.getState(), () => 40).segments) {
    if (segment.type === "item" && printPath(segment.item) === path) return segment.item;
  }
  throw new Error(`no item ${path}`);
}

describe("a tree", () => {
  it("shows only the first level of a large record", async () => {
    expect(shown(await openJson({ a: { b: 1 }, c: [2] }))).toEqual(['a: {"b":1}', "c: [2]"]);
  });

  it("shows all levels of a small one", async () => {
    expect(shown(await openJson({ a: { b: { c: [1] } } }, 100))).toEqual([
      'a: {"b":{"c":[1]}}',
      '  b: {"c":[1]}',
      "    c: [1]",
      "      0: 1",
    ]);
  });

  it("opens a bounded number of containers by itself, however many there are", async () => {
    const tree = await openJson(
      Array.from({ length: 150 }, () => [0]),
      1000,
    );
    expect(tree.store.getState().opened.size).toBe(64);
  });

  it("opens and closes what is asked for, and remembers what is open inside", async () => {
    const tree = await openJson({ a: { b: { c: 1 } } });
    await tree.open(itemAt(tree, "a"), "value");
    await tree.open(itemAt(tree, "a.b"), "value");
    tree.close(itemAt(tree, "a"));
    expect(shown(tree)).toEqual(['a: {"b":{"c":1}}']);
    await tree.open(itemAt(tree, "a"), "value");
    expect(shown(tree)).toEqual(['a: {"b":{"c":1}}', '  b: {"c":1}', "    c: 1"]);
  });

  it("goes through a container of any length with a bounded number of items", async () => {
    const length = membersPerPiece * 30 + 7;
    const tree = await openJson(Array.from({ length }, (_, index) => index));
    expect(shown(tree).slice(-2)).toEqual([`${membersPerPiece - 1}: ${membersPerPiece - 1}`, "more after"]);
    while (shown(tree).at(-1) === "more after") {
      await tree.more(undefined, "after");
      expect(shown(tree).length).toBeLessThanOrEqual(membersPerPiece * 10 + 2);
    }
    expect(shown(tree).at(-1)).toBe(`${length - 1}: ${length - 1}`);
    expect(places(tree).at(-1)).toEqual([length - 1, length - 1, length]);
    while (shown(tree).at(0) === "more before") await tree.more(undefined, "before");
    expect(shown(tree).at(0)).toBe("0: 0");
    expect(places(tree)[5]).toEqual([5, 5, undefined]);
  });

  it("stops reading a piece when it is asked for again, and reads it when it is asked for once more", async () => {
    const document = embeddedDocument("", JSON.stringify(Array.from({ length: membersPerPiece + 7 }, () => 0)));
    const stopped: AbortSignal[] = [];
    let isSlow = false;
    const slow: TreeDocument = {
      ...document,
      members: (at, cursor, count, signal) => {
        if (!isSlow) return document.members(at, cursor, count, signal);
        return new Promise((_, reject) => {
          stopped.push(signal);
          signal.addEventListener("abort", () => reject(signal.reason));
        });
      },
    };
    const tree = await open(slow, large);
    isSlow = true;
    const reading = tree.more(undefined, "after");
    await tree.more(undefined, "before");
    expect(tree.store.getState().root.phase.type).toBe("loading");
    await tree.more(undefined, "after");
    expect(tree.store.getState().root.phase.type).toBe("idle");
    expect(stopped.map(({ aborted }) => aborted)).toEqual([true]);
    await reading.catch(() => undefined);
    isSlow = false;
    await tree.more(undefined, "after");
    expect(shown(tree).length).toBe(membersPerPiece + 7);
  });

  it("opens a long string as lines, a slice at a time", async () => {
    const tree = await openJson({ text: "line\n".repeat(20_000) });
    await tree.open(itemAt(tree, "text"), "value");
    const first = shown(tree);
    expect(first.slice(1)).toEqual([expect.stringMatching(/^ {2}\d+ lines$/), "  more after"]);
    await tree.more(itemAt(tree, "text"), "after");
    expect(shown(tree).slice(1)).toEqual(["  20001 lines"]);
  });

  it("shows JSON inside a string as a tree, to any depth", async () => {
    const tree = await openJson({ args: JSON.stringify({ inner: JSON.stringify([{ n: 1.5 }]) }) });
    await tree.open(itemAt(tree, "args"), "json");
    await tree.open(itemAt(tree, "JSON.parse(args).inner"), "json");
    await tree.open(itemAt(tree, "JSON.parse(JSON.parse(args).inner)[0]"), "value");
    expect(shown(tree).at(-1)).toBe("      n: 1.5");
  });

  it("says that a string holds no JSON", async () => {
    const tree = await openJson({ text: "{not JSON" });
    await tree.open(itemAt(tree, "text"), "json");
    expect(shown(tree)).toEqual(['text: "{not JSON"', "  failed: not-json"]);
  });

  it("opens the closed containers beside one, but no strings", async () => {
    const tree = await openJson({ a: [1], b: "x".repeat(500), c: {}, d: [2] });
    await tree.openSiblings(itemAt(tree, "a"));
    expect(shown(tree).map((row) => row.slice(0, 6))).toEqual([
      "a: [1]",
      "  0: 1",
      'b: "xx',
      "c: {}",
      "d: [2]",
      "  0: 2",
    ]);
  });

  it("shows why something could not be read, and reads it when asked again", async () => {
    const document = embeddedDocument("", '{"a":[1]}');
    let broken = true;
    const flaky: TreeDocument = {
      ...document,
      members: async (at, cursor, count, signal) =>
        at > 0 && broken ? fail({ code: "engine-stopped" }) : document.members(at, cursor, count, signal),
    };
    const tree = await open(flaky, large);
    await tree.open(itemAt(tree, "a"), "value");
    expect(shown(tree)).toEqual(["a: [1]", "  failed: engine-stopped"]);
    broken = false;
    await tree.open(itemAt(tree, "a"), "value");
    expect(shown(tree)).toEqual(["a: [1]", "  0: 1"]);
  });

  it("forgets what arrives after it was closed", async () => {
    const tree = await openJson({ a: [1] });
    const opening = tree.open(itemAt(tree, "a"), "value");
    expect(shown(tree)).toEqual(["a: [1]", "  waiting"]);
    tree.close(itemAt(tree, "a"));
    await opening;
    expect(shown(tree)).toEqual(["a: [1]"]);
  });
});
