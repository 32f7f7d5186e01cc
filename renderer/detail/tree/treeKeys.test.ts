import { describe, expect, it } from "vitest";
import type { Tree } from "./tree.ts";
import { openTree } from "./tree.ts";
import { embeddedDocument } from "./treeDocument.ts";
import { actionFor } from "./treeKeys.ts";
import { findRow, layOut, rowAt } from "./treeLayout.ts";

// Rows: 0 open, 1 open[0], 2 text, 3 to 5 its lines, 6 closed, 7 leaf.
const record = { open: [1], text: "one\ntwo\nthree", closed: { a: 1 }, leaf: 0 };

async function prepared(): Promise<Tree> {
  const tree = await openTree(embeddedDocument("", JSON.stringify(record)), 1e9, new AbortController().signal);
  if (!tree.ok) throw new Error("did not open");
  for (const { item, key } of items(tree.value)) {
    if (key === "open" || key === "text") await tree.value.open(item, "value");
  }
  return tree.value;
}

function items(tree: Tree) {
  return layOut(tree.store.getState(), () => 40).segments.flatMap((segment) =>
    segment.type === "item" ? [{ item: segment.item, key: segment.item.node.key }] : [],
  );
}

async function press(key: string, at: number): Promise<unknown> {
  const layout = layOut((await prepared()).store.getState(), () => 40);
  const action = actionFor(key, { layout, at, row: rowAt(layout, at), pageRows: 4 });
  if (action === undefined || action.type === "go") return action?.row;
  return `${action.type} ${action.item?.node.key}`;
}

describe("keys in a tree", () => {
  it.each([
    ["ArrowDown", 0, 1],
    ["ArrowDown", 7, 7],
    ["ArrowUp", 0, 0],
    ["ArrowUp", 6, 5],
    ["Home", 5, 0],
    ["End", 0, 7],
    ["PageDown", 1, 4],
    ["PageUp", 7, 4],
    ["ArrowRight", 6, "open closed"],
    ["ArrowRight", 0, 1],
    ["ArrowRight", 7, undefined],
    ["ArrowLeft", 0, "close open"],
    ["ArrowLeft", 1, 0],
    ["ArrowLeft", 4, 2],
    ["ArrowLeft", 7, undefined],
    ["Enter", 0, "close open"],
    ["Enter", 6, "open closed"],
    ["Enter", 7, undefined],
    [" ", 2, "close text"],
    ["*", 6, "open-siblings closed"],
    ["x", 0, undefined],
  ])("%s on row %i leads to %s", async (key, at, expected) => {
    expect(await press(key, at)).toBe(expected);
  });
});

describe("row ids", () => {
  it("lead back to their rows", async () => {
    const layout = layOut((await prepared()).store.getState(), () => 40);
    for (let row = 0; row < layout.rows; row += 1) expect(findRow(layout, rowAt(layout, row).id)).toBe(row);
  });

  it("lead nowhere for what is not shown", async () => {
    const layout = layOut((await prepared()).store.getState(), () => 40);
    expect(findRow(layout, "999999")).toBeUndefined();
  });
});
