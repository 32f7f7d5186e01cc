// The zone of times, as it is chosen: this page uses it, and every engine is told before anything is asked of it.

import type { StoreApi } from "zustand/vanilla";
import { setZone } from "../../shared/zone.ts";
import type { EngineClient } from "./engineClient.ts";
import type { Settings } from "./settings.ts";

/** For whoever connects to an engine, before anything else is asked of it. */
export interface ZoneChoice {
  /** What is asked of the engine behind it reads times as the page shows them. */
  tell(engine: EngineClient): void;
}

/** `onChange`: what was asked before meant other times. */
export function followZoneChoice(settings: StoreApi<Settings>, onChange: () => void): ZoneChoice {
  let told: EngineClient | undefined;
  const tell = (engine: EngineClient) => {
    told = engine;
    void engine.request("zone", { zone: settings.getState().zone });
  };
  setZone(settings.getState().zone);
  settings.subscribe(({ zone }, before) => {
    if (zone === before.zone) return;
    setZone(zone);
    if (told !== undefined) tell(told);
    onChange();
  });
  return { tell };
}
