// The state of one record's tree: what is open, and which row has the keyboard. Views subscribe to the store and call
// the actions; nothing here knows about React.

import { createStore } from "zustand/vanilla";
import type { Result } from "../../../shared/result.ts";
import { succeed } from "../../../shared/result.ts";
import type { OpenBranch, Opened } from "./opened.ts";
import { readBranch, readFirst, readOn } from "./opened.ts";
import type { Side } from "./pieceWindow.ts";
import type { TreeDocument } from "./treeDocument.ts";
import type { TreeItem } from "./treeItem.ts";
import { isContainer, isExpandable } from "./treeItem.ts";

/** Siblings opened at once by one key. */
const mostSiblings = 100;

/** Records up to this many bytes are shown with their containers open, within these bounds. */
const openBelow = 16 * 1024;
const mostOpenAtFirst = 64;
const mostLevelsAtFirst = 6;

/** The members of the record, and what is open below them. */
export interface TreeState {
  readonly root: OpenBranch;
  /** By item id. What is closed is not in it, and its pieces are not held. */
  readonly opened: ReadonlyMap<string, Opened>;
  /** Id of the row that has the keyboard; see `treeLayout.ts`. */
  readonly active: string | undefined;
}

/** Made by `openTree`; whoever holds it ends what it reads with `dispose`. */
export type Tree = ReturnType<typeof createTree>;

/** Reads as much of a record's tree as is shown at first. `bytes` is the record's length. */
export async function openTree(document: TreeDocument, bytes: number, signal: AbortSignal): Promise<Result<Tree>> {
  const root = await readBranch(document, 0, undefined, signal);
  if (!root.ok) return root;
  const tree = createTree(root.value);
  if (bytes <= openBelow) await openFirstLevels(tree);
  return succeed(tree);
}

async function openFirstLevels(tree: Tree): Promise<void> {
  let left = mostOpenAtFirst;
  let items = itemsOf(tree.store.getState().root);
  for (let level = 1; level < mostLevelsAtFirst && left > 0; level += 1) {
    const containers = items.filter(({ node }) => isContainer(node) && isExpandable(node)).slice(0, left);
    left -= containers.length;
    await Promise.all(containers.map((item) => tree.open(item, "value")));
    items = containers.flatMap(({ id }) => itemsOf(tree.store.getState().opened.get(id)));
  }
}

/** The items held of an open container. */
function itemsOf(opened: Opened | undefined): readonly TreeItem[] {
  return opened?.type === "branch" ? opened.window.pieces.flatMap(({ content }) => content.items) : [];
}

function createTree(root: OpenBranch) {
  const store = createStore<TreeState>(() => ({ root, opened: new Map(), active: undefined }));
  /** What is being read for an item, so that closing it can stop that. */
  const readings = new Map<TreeItem | undefined, AbortController>();

  function begin(item: TreeItem | undefined): AbortSignal {
    readings.get(item)?.abort();
    const reading = new AbortController();
    readings.set(item, reading);
    return reading.signal;
  }

  const get = (item: TreeItem | undefined) =>
    item === undefined ? store.getState().root : store.getState().opened.get(item.id);

  function put(opened: Opened): void {
    store.setState((state) => {
      if (opened.item !== undefined) return { opened: new Map(state.opened).set(opened.item.id, opened) };
      return opened.type === "branch" ? { root: opened } : {};
    });
  }

  async function open(item: TreeItem, as: "value" | "json"): Promise<void> {
    const signal = begin(item);
    put({ type: "opening", item, failure: undefined });
    const result = await readFirst(item, as, signal);
    if (signal.aborted) return;
    put(result.ok ? result.value : { type: "opening", item, failure: result.failure });
  }

  function close(item: TreeItem): void {
    readings.get(item)?.abort();
    readings.delete(item);
    store.setState(({ opened }) => {
      const others = new Map(opened);
      others.delete(item.id);
      return { opened: others };
    });
  }

  /**
   * Reads one piece more of what is open; undefined stands for the record itself. Where that piece is being read, it stops
   * that: a long value may stand before the next member.
   */
  async function more(item: TreeItem | undefined, side: Side): Promise<void> {
    const opened = get(item);
    if (opened === undefined || opened.type === "opening") return;
    if (opened.phase.type === "loading") {
      if (opened.phase.side !== side) return;
      readings.get(item)?.abort();
      return put({ ...opened, phase: { type: "idle" } });
    }
    const signal = begin(item);
    put({ ...opened, phase: { type: "loading", side } });
    const result = await readOn(opened, side, signal);
    if (signal.aborted) return;
    put(result.ok ? result.value : { ...opened, phase: { type: "failed", side, failure: result.failure } });
  }

  /** Opens every closed container beside an item, itself included. */
  async function openSiblings(item: TreeItem): Promise<void> {
    const closed = itemsOf(get(item.parent)).filter(
      (sibling) => isContainer(sibling.node) && isExpandable(sibling.node) && get(sibling) === undefined,
    );
    await Promise.all(closed.slice(0, mostSiblings).map((sibling) => open(sibling, "value")));
  }

  return {
    store,
    open,
    close,
    more,
    openSiblings,
    /** Shows a string as the JSON it holds, or as text again. */
    toggleJson: (item: TreeItem) => open(item, get(item)?.type === "branch" ? "value" : "json"),
    activate: (row: string | undefined) => store.setState({ active: row }),
    /** Stops all reading. */
    dispose(): void {
      for (const reading of readings.values()) reading.abort();
      readings.clear();
    },
  };
}
