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

export const WorkspaceContext = createContext<Workspace | undefined>(undefined);

export function useWorkspace(): Workspace {
  const workspace = use(WorkspaceContext);
  if (workspace === undefined) throw new Error("there is no workspace around this component");
  return workspace;
}

export function useSettings<Part>(select: (settings: Settings) => Part): Part {
  return useStore(useWorkspace().settings, select);
}

/** The zone in which times are written: who writes some is drawn anew when another one is chosen. */
export function useZone(): ZoneName {
  return useSettings(({ zone }) => zone);
}

export function useTranscript<Part>(select: (state: TranscriptState) => Part): Part {
  return useStore(useWorkspace().transcript, select);
}

/** A part of the open transcript; undefined while none is open. */
export function useOpenTranscript<Part>(select: (open: OpenTranscript) => Part): Part | undefined {
  return useTranscript((state) => (state.phase === "open" ? select(state) : undefined));
}

export function useView<Part>(select: (view: ViewModel) => Part): Part {
  return useStore(useWorkspace().viewing.store, select);
}

export function useFacets<Part>(select: (facets: Facets) => Part): Part {
  return useStore(useWorkspace().facets.store, select);
}

/** The selected record; undefined while it is on its way, since the one of before is not meant any more. */
export function useSelectedRow(): Row | undefined {
  return useSelection(({ row, awaits }) => (awaits ? undefined : row));
}

export function useSelection<Part>(select: (selection: Selection) => Part): Part {
  return useStore(useWorkspace().selecting.store, select);
}

/** The newest value of a store that needs no selecting. */
export function useWhole<State>(store: StoreApi<State>): State {
  return useStore(store);
}
