// Which record the pane shows. The old one stays until the new one can be drawn, so that walking through a list does not
// flicker; of several that were asked for, only the last arrives. With it come the places of what is looked for.

import { createStore } from "zustand/vanilla";
import type { Failure } from "../../shared/failure.ts";
import type { Sought } from "../../shared/findText.ts";
import type { Row } from "../../shared/rows.ts";
import type { ByteBlocks } from "./bytes/byteBlocks.ts";
import { createByteBlocks } from "./bytes/byteBlocks.ts";
import type { Direction } from "./hits/recordHits.ts";
import type { SoughtHits } from "./hits/soughtHits.ts";
import { openSoughtHits } from "./hits/soughtHits.ts";
import type { RecordReader } from "./recordReader.ts";
import type { TextBlocks } from "./text/textBlocks.ts";
import { createTextBlocks } from "./text/textBlocks.ts";
import type { Tree } from "./tree/tree.ts";
import { openTree } from "./tree/tree.ts";
import { recordDocument } from "./tree/treeDocument.ts";

/** A record with all that its views hold of it, which is disposed of when another one takes its place. */
export interface ShownRecord {
  /** Counts the records that were shown. */
  readonly epoch: number;
  readonly row: Row;
  readonly reader: RecordReader;
  readonly tree: Tree;
  readonly blocks: TextBlocks;
  readonly bytes: ByteBlocks;
  /** Undefined while nothing is looked for. */
  readonly hits: SoughtHits | undefined;
}

/** `before` is drawn until the record of `row` is here. */
export type ShownState =
  | { readonly phase: "empty" }
  | { readonly phase: "loading"; readonly row: Row; readonly before: ShownRecord | undefined }
  | { readonly phase: "shown"; readonly record: ShownRecord }
  | { readonly phase: "failed"; readonly row: Row; readonly failure: Failure };

/**
 * One for each pane. Whoever takes the pane away shows nothing in it (`show(undefined)`), which frees what it holds.
 */
export function createShownRecord() {
  const store = createStore<ShownState>(() => ({ phase: "empty" }));
  let wanted: RecordReader | undefined;
  let reading = new AbortController();
  let loading: Promise<void> = Promise.resolve();
  let epoch = 0;
  let sought: Sought | undefined;
  let landing: "first" | "last" = "first";

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
    const bytes = createByteBlocks(reader.bytes, row.length);
    const hits = sought === undefined ? undefined : openSoughtHits(sought, reader, { landing });
    landing = "first";
    epoch += 1;
    store.setState({ phase: "shown", record: { epoch, row, reader, tree: tree.value, blocks, bytes, hits } }, true);
  }

  return {
    store,
    /** Shows a record, or none. The same one again changes nothing. */
    async show(reader: RecordReader | undefined): Promise<void> {
      if (isSame(wanted, reader)) return;
      wanted = reader;
      if (reader !== undefined) {
        loading = load(reader);
        return loading;
      }
      reading.abort();
      dispose(heldBy(store.getState()));
      store.setState({ phase: "empty" }, true);
    },
    /** Reads the record anew. */
    async retry(): Promise<void> {
      if (wanted !== undefined) await load(wanted);
    },
    /** What is looked for in this record and those that come; undefined for nothing. */
    seek(next: Sought | undefined): void {
      if (next?.filter === sought?.filter && next?.by === sought?.by) return;
      sought = next;
      const state = store.getState();
      // A record that is about to go needs no other hits.
      if (state.phase !== "shown") return;
      const { record } = state;
      record.hits?.dispose();
      const hits =
        sought === undefined
          ? undefined
          : openSoughtHits(sought, record.reader, { landing: "first", asked: sought.by === "find" });
      store.setState({ phase: "shown", record: { ...record, hits } }, true);
    },
    /** Goes to the next hit in the record, once it is there. False: it holds no further one. */
    async step(direction: Direction): Promise<boolean> {
      await loading;
      return (await heldBy(store.getState())?.hits?.record.step(direction)) ?? false;
    },
    /** Once the newest record that was asked for is here, or cannot be read. */
    whenLoaded: () => loading,
    /** The record that comes is entered at its first or last hit, as somebody gets there who goes on in this direction. */
    enterGoing(direction: Direction): void {
      landing = direction === "next" ? "first" : "last";
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
  record?.bytes.dispose();
  record?.hits?.dispose();
}
