// The main process: starts the app, holds its parts together, ends it. It reads no transcript; whatever takes time happens
// in the engine, whatever is seen in the page.

import path from "node:path";
import { app, type BrowserWindow, nativeTheme, session } from "electron";
import { z } from "zod";
import type { ThemeChoice } from "../../shared/desktop.ts";
import { splitPaths } from "../../shared/pathList.ts";
import { fileArguments } from "./args.ts";
import { openBookmarkFiles } from "./bookmarkFiles.ts";
import { type CommandSender, createCommandSender } from "./commands.ts";
import { desktopCalls, grantFile } from "./desktopCalls.ts";
import { askForFiles, askForFolder, tellIndexesCleared } from "./dialogs.ts";
import { type EngineHost, startEngineHost } from "./engineHost.ts";
import { createGrants } from "./grants.ts";
import { answerCalls } from "./ipc.ts";
import { endUnexpectedly, surviveUnexpected } from "./lastResort.ts";
import { openLastSession } from "./lastSession.ts";
import { grantLibraryFolders, openLibraryFolders } from "./libraryFolders.ts";
import { showMenu } from "./menu.ts";
import { openNamedMembers } from "./namedMembers.ts";
import { onOwnWarning, ownWarnings, warn } from "./ownWarnings.ts";
import { openPlaces } from "./places.ts";
import { openRecents } from "./recents.ts";
import { removeBehindUs } from "./removeBehindUs.ts";
import { secureApp, secureSession } from "./security.ts";
import { openSettings } from "./settings.ts";
import { isKept, isThere, shownPaths } from "./shownPaths.ts";
import { systemTakes } from "./systemPath.ts";
import { readUpdateSource } from "./updates/updateSource.ts";
import { lookAtStart, lookNow } from "./updates/updates.ts";
import { chooseUserData, removeFolder } from "./userData.ts";
import { loadPage, openWindow } from "./window.ts";

/** What a second start of the app hands to the first. */
const startSchema = z.object({ files: z.array(z.string()) });

const root = path.join(import.meta.dirname, "../..");
const samplePath = path.join(root, "samples/weather-agent.jsonl");

surviveUnexpected();
secureApp();
app.setName("Seekline");
useUserData();

const files = fileArguments(process.argv.slice(1), process.cwd(), process.defaultApp === true);
if (app.requestSingleInstanceLock({ files })) run(files);
else app.quit();

/** Tests, and people who want two Seeklines side by side, give each its own folder. */
function useUserData(): void {
  const { folder, isTemporary, warnings } = chooseUserData(process.env.SEEKLINE_USER_DATA ?? "", usualUserData());
  for (const warning of warnings) warn(warning);
  app.setPath("userData", folder);
  if (!isTemporary) return;
  if (process.platform === "win32") app.on("quit", () => removeFolder(folder));
  else removeBehindUs(folder);
}

/** Undefined where Electron could not make it. */
function usualUserData(): string | undefined {
  try {
    return app.getPath("userData");
  } catch {
    return undefined;
  }
}

function run(named: readonly string[]): void {
  /** Files that were asked for in one gesture, or before there was a window to open them in. */
  let asked = named;
  let openFiles: Started["openFiles"] | undefined;
  const openAsked = () => {
    if (openFiles === undefined) return;
    const files = asked;
    asked = [];
    openFiles(files);
  };

  // Of several files dropped on the app's symbol, each comes with an event of its own, one right behind the other.
  app.on("open-file", (event, file) => {
    event.preventDefault();
    asked = [...asked, file];
    setImmediate(openAsked);
  });
  app.on("window-all-closed", () => app.quit());

  app
    .whenReady()
    .then(() => {
      const opened = start();
      openFiles = opened.openFiles;
      if (asked.length === 0) opened.reopen();
      openAsked();
      app.on("second-instance", (_event, _argv, _cwd, data) => {
        bringToFront(opened.window);
        const handed = startSchema.safeParse(data);
        if (handed.success) opened.openFiles(handed.data.files);
      });
    })
    .catch(endUnexpectedly);
}

interface Started {
  readonly window: BrowserWindow;
  /** Each in a tab; the first one is shown. */
  readonly openFiles: (paths: readonly string[]) => void;
  /** Opens what was open when the app ended. */
  readonly reopen: () => void;
}

function start(): Started {
  const settings = openSettings(path.join(app.getPath("userData"), "settings.json"));
  const recents = openRecents(path.join(app.getPath("userData"), "recents.json"));
  const namedMembers = openNamedMembers(path.join(app.getPath("userData"), "members.json"));
  const updateSource = readUpdateSource(path.join(app.getPath("userData"), "updates.json"));
  const places = openPlaces(path.join(app.getPath("userData"), "places.json"));
  const lastSession = openLastSession(path.join(app.getPath("userData"), "session.json"));
  const grants = createGrants();
  grantLibraryFolders(settings, grants);
  nativeTheme.themeSource = settings.current().theme;
  secureSession(session.defaultSession, path.join(root, "out/renderer"));

  // Before the window: its process takes longest to be there, and the first rows wait for it.
  const engine: EngineHost = startEngineHost({
    grants: grants.all,
    indexLimit: () => settings.current().indexLimit,
    warnings: ownWarnings,
    onOffered: (offered) => {
      for (const { id, path: file } of offered) grants.adopt(id, file);
    },
    onOpened(id, bytes) {
      const grant = grants.find(id, "read");
      if (grant === undefined || grant.path === samplePath || !isKept(grant.path)) return;
      lastSession.opened(grant.path);
      recents.add({ path: grant.path, bytes, openedAt: Date.now() });
      if (splitPaths(grant.path).length === 1 && systemTakes(grant.path)) app.addRecentDocument(grant.path);
      updateMenu();
    },
    onDied: lastSession.engineDied,
    onRestarted: (reason, isUnexpected) => commands.send({ type: "engine-restarted", reason, isUnexpected }),
  });
  onOwnWarning(engine.warn);
  const window = openWindow(settings);
  const commands: CommandSender = createCommandSender(window.webContents);
  app.on("will-quit", () => {
    lastSession.end();
    places.flush();
    engine.stop();
  });

  const granting = { grants, engine, namedMembers, places };
  const openTabs = (paths: readonly string[], shown: number | undefined, beside?: number) => {
    if (paths.length === 0) return;
    void Promise.all(paths.map((file) => grantFile(granting, file))).then((files) =>
      commands.send({ type: "open-files", files, shown, ...(beside === undefined ? {} : { beside }) }),
    );
  };
  const openFiles = async (paths: readonly string[]) => {
    const files = await Promise.all(paths.map((file) => grantFile(granting, file)));
    if (files.length > 0) commands.send({ type: "open-files", files, shown: 0, areChosen: true });
  };
  /** What was open when the app ended. */
  const reopen = () => {
    const { reopening } = lastSession;
    if (reopening.type === "nothing" || !settings.current().reopen) return;
    if (reopening.type === "open") {
      const paths = reopening.paths.filter(isThere);
      const shown = paths.indexOf(reopening.paths[reopening.shown] ?? "");
      // The last one: a file that stood beside itself is there twice.
      const second = paths.lastIndexOf(reopening.paths[reopening.beside ?? -1] ?? "");
      const beside = shown === -1 || second === -1 ? undefined : second;
      lastSession.shows(paths, shown, beside);
      return openTabs(paths, shown === -1 ? undefined : shown, beside);
    }
    openTabs(reopening.others.filter(isThere), undefined);
    if (!isThere(reopening.path)) return;
    void grantFile(granting, reopening.path).then((file) => commands.send({ type: "not-reopened", file }));
  };
  const openPath = (asked: string) => void openFiles([asked]);
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
    places.forget();
    app.clearRecentDocuments();
    updateMenu();
  };
  const forgetRecent = (path: string) => {
    recents.remove(path);
    namedMembers.remember(path, { kindPath: undefined, timePath: undefined });
    places.remove(path);
    updateMenu();
  };
  const chooseFiles = async () => openFiles(await askForFiles(window));
  const chooseFolder = async () => {
    const chosen = await askForFolder(window, "Open the transcripts of a folder as one");
    if (chosen !== undefined) openPath(chosen);
  };
  const lookForUpdatesAtStart = (on: boolean) => {
    settings.change({ looksForUpdates: on });
    updateMenu();
  };
  const lookForUpdatesNow = () => {
    if (updateSource !== undefined) void lookNow(window, updateSource, app.getVersion());
  };
  const updateMenu = () =>
    showMenu(
      {
        recents: recents.list().map(({ path: recent }) => ({ path: recent, label: shownPaths(recent) })),
        theme: settings.current().theme,
        indexLimit: settings.current().indexLimit,
        looksForUpdates: updateSource === undefined ? undefined : settings.current().looksForUpdates,
        developer: !app.isPackaged,
      },
      {
        send: commands.send,
        chooseFiles: () => void chooseFiles(),
        chooseFolder: () => void chooseFolder(),
        openPath,
        forgetRecents,
        setTheme,
        limitIndexes,
        clearIndexes: () => void clearIndexes(),
        lookForUpdatesAtStart,
        lookForUpdatesNow,
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
      places,
      session: lastSession,
      libraryFolders: openLibraryFolders({ settings, grants, engine }),
      bookmarkFiles: openBookmarkFiles(path.join(app.getPath("userData"), "bookmarks")),
      samplePath,
      appSettings() {
        const { indexLimit, reopen: reopens, runs } = settings.current();
        return { indexLimit, reopen: reopens, runs };
      },
      changeAppSettings({ indexLimit, reopen: reopens, runs }) {
        if (runs !== undefined) settings.change({ runs });
        if (reopens !== undefined) settings.change({ reopen: reopens });
        if (indexLimit !== undefined) limitIndexes(indexLimit);
      },
      theme,
      setTheme,
      forgetRecents,
      forgetRecent,
    }),
  );
  void loadPage(window);
  if (updateSource !== undefined && settings.current().looksForUpdates) {
    void lookAtStart(window, updateSource, app.getVersion());
  }
  return { window, openFiles: (paths) => void openFiles(paths), reopen };
}

function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.focus();
}
