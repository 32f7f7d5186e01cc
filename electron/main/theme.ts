// The theme: the page follows `prefers-color-scheme`, which follows this choice. The window's own colour is what shows
// before the page has been drawn, and while it is being resized.

import { type BrowserWindow, nativeTheme } from "electron";

/** `--surface` of both themes in `renderer/frame/theme.css`. */
const surface = { light: "#ffffff", dark: "#14171c" } as const;

export function windowColor(): string {
  return nativeTheme.shouldUseDarkColors ? surface.dark : surface.light;
}

export function followTheme(window: BrowserWindow): void {
  const update = () => window.setBackgroundColor(windowColor());
  nativeTheme.on("updated", update);
  window.on("closed", () => nativeTheme.off("updated", update));
}
