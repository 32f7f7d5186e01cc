// What each call of the page does. The only place where gestures become grants, and where paths become names to show.

import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import path from "node:path";
import { type BrowserWindow, clipboard, type NativeImage, nativeImage, shell } from "electron";
import type {
  AppSettings,
  AppSettingsChange,
  GrantedFile,
  RecentFile,
  ShownPlace,
  ShownTabs,
  ThemeChoice,
} from "../../shared/desktop.ts";
import { mostTogether } from "../../shared/desktop.ts";
import { type DesktopCalls, enginePortChannel } from "../../shared/desktopChannels.ts";
import { endpointProblem } from "../../shared/endpoint.ts";
import { joinPaths, splitPaths } from "../../shared/pathList.ts";
import { fail, succeed } from "../../shared/result.ts";
import { logError } from "../errorLog/errorLog.ts";
import type { BookmarkFiles } from "./bookmarkFiles.ts";
import type { CommandSender } from "./commands.ts";
import { copyReport } from "./copyReport.ts";
import { askForFiles, askForFolder, askForTarget, askToOpenLink, askToSend } from "./dialogs.ts";
import type { EngineHost } from "./engineHost.ts";
import { errorLogFolder } from "./errorLogFolder.ts";
import type { Grants } from "./grants.ts";
import { CallRefused } from "./ipc.ts";
import type { LastSession } from "./lastSession.ts";
import type { LibraryFolders } from "./libraryFolders.ts";
import type { NamedMembers } from "./namedMembers.ts";
import type { Places } from "./places.ts";
import { putOnClipboard } from "./putOnClipboard.ts";
import type { Recent, RecentsFile } from "./recents.ts";
import { isKept, isThere, shownName } from "./shownPaths.ts";
import { systemTakes } from "./systemPath.ts";
import { writeWholeFile } from "./wholeFile.ts";

export interface DesktopParts {
  readonly window: BrowserWindow;
  readonly commands: CommandSender;
  readonly engine: EngineHost;
  readonly grants: Grants;
  readonly recents: RecentsFile;
  readonly namedMembers: NamedMembers;
  readonly places: Places;
  readonly session: LastSession;
  readonly libraryFolders: LibraryFolders;
  readonly bookmarkFiles: BookmarkFiles;
  readonly samplePath: string;
  readonly appSettings: () => AppSettings;
  readonly changeAppSettings: (part: AppSettingsChange) => void;
  readonly theme: () => ThemeChoice;
  readonly setTheme: (theme: ThemeChoice) => void;
  readonly forgetRecents: () => void;
  readonly forgetRecent: (path: string) => void;
}

export function desktopCalls(parts: DesktopParts): DesktopCalls {
  const { window, commands, engine, grants, recents, namedMembers, places, session } = parts;
  let tabs: ShownTabs = { places: [], active: -1 };
  const readPath = (id: string): string => {
    const grant = grants.find(id, "read");
    if (grant === undefined) throw new CallRefused("it names no granted file");
    return grant.path;
  };
  /** Of a target, or of what may be read; several of a list. */
  const pathsOf = (id: string): readonly string[] => {
    const target = grants.find(id, "write");
    if (target !== undefined) return [target.path];
    const file = grants.find(id, "read");
    return file === undefined ? [] : splitPaths(file.path);
  };
  const firstPath = (id: string): string => splitPaths(readPath(id))[0] ?? "";
  const remember = (file: string, { reading, kept, filter, record, top, topItem }: ShownPlace): void => {
    namedMembers.remember(file, reading);
    if (kept !== undefined) places.remember(file, { ...kept, filter, record, top, topItem });
  };
  return {
    async connectEngine(nonce) {
      const port = await engine.connect();
      if (port !== undefined && !window.isDestroyed()) window.webContents.postMessage(enginePortChannel, nonce, [port]);
    },
    chooseFiles: async () => Promise.all((await askForFiles(window)).map((file) => grantFile(parts, file))),
    async grantTogether(ids) {
      const paths = ids.flatMap((one) => splitPaths(readPath(one)));
      if (paths.length > mostTogether) throw new CallRefused("they are more than one list takes");
      return grantFile(parts, joinPaths(paths));
    },
    // A dropped file has an absolute path; whatever else stands there did not come from a drop.
    grantPath: async (file) => (path.isAbsolute(file) ? grantFile(parts, path.normalize(file)) : undefined),
    sampleFile: () => grantFile(parts, parts.samplePath),
    recentFiles: () => Promise.all(recents.list().map((recent) => grantRecent(parts, recent))),
    async forgetRecentFiles() {
      parts.forgetRecents();
    },
    async forgetRecentFile(id) {
      parts.forgetRecent(readPath(id));
    },
    async offeredFile(id) {
      const grant = grants.find(id, "read");
      return grant === undefined ? undefined : grantFile(parts, grant.path);
    },
    libraryFolders: () => parts.libraryFolders.list(),
    async addLibraryFolder() {
      const folder = await askForFolder(window, "Add the sessions of a folder to the library");
      if (folder !== undefined) await parts.libraryFolders.add(folder);
      return parts.libraryFolders.list();
    },
    async removeLibraryFolder(id) {
      await parts.libraryFolders.remove(id);
      return parts.libraryFolders.list();
    },
    async chooseTarget({ from, suggestedName }) {
      const file = await askForTarget(window, firstPath(from), suggestedName);
      if (file === undefined) return undefined;
      const grant = grants.grant(file, "write");
      await engine.grant(grant);
      return { id: grant.id, name: path.basename(file) };
    },
    async confirmEndpoint({ from, address }) {
      const file = shownName(readPath(from)).name;
      const url = URL.parse(address) ?? undefined;
      if (url === undefined || endpointProblem(url) !== undefined) {
        throw new CallRefused("only http and https addresses without a password are sent to");
      }
      if (!(await askToSend(window, file, url))) return undefined;
      const grant = { id: randomUUID(), path: url.href, access: "send" } as const;
      await engine.grant(grant);
      return { id: grant.id };
    },
    async showInFolder(id) {
      const [file] = pathsOf(id);
      if (file !== undefined && systemTakes(file)) shell.showItemInFolder(file);
    },
    async dragTarget(target) {
      const grant = grants.find(target, "write");
      // Electron throws for a file that is not there.
      if (grant === undefined || !systemTakes(grant.path) || !existsSync(grant.path)) return;
      window.webContents.startDrag({ file: grant.path, icon: dragIcon() });
    },
    async copyPath(id) {
      const paths = pathsOf(id);
      return paths.length === 0 ? undefined : putOnClipboard(clipboard, paths.join("\n"));
    },
    async openLink(link) {
      const url = URL.parse(link);
      if (url === null || (url.protocol !== "https:" && url.protocol !== "http:")) {
        throw new CallRefused("only http and https links are opened");
      }
      if (await askToOpenLink(window, url)) await shell.openExternal(url.href);
    },
    async copyText(text) {
      return putOnClipboard(clipboard, text);
    },
    async saveText({ from, suggestedName, text }) {
      const file = await askForTarget(window, firstPath(from), suggestedName);
      if (file === undefined) return succeed(undefined);
      const problem = writeWholeFile(file, text);
      const name = path.basename(file);
      return problem === undefined
        ? succeed(name)
        : fail(`“${name}” could not be written (${problem}). Save it somewhere else.`);
    },
    bookmarks: async ({ file, heads }) => parts.bookmarkFiles.of(readPath(file), heads),
    keepBookmarks: async ({ file, heads }, bookmarks) => parts.bookmarkFiles.keep(readPath(file), heads, bookmarks),
    appSettings: async () => parts.appSettings(),
    async changeAppSettings(part) {
      parts.changeAppSettings(part);
    },
    theme: async () => parts.theme(),
    async setTheme(theme) {
      parts.setTheme(theme);
    },
    async remember(shown) {
      tabs = shown;
      const known = shown.places.flatMap((place) => {
        const file = grants.find(place.file, "read")?.path;
        return file === undefined ? [] : [{ place, path: file }];
      });
      const begun = known.filter((one) => one.path !== parts.samplePath && isKept(one.path));
      const active = shown.places[shown.active];
      const beside = shown.beside === undefined ? undefined : shown.places[shown.beside];
      session.shows(
        begun.map((one) => one.path),
        begun.findIndex((one) => one.place === active),
        placeIn(begun, (one) => one.place === beside),
      );
      for (const { place, path: file } of known) remember(file, place);
    },
    async remembered() {
      const found = await Promise.all(
        tabs.places.map(async (place) => {
          const grant = grants.find(place.file, "read");
          return grant === undefined ? [] : [{ ...place, file: await grantFile(parts, grant.path) }];
        }),
      );
      const all = found.flat();
      const [active, beside] = [tabs.active, tabs.beside ?? -1].map((place) => found[place]?.[0]);
      const second = beside === undefined ? undefined : placeIn(all, (place) => place === beside);
      return { places: all, active: placeIn(all, (place) => place === active) ?? -1, beside: second };
    },
    async reportError(entry) {
      logError(errorLogFolder(), { ...entry, program: "page" });
    },
    async copyReport(sizes) {
      return copyReport(sizes);
    },
    async listenForCommands() {
      commands.listening();
    },
  };
}

/** What hangs on the pointer: no system takes a drag without a picture. */
function dragIcon(): NativeImage {
  return nativeImage.createFromPath(path.join(import.meta.dirname, "../../packaging/icons/32.png"));
}

/** Grants a file, or a list of files, for reading and waits until the engine knows, so that the page may use the id at once. */
export async function grantFile(
  { grants, engine, namedMembers, places }: Pick<DesktopParts, "grants" | "engine" | "namedMembers" | "places">,
  file: string,
): Promise<GrantedFile> {
  const grant = grants.grant(file, "read");
  await engine.grant(grant);
  return { id: grant.id, ...shownName(file), members: namedMembers.of(file), place: places.of(file) };
}

async function grantRecent(parts: DesktopParts, { path: file, bytes, openedAt }: Recent): Promise<RecentFile> {
  const isList = splitPaths(file).length > 1;
  const found = isList ? undefined : await stat(file).catch(() => undefined);
  return {
    ...(await grantFile(parts, file)),
    bytes: found?.isFile() === true ? found.size : bytes,
    openedAt,
    missing: found === undefined && !isThere(file),
    sort: isList ? "list" : found?.isDirectory() === true ? "folder" : "file",
  };
}

function placeIn<Item>(items: readonly Item[], isIt: (item: Item) => boolean): number | undefined {
  const place = items.findIndex(isIt);
  return place === -1 ? undefined : place;
}
