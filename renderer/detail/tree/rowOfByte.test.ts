import { expect, it } from "vitest";
import { succeed } from "../../../shared/result.ts";
import { embeddedMembers } from "./embeddedJson.ts";
import { bytesPerPiece, membersPerPiece } from "./opened.ts";
import { rowOfByte } from "./rowOfByte.ts";
import type { Tree } from "./tree.ts";
import { openTree } from "./tree.ts";
import type { TreeDocument } from "./treeDocument.ts";
import type { TreeItem } from "./treeItem.ts";
import { findRow, layOut, rowAt } from "./treeLayout.ts";
import { printPath } from "./treePath.ts";
import { rowText } from "./wrappedText.ts";

/** A record of ASCII without escapes, whose characters are its bytes. */
function recordOf(text: string): TreeDocument {
  return {
    idPrefix: "",
    members: async (at, cursor, count) => succeed(embeddedMembers(text, at, cursor, count)),
    async valueText(node, from, length) {
      const inner = node.type === "string" ? 1 : 0;
      const end = node.offset + node.length - inner;
      const start = Math.max(from, node.offset + inner);
      const next = Math.min(end, start + length);
      return succeed({ text: text.slice(start, next), from: start, next, end });
    },
  };
}

async function open(text: string): Promise<Tree> {
  const tree = await openTree(recordOf(text), 1e9, new AbortController().signal);
  if (!tree.ok) throw new Error(tree.failure.code);
  return tree.value;
}

/** What the row shows that holds this word of the record. */
async function rowWith(text: string, word: string, tree?: Tree): Promise<string | undefined> {
  const opened = tree ?? (await open(text));
  const id = await rowOfByte(opened, text.indexOf(word));
  if (id === undefined) return undefined;
  const layout = layOut(opened.store.getState(), () => 20);
  const row = findRow(layout, id);
  if (row === undefined) throw new Error(`no row ${id}`);
  const { segment, line } = rowAt(layout, row);
  if (segment.type === "lines") return rowText(segment.lines.wrapped, line);
  return segment.type === "item" ? printPath(segment.item) : segment.type;
}

function itemAt(tree: Tree, path: string): TreeItem {
  for (const segment of layOut(tree.store.getState(), () => 20).segments) {
    if (segment.type === "item" && printPath(segment.item) === path) return segment.item;
  }
  throw new Error(`no item ${path}`);
}

const long = `${"lorem ipsum dolor ".repeat(5)}needle in hay`;
const record = JSON.stringify({ first: { second: [1, "short", { third: long }] }, last: [true], end: "x" });

it.each([
  ["first", "first"],
  ["second", "first.second"],
  ["short", "first.second[1]"],
  ["third", "first.second[2].third"],
  ["needle", "needle in hay"],
  ["lorem", "first.second[2].third"],
  ["true", "last[0]"],
  ["last", "last"],
  ["end", "end"],
])("opens what holds “%s”", async (word, row) => expect(await rowWith(record, word)).toBe(row));

it("goes by what is open already", async () => {
  const tree = await open(record);
  expect(await rowWith(record, "lorem", tree)).toBe("first.second[2].third");
  await tree.open(itemAt(tree, "first.second[2].third"), "value");
  expect(await rowWith(record, "lorem", tree)).toBe("lorem ipsum dolor ");
});

it("names the string that is shown as the JSON it holds", async () => {
  const text = `{"a":"[${Array.from({ length: 50 }, (_, n) => n + 100).join()}]"}`;
  const tree = await open(text);
  await tree.open(itemAt(tree, "a"), "json");
  expect(itemAt(tree, "JSON.parse(a)[40]").node.preview).toBe("140");
  expect(await rowWith(text, "140", tree)).toBe("a");
});

it("has no row for what lies behind the pieces that are held", async () => {
  const items = JSON.stringify([...Array.from({ length: membersPerPiece + 10 }, (_, n) => n + 1000), "needle"]);
  expect(await rowWith(items, "1100")).toBe("[100]");
  expect(await rowWith(items, "needle")).toBeUndefined();
  const far = JSON.stringify({ a: `${"hay ".repeat(bytesPerPiece / 4)} needle` });
  expect(await rowWith(far, "needle")).toBeUndefined();
});

it("stays where it is between values and behind the last one", async () => {
  expect(await rowWith(record, "}]}")).toBe("first.second[2]");
  expect(await rowWith('{"a":1}', "}")).toBeUndefined();
});
