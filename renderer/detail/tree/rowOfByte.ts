// Which row of the tree shows a byte of the record. What holds it is opened on the way, as far as that has been or is
// read at once: a byte behind the first pieces of a long container or text has no row yet.

import { visibleText } from "../../data/visibleText.ts";
import type { Opened, OpenText } from "./opened.ts";
import { edge } from "./pieceWindow.ts";
import type { Tree } from "./tree.ts";
import type { TreeItem } from "./treeItem.ts";
import { isContainer, isExpandable } from "./treeItem.ts";
import { lineRowId } from "./treeLayout.ts";

/** So many bytes at a value's beginning are seen beside its key, in all but the narrowest pane. */
const seenBytes = 40;

/** The id of the row; undefined when the byte is further on than what is held. */
export async function rowOfByte(tree: Tree, byte: number): Promise<string | undefined> {
  let holder: Opened | undefined = tree.store.getState().root;
  let last: TreeItem | undefined;
  while (holder?.type === "branch") {
    const { window } = holder;
    const items: readonly TreeItem[] = window.pieces.flatMap(({ content }) => content.items);
    const item: TreeItem | undefined = items.find(({ node }) => node.offset + node.length > byte);
    if (item === undefined || (item === items[0] && edge(window, "before") !== undefined && item.node.offset > byte)) {
      const isElsewhere = edge(window, item === undefined ? "after" : "before") !== undefined;
      return isElsewhere ? undefined : last?.id;
    }
    last = item;
    // Before a value stands its name.
    if (byte < item.node.offset || !isExpandable(item.node)) return item.id;
    if (!isContainer(item.node) && byte - item.node.offset < seenBytes && !isOpen(tree, item)) return item.id;
    if (!isOpen(tree, item)) await tree.open(item, "value");
    holder = tree.store.getState().opened.get(item.id);
    if (!isContainer(item.node)) return holder?.type === "text" ? rowInText(holder, byte) : item.id;
  }
  return last?.id;
}

function isOpen(tree: Tree, { id }: TreeItem): boolean {
  const opened = tree.store.getState().opened.get(id);
  return opened !== undefined && opened.type !== "opening";
}

/** The row of the character at that byte: as many characters into its piece as the bytes before it make. */
async function rowInText({ item, window, origin }: OpenText, byte: number): Promise<string | undefined> {
  const piece = window.pieces.find(({ content }) => content.from <= Math.max(byte, origin) && content.next > byte);
  if (piece === undefined) return undefined;
  const { from } = piece.content;
  if (byte <= from) return lineRowId(item, piece.start, 0);
  const { signal } = new AbortController();
  const before = await item.document.valueText(item.node, piece.start, byte - from, signal);
  return lineRowId(item, piece.start, before.ok ? visibleText(before.value.text).length : 0);
}
