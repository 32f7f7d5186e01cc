import type { Desktop } from "../shared/desktop.ts";

declare global {
  interface Window {
    readonly seekline: Desktop;
  }
}
