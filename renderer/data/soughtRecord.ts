// A record that is to be selected as soon as it has been indexed and is among the rows: in a transcript that is opened again, or
// behind a filter that is taken away.

import type { StoreApi } from "zustand/vanilla";
import type { Selecting } from "./selecting.ts";
import type { TranscriptState } from "./states.ts";
import type { Target } from "./target.ts";
import type { Viewing } from "./viewing.ts";

export interface SoughtRecord {
  /** Undefined: none any more. */
  seek(record: number | undefined): void;
  sought(): number | undefined;
  /** More of the transcript is known. */
  look(): void;
  stop(): void;
}

export interface SoughtRecordParts {
  readonly transcript: StoreApi<TranscriptState>;
  readonly target: () => Target | undefined;
  readonly viewing: Viewing;
  readonly selecting: Selecting;
}

export function createSoughtRecord({ transcript, target, viewing, selecting }: SoughtRecordParts): SoughtRecord {
  let sought: number | undefined;

  async function look(): Promise<void> {
    const open = transcript.getState();
    if (sought === undefined || open.phase !== "open") return;
    if (selecting.store.getState().cursor !== undefined) sought = undefined; // the user has chosen something else
    const { shown } = viewing.store.getState();
    if (sought === undefined || sought >= open.progress.records) return;
    if (shown === undefined || target() === undefined) return;
    const record = sought;
    sought = undefined;
    const found = await viewing.reveal(record);
    if (found?.exact !== undefined && selecting.store.getState().cursor === undefined) {
      selecting.moveTo(found.row, "center");
    }
  }

  return {
    seek(record) {
      sought = record;
    },
    sought: () => sought,
    look: () => void look(),
    stop: viewing.store.subscribe(({ shown }, before) => {
      if (shown?.epoch !== before.shown?.epoch) void look();
    }),
  };
}
