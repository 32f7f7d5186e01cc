// The one window: opened where it stood last, shown when there is something to see, and kept alive when its page crashes.

import path from "node:path";
import { BrowserWindow, screen } from "electron";
import { errorEntry } from "../../shared/errorEntry.ts";
import { logError } from "../errorLog/errorLog.ts";
import { tellPageIsBroken } from "./dialogs.ts";
import { offerEditMenu } from "./editMenu.ts";
import { errorLogFolder } from "./errorLogFolder.ts";
import { sayUnexpected } from "./lastResort.ts";
import { pageUrl } from "./pageFiles.ts";
import { safePreferences } from "./security.ts";
import type { SettingsFile } from "./settings.ts";
import { followTheme, windowColor } from "./theme.ts";
import { placeWindow, smallestWindow } from "./windowPlace.ts";

/** A page that crashes more often than this within a minute is not loaded again. */
const maxCrashesPerMinute = 3;
/** Loading a page while Chromium still clears away the crashed one takes the main process down too. */
const reloadDelayMs = 100;

export function openWindow(settings: SettingsFile): BrowserWindow {
  const saved = settings.current().window;
  const main = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== main.id);
  const window = new BrowserWindow({
    ...placeWindow(
      saved,
      [main, ...others].map(({ workArea }) => workArea),
    ),
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    show: false,
    title: "Seekline",
    backgroundColor: windowColor(),
    autoHideMenuBar: true,
    // Elsewhere it is the program's own.
    ...(process.platform === "linux" ? { icon: path.join(import.meta.dirname, "../../packaging/icons/128.png") } : {}),
    webPreferences: {
      ...safePreferences,
      preload: path.join(import.meta.dirname, "../preload/preload.cjs"),
    },
  });
  if (saved?.maximized === true) window.maximize();

  window.once("ready-to-show", () => window.show());
  window.on("close", () => {
    settings.change({ window: { ...window.getNormalBounds(), maximized: window.isMaximized() } });
  });
  followTheme(window);
  offerEditMenu(window);
  reloadAfterCrash(window);
  return window;
}

/** Never rejects: a window that is closed, or a page that crashes meanwhile, ends its loading too. */
export async function loadPage(window: BrowserWindow): Promise<void> {
  try {
    await window.loadURL(pageUrl);
  } catch (error) {
    if (!window.isDestroyed() && !window.webContents.isCrashed()) sayUnexpected(error, "load the page");
  }
}

function reloadAfterCrash(window: BrowserWindow): void {
  let crashes: readonly number[] = [];
  const reload = () => {
    if (!window.isDestroyed()) void loadPage(window);
  };
  window.webContents.on("render-process-gone", (_event, { reason }) => {
    if (reason === "clean-exit") return;
    logError(errorLogFolder(), errorEntry("page", `process gone: ${reason}`, undefined));
    const now = performance.now();
    crashes = [...crashes.filter((at) => now - at < 60_000), now];
    if (crashes.length > maxCrashesPerMinute) tellPageIsBroken(window, reason);
    else setTimeout(reload, reloadDelayMs);
  });
}
