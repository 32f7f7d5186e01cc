// Which record the pane shows. The old one stays until the new one can be drawn, so that walking through a list does not
// flicker; of several that were asked for, only the last arrives.

import { createStore } from "zustand/vanilla";
import type { Failure } from "../../shared/failure.ts";
import type { Row } from "../../shared/rows.ts";
import type { RecordReader } from "./recordReader.ts";
import type { TextBlocks } from "./text/textBlocks.ts";
import { createTextBlocks } from "./text/textBlocks.ts";
import type { Tree } from "./tree/tree.ts";
import { openTree } from "./tree/tree.ts";
import { recordDocument } from "./tree/treeDocument.ts";

export interface ShownRecord {
  /** Counts the records that were shown. */
  readonly epoch: number;
  readonly row: Row;
  readonly reader: RecordReader;
  readonly tree: Tree;
  readonly blocks: TextBlocks;
}

export type ShownState =
  | { readonly phase: "empty" }
  | { readonly phase: "loading"; readonly row: Row; readonly before: ShownRecord | undefined }
  | { readonly phase: "shown"; readonly record: ShownRecord }
  | { readonly phase: "failed"; readonly row: Row; readonly failure: Failure };

export function createShownRecord() {
  const store = createStore<ShownState>(() => ({ phase: "empty" }));
  let wanted: RecordReader | undefined;
  let reading = new AbortController();
  let epoch = 0;

  async function load(reader: RecordReader): Promise<void> {
    const { row } = reader;
    reading.abort();
    reading = new AbortController();
    const { signal } = reading;
    store.setState({ phase: "loading", row, before: heldBy(store.getState()) }, true);
    const tree = await openTree(recordDocument(reader), row.length, signal);
    if (signal.aborted) {
      if (tree.ok) tree.value.dispose();
      return;
    }
    dispose(heldBy(store.getState()));
    if (!tree.ok) return store.setState({ phase: "failed", row, failure: tree.failure }, true);
    const blocks = createTextBlocks(reader.text, row.length);
    epoch += 1;
    store.setState({ phase: "shown", record: { epoch, row, reader, tree: tree.value, blocks } }, true);
  }

  return {
    store,
    /** Shows a record, or none. The same one again changes nothing. */
    async show(reader: RecordReader | undefined): Promise<void> {
      if (isSame(wanted, reader)) return;
      wanted = reader;
      if (reader !== undefined) return load(reader);
      reading.abort();
      dispose(heldBy(store.getState()));
      store.setState({ phase: "empty" }, true);
    },
    /** Reads the record anew. */
    async retry(): Promise<void> {
      if (wanted !== undefined) await load(wanted);
    },
  };
}

function isSame(one: RecordReader | undefined, other: RecordReader | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return one.identity.every((part, index) => part === other.identity[index]);
}

function heldBy(state: ShownState): ShownRecord | undefined {
  if (state.phase === "shown") return state.record;
  return state.phase === "loading" ? state.before : undefined;
}

function dispose(record: ShownRecord | undefined): void {
  record?.tree.dispose();
  record?.blocks.dispose();
}
