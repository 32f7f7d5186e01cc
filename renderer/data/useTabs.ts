import { createContext, use } from "react";
import { useStore } from "zustand";
import type { Tabs, TabsState } from "./tabs.ts";

export const TabsContext = createContext<Tabs | undefined>(undefined);

export function useTabs(): Tabs {
  const tabs = use(TabsContext);
  if (tabs === undefined) throw new Error("there are no tabs around this component");
  return tabs;
}

export function useTabsState<Part>(select: (state: TabsState) => Part): Part {
  return useStore(useTabs().store, select);
}
