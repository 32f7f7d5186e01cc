// The workspace in React: one context, and a hook per store. Views select small parts, so that a count that changes ten
// times a second draws nothing anew but itself.

import { createContext, use } from "react";
import type { StoreApi } from "zustand";
import { useStore } from "zustand";
import type { Row } from "../../shared/rows.ts";
import type { ZoneName } from "../../shared/zone.ts";
import type { Settings } from "./settings.ts";
import type { Facets, OpenTranscript, Selection, TranscriptState, ViewModel } from "./states.ts";
import type { Workspace } from "./workspace.ts";

/** Given to what is drawn of a tab: its own workspace. Bars and dialogs above all tabs have that of the active one. */
export const WorkspaceContext = createContext<Workspace | undefined>(undefined);

/** Throws where none is around: that is a bug. For actions; what is drawn comes from the hooks below. */
export function useWorkspace(): Workspace {
  const workspace = use(WorkspaceContext);
  if (workspace === undefined) throw new Error("there is no workspace around this component");
  return workspace;
}

/**
 * As in all of these, `select` must give the same value for the same state: a new object each time would draw for ever.
 */
export function useSettings<Part>(select: (settings: Settings) => Part): Part {
  return useStore(useWorkspace().settings, select);
}

/** The zone in which times are written: who writes some is drawn anew when another one is chosen. */
export function useZone(): ZoneName {
  return useSettings(({ zone }) => zone);
}

/** For what also has to be drawn while a file is opened, or could not be; else `useOpenTranscript`. */
export function useTranscript<Part>(select: (state: TranscriptState) => Part): Part {
  return useStore(useWorkspace().transcript, select);
}

/** A part of the open transcript; undefined while none is open. */
export function useOpenTranscript<Part>(select: (open: OpenTranscript) => Part): Part | undefined {
  return useTranscript((state) => (state.phase === "open" ? select(state) : undefined));
}

/**
 * The text in the field is `history.present`, the filter of the rows on screen `shown.filter`: they differ while
 * somebody types.
 */
export function useView<Part>(select: (view: ViewModel) => Part): Part {
  return useStore(useWorkspace().viewing.store, select);
}

/** Of the transcript as a whole. What passes the filter is in `facetMatches` and `facetCounts`. */
export function useFacets<Part>(select: (facets: Facets) => Part): Part {
  return useStore(useWorkspace().facets.store, select);
}

/** The selected record; undefined while it is on its way, since the one of before is not meant any more. */
export function useSelectedRow(): Row | undefined {
  return useSelection(({ row, awaits }) => (awaits ? undefined : row));
}

/** For cursor and marked rows; the record alone is `useSelectedRow`. */
export function useSelection<Part>(select: (selection: Selection) => Part): Part {
  return useStore(useWorkspace().selecting.store, select);
}

/** The newest value of a store that needs no selecting. */
export function useWhole<State>(store: StoreApi<State>): State {
  return useStore(store);
}
