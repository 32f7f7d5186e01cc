// The main process: starts the app, holds its parts together, ends it. It reads no transcript; whatever takes time happens
// in the engine, whatever is seen in the page.

import path from "node:path";
import { app, type BrowserWindow, nativeTheme, session } from "electron";
import { z } from "zod";
import type { ThemeChoice } from "../../shared/desktop.ts";
import { fileArgument } from "./args.ts";
import { type CommandSender, createCommandSender } from "./commands.ts";
import { desktopCalls, grantFile } from "./desktopCalls.ts";
import { askForFile, tellIndexesCleared } from "./dialogs.ts";
import { type EngineHost, startEngineHost } from "./engineHost.ts";
import { createGrants } from "./grants.ts";
import { answerCalls } from "./ipc.ts";
import { surviveUnexpected } from "./lastResort.ts";
import { showMenu } from "./menu.ts";
import { openNamedMembers } from "./namedMembers.ts";
import { openRecents } from "./recents.ts";
import { secureApp, secureSession } from "./security.ts";
import { openSettings } from "./settings.ts";
import { loadPage, openWindow } from "./window.ts";

/** What a second start of the app hands to the first. */
const startSchema = z.object({ file: z.string().optional() });

const root = path.join(import.meta.dirname, "../..");
const samplePath = path.join(root, "samples/weather-agent.jsonl");

surviveUnexpected();
secureApp();
app.setName("Seekline");
// Tests, and people who want two Seeklines side by side, give each its own.
const userData = process.env.SEEKLINE_USER_DATA;
if (userData !== undefined && userData !== "") app.setPath("userData", path.resolve(userData));

const file = fileArgument(process.argv.slice(1), process.cwd(), process.defaultApp === true);
if (app.requestSingleInstanceLock({ file })) run(file);
else app.quit();

function run(firstFile: string | undefined): void {
  /** Files that were asked for before there was a window to open them in. */
  let early: readonly string[] = firstFile === undefined ? [] : [firstFile];
  let openPath = (asked: string) => {
    early = [...early, asked];
  };

  app.on("open-file", (event, asked) => {
    event.preventDefault();
    openPath(asked);
  });
  app.on("window-all-closed", () => app.quit());

  app.whenReady().then(
    () => {
      const opened = start();
      openPath = opened.openPath;
      for (const asked of early) openPath(asked);
      app.on("second-instance", (_event, _argv, _cwd, data) => {
        bringToFront(opened.window);
        const handed = startSchema.safeParse(data);
        if (handed.success && handed.data.file !== undefined) openPath(handed.data.file);
      });
    },
    (error: unknown) => {
      throw error; // told by `surviveUnexpected`
    },
  );
}

interface Started {
  readonly window: BrowserWindow;
  readonly openPath: (path: string) => void;
}

function start(): Started {
  const settings = openSettings(path.join(app.getPath("userData"), "settings.json"));
  const recents = openRecents(path.join(app.getPath("userData"), "recents.json"));
  const namedMembers = openNamedMembers(path.join(app.getPath("userData"), "members.json"));
  const grants = createGrants();
  nativeTheme.themeSource = settings.current().theme;
  secureSession(session.defaultSession, path.join(root, "out/renderer"));

  const window = openWindow(settings);
  const commands: CommandSender = createCommandSender(window.webContents);
  const engine: EngineHost = startEngineHost({
    grants: grants.all,
    indexLimit: () => settings.current().indexLimit,
    onOpened(id, bytes) {
      const grant = grants.find(id, "read");
      if (grant === undefined || grant.path === samplePath) return;
      recents.add({ path: grant.path, bytes, openedAt: Date.now() });
      app.addRecentDocument(grant.path);
      updateMenu();
    },
    onRestarted: (reason) => commands.send({ type: "engine-restarted", reason }),
  });
  app.on("will-quit", () => engine.stop());

  const openPath = (asked: string) => {
    void grantFile({ grants, engine, namedMembers }, asked).then((granted) =>
      commands.send({ type: "open-file", file: granted }),
    );
  };
  const theme = () => settings.current().theme;
  const setTheme = (theme: ThemeChoice) => {
    nativeTheme.themeSource = theme;
    settings.change({ theme });
    updateMenu();
  };
  const limitIndexes = (bytes: number) => {
    settings.change({ indexLimit: bytes });
    engine.limitIndexes(bytes);
    updateMenu();
  };
  const clearIndexes = async () => {
    const freed = await engine.clearIndexes();
    if (freed !== undefined) tellIndexesCleared(window, freed);
  };
  const forgetRecents = () => {
    recents.forget();
    namedMembers.forget();
    app.clearRecentDocuments();
    updateMenu();
  };
  const chooseFile = async () => {
    const chosen = await askForFile(window);
    if (chosen !== undefined) openPath(chosen);
  };
  const updateMenu = () =>
    showMenu(
      {
        recents: recents.list().map(({ path: recent }) => recent),
        theme: settings.current().theme,
        indexLimit: settings.current().indexLimit,
        developer: !app.isPackaged,
      },
      {
        send: commands.send,
        chooseFile: () => void chooseFile(),
        openPath,
        forgetRecents,
        setTheme,
        limitIndexes,
        clearIndexes: () => void clearIndexes(),
      },
    );

  updateMenu();
  answerCalls(
    desktopCalls({
      window,
      commands,
      engine,
      grants,
      recents,
      namedMembers,
      samplePath,
      theme,
      setTheme,
      forgetRecents,
    }),
  );
  void loadPage(window);
  return { window, openPath };
}

function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.focus();
}
