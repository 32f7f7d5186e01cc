import type { StoreApi } from "zustand/vanilla";
import type { Settings } from "../../data/settings.ts";

/** Tells the style sheets whether contrast is to be high: because the user wants it here, or in the whole system. */
export function watchContrast(settings: StoreApi<Settings>): void {
  const system = matchMedia("(prefers-contrast: more)");
  const set = () => {
    const isHigh = settings.getState().contrast === "high" || system.matches;
    if (isHigh) document.documentElement.dataset.contrast = "high";
    else delete document.documentElement.dataset.contrast;
  };
  system.addEventListener("change", set);
  settings.subscribe(set);
  set();
}
