import type { StoreApi } from "zustand/vanilla";
import { createStore } from "zustand/vanilla";
import type { Settings } from "./settings.ts";

/**
 * The settings as a tab sees them: how a transcript and its records are looked at is its own, all else is the window's. What
 * is chosen in any tab is what the next one begins with. `stop` ends following the window's.
 */
export function settingsOfTab(window: StoreApi<Settings>): { readonly store: StoreApi<Settings>; stop(): void } {
  const store = createStore<Settings>(() => window.getState());
  let passing = false;
  const pass = (change: () => void) => {
    if (passing) return;
    passing = true;
    change();
    passing = false;
  };
  store.subscribe((state) => pass(() => window.setState(state)));
  const stop = window.subscribe((state) =>
    pass(() => {
      const { look, detailTab } = store.getState();
      store.setState({ ...state, look, detailTab });
    }),
  );
  return { store, stop };
}
