import { createContext, use } from "react";
import { useStore } from "zustand";
import type { Tabs, TabsState } from "./tabs.ts";

/** Given once, at the top of the page. */
export const TabsContext = createContext<Tabs | undefined>(undefined);

/** Throws where none are around: that is a bug. */
export function useTabs(): Tabs {
  const tabs = use(TabsContext);
  if (tabs === undefined) throw new Error("there are no tabs around this component");
  return tabs;
}

/** `select` must give the same value for the same state: a new object each time would draw for ever. */
export function useTabsState<Part>(select: (state: TabsState) => Part): Part {
  return useStore(useTabs().store, select);
}
