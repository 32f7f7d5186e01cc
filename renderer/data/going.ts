// Going to a place of the open transcript: a record by its number, by where it stands in the file, by its time.

import type { StoreApi } from "zustand/vanilla";
import type { Params } from "../../shared/engineContract.ts";
import type { Failure } from "../../shared/failure.ts";
import type { Milliseconds } from "../../shared/units.ts";
import { formatCount } from "./format.ts";
import type { Selecting } from "./selecting.ts";
import type { Notice, TranscriptState } from "./states.ts";
import type { Target } from "./target.ts";
import type { Viewing } from "./viewing.ts";

/**
 * What goes somewhere selects, scrolls there, and waits until the record is there. A later call takes the place of an
 * earlier one, which then answers nothing. That the filter hides a record is told as a notice and is no failure.
 */
export interface Going {
  /** The record that is being gone to, until it has the cursor; undefined when none is. */
  headedFor(): number | undefined;
  /** Selects a record, also one that the filter hides: that is said then. Answers why not, if it cannot. */
  goToRecord(record: number): Promise<Failure | undefined>;
  /** Selects a record, or the next one that the filter shows. Answers why not, if it cannot. */
  goNear(record: number): Promise<Failure | undefined>;
  /** Selects the record at a byte or a line of the file, or the first one behind it; `later` when there is none. */
  goToPlace(at: Params<"recordAt">["at"]): Promise<Failure | "later" | undefined>;
  /** Selects the record at a share of the file's bytes, from 0 to 1; the last one behind it. Answers why not, if it cannot. */
  goToShare(share: number): Promise<Failure | undefined>;
  /** The record at a byte of the file, or the first one behind it; undefined when there is none. */
  recordAtByte(byte: number): Promise<number | undefined>;
  /** Selects the first record that is as late. Answers why not, if it cannot; `later` when all are earlier. */
  goToTime(time: Milliseconds): Promise<Failure | "later" | undefined>;
}

/** `showInContext` takes the filter away: the button of that notice. */
export interface GoingParts {
  readonly target: () => Target | undefined;
  readonly transcript: StoreApi<TranscriptState>;
  readonly viewing: Viewing;
  readonly selecting: Selecting;
  readonly tell: (notice: Notice) => void;
  readonly showInContext: (record: number) => void;
}

/** Holds nothing but the way that is gone. */
export function createGoing({ target, transcript, viewing, selecting, tell, showInContext }: GoingParts): Going {
  /** The way that is gone; one that was begun later takes its place. */
  let heading: { readonly record: number } | undefined;

  /** `or-next`: where the filter hides the record, the next one that it shows is meant just as well. */
  async function goTo(record: number, meant: "exactly" | "or-next"): Promise<Failure | undefined> {
    const mine = { record };
    heading = mine;
    try {
      return await arriveAt(mine, meant);
    } finally {
      if (heading === mine) heading = undefined;
    }
  }

  async function arriveAt(
    way: { readonly record: number },
    meant: "exactly" | "or-next",
  ): Promise<Failure | undefined> {
    const { record } = way;
    const open = transcript.getState();
    const { shown } = viewing.store.getState();
    const to = target();
    if (open.phase !== "open" || shown === undefined || to === undefined) return { code: "engine-stopped" };
    const { records } = open.progress;
    if (record >= records) return { code: "no-such-record", record, records };
    const found = await viewing.reveal(record);
    if (heading !== way) return undefined;
    const isEmpty = viewing.store.getState().shown?.state.rows === 0;
    const isMissed = found?.exact === undefined && (meant === "exactly" || found === undefined || isEmpty);
    if (isMissed && found?.hidden !== undefined) {
      selecting.showHidden(found.hidden, isEmpty ? undefined : found.row);
    } else if (found !== undefined) selecting.moveTo(found.row, "center");
    if (isMissed) {
      tell({
        tone: "info",
        text: shown.state.complete
          ? `Record ${formatCount(record)} is hidden by the filter.`
          : `Record ${formatCount(record)} is not among the rows that the filter has found so far.`,
        action: { label: "Clear filter", run: () => showInContext(record) },
        isOfFilter: true,
      });
    }
    return undefined;
  }

  async function goToPlace(at: Params<"recordAt">["at"]): Promise<Failure | "later" | undefined> {
    const to = target();
    if (to === undefined) return { code: "engine-stopped" };
    const found = await to.engine.request("recordAt", { transcript: to.transcript, at });
    if (!found.ok) return found.failure;
    return found.value.record === undefined ? "later" : goTo(found.value.record, "or-next");
  }

  return {
    headedFor: () => heading?.record,
    goToRecord: (record) => goTo(record, "exactly"),
    goNear: (record) => goTo(record, "or-next"),
    goToPlace,
    async goToShare(share) {
      const open = transcript.getState();
      if (open.phase !== "open") return { code: "engine-stopped" };
      const { bytesTotal, records } = open.progress;
      const arrived = await goToPlace({ byte: Math.floor(share * Math.max(0, bytesTotal - 1)) });
      return arrived === "later" ? goTo(Math.max(0, records - 1), "or-next") : arrived;
    },
    async recordAtByte(byte) {
      const to = target();
      const found = await to?.engine.request("recordAt", { transcript: to.transcript, at: { byte } });
      return found?.ok === true ? found.value.record : undefined;
    },
    async goToTime(time) {
      const to = target();
      if (to === undefined) return { code: "engine-stopped" };
      const found = await to.engine.request("seekTime", { transcript: to.transcript, time });
      if (!found.ok) return found.failure;
      return found.value.record === undefined ? "later" : goTo(found.value.record, "or-next");
    },
  };
}
