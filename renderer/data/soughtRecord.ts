// A record that is to be selected as soon as it has been indexed and is among the rows: in a transcript that is opened again, or
// behind a filter that is taken away.

import type { StoreApi } from "zustand/vanilla";
import type { PageCache } from "./pageCache.ts";
import type { Selecting } from "./selecting.ts";
import type { TranscriptState } from "./states.ts";
import type { Target } from "./target.ts";
import type { Viewing } from "./viewing.ts";

/**
 * Looks again with every view, and whenever it is told that more is known. Who selects something meanwhile is not
 * moved.
 */
export interface SoughtRecord {
  /**
   * Undefined: none any more. `top`: the record whose row is to be the topmost on screen; with `end` the list is to stand at
   * its end, once all that there is has been indexed.
   */
  seek(record: number | undefined, top?: number | "end"): void;
  /** What `seek` was given last and has not been found yet. */
  sought(): number | undefined;
  /** More of the transcript is known. */
  look(): void;
  stop(): void;
}

/** `rows` tells what is on screen: who has scrolled is not moved either. */
export interface SoughtRecordParts {
  readonly transcript: StoreApi<TranscriptState>;
  readonly target: () => Target | undefined;
  readonly viewing: Viewing;
  readonly selecting: Selecting;
  readonly rows: PageCache;
}

/** Follows the view until `stop`. */
export function createSoughtRecord(parts: SoughtRecordParts): SoughtRecord {
  const { transcript, target, viewing, selecting, rows } = parts;
  let sought: number | undefined;
  let soughtTop: number | "end" | undefined;

  async function look(): Promise<void> {
    const open = transcript.getState();
    if ((sought === undefined && soughtTop === undefined) || open.phase !== "open") return;
    // The user has chosen something else.
    if (selecting.store.getState().cursor !== undefined) sought = soughtTop = undefined;
    const { shown, querying } = viewing.store.getState();
    const { records, state } = open.progress;
    // The record may not be in the view that stands until the one that was asked for is here.
    if (shown === undefined || querying || target() === undefined) return;
    if (soughtTop === "end") {
      if (state.phase === "indexing" || !shown.state.complete) return;
      // There may be less than before.
      if (sought !== undefined && sought >= records) sought = undefined;
    } else if (Math.max(sought ?? 0, soughtTop ?? 0) >= records) return;
    const [record, top] = [sought, soughtTop];
    sought = soughtTop = undefined;
    const { first } = rows.shown;
    const found = record === undefined ? undefined : await viewing.reveal(record);
    const placed = top === undefined || top === "end" ? undefined : await viewing.locate(top);
    // Who has gone elsewhere meanwhile stays there.
    if (selecting.store.getState().cursor !== undefined || rows.shown.first !== first) return;
    // Its row need not be on screen, where it would be read by itself.
    const isPlaced = placed !== undefined || top === "end";
    if (found?.exact !== undefined && isPlaced) selecting.place(found.row, found.exact);
    else if (found?.exact !== undefined) selecting.moveTo(found.row, "center");
    if (placed !== undefined) selecting.showAtTop(placed.row);
    else if (top === "end") selecting.showEnd();
  }

  return {
    seek(record, top) {
      sought = record;
      soughtTop = top;
    },
    sought: () => sought,
    look: () => void look(),
    stop: viewing.store.subscribe(({ shown }, before) => {
      if (shown?.epoch !== before.shown?.epoch) void look();
    }),
  };
}
