// The bridge: `window.seekline`, one function per call of the contract, and nothing of Electron beside. Runs in the page's
// sandboxed process, apart from the page's own scripts. Imports types and names only: it is bundled into one small file.

import { contextBridge, ipcRenderer, webUtils } from "electron";
import { type Command, type Desktop, enginePortMessage } from "../../shared/desktop.ts";
import {
  type CallAnswer,
  type CallName,
  callChannel,
  commandChannel,
  type DesktopCalls,
  enginePortChannel,
} from "../../shared/desktopChannels.ts";

async function call<Name extends CallName>(
  name: Name,
  ...sent: Parameters<DesktopCalls[Name]>
): Promise<Awaited<ReturnType<DesktopCalls[Name]>>> {
  const answer: CallAnswer<Name> = await ipcRenderer.invoke(callChannel(name), ...sent);
  if (!answer.ok) throw new Error(answer.failure);
  return answer.value;
}

const listeners = new Set<(command: Command) => void>();
/** Commands that came while nobody listened. */
let waiting: readonly Command[] = [];

function deliver(): void {
  if (listeners.size === 0) return;
  const commands = waiting;
  waiting = [];
  for (const command of commands) {
    for (const listener of listeners) listener(command);
  }
}

ipcRenderer.on(commandChannel, (_event, command: Command) => {
  waiting = [...waiting, command];
  deliver();
});

// A port cannot pass the context bridge, so it is posted to this very window; see `renderer/data/enginePort.ts`.
ipcRenderer.on(enginePortChannel, (event, nonce: string) => {
  window.postMessage({ type: enginePortMessage, nonce }, location.origin, event.ports);
});

const desktop: Desktop = {
  platform: process.platform === "darwin" || process.platform === "win32" ? process.platform : "linux",
  connectEngine: (nonce) => void call("connectEngine", nonce),
  chooseFiles: () => call("chooseFiles"),
  async grantDropped(file) {
    const path = file instanceof File ? webUtils.getPathForFile(file) : "";
    return path === "" ? undefined : call("grantPath", path);
  },
  grantTogether: (files) => call("grantTogether", files),
  sampleFile: () => call("sampleFile"),
  recentFiles: () => call("recentFiles"),
  forgetRecentFiles: () => call("forgetRecentFiles"),
  forgetRecentFile: (id) => call("forgetRecentFile", id),
  offeredFile: (id) => call("offeredFile", id),
  libraryFolders: () => call("libraryFolders"),
  addLibraryFolder: () => call("addLibraryFolder"),
  removeLibraryFolder: (id) => call("removeLibraryFolder", id),
  chooseTarget: (request) => call("chooseTarget", request),
  confirmEndpoint: (request) => call("confirmEndpoint", request),
  showInFolder: (target) => call("showInFolder", target),
  dragTarget: (target) => call("dragTarget", target),
  copyPath: (target) => call("copyPath", target),
  openLink: (url) => call("openLink", url),
  copyText: (text) => call("copyText", text),
  saveText: (request) => call("saveText", request),
  bookmarks: (of) => call("bookmarks", of),
  keepBookmarks: (of, bookmarks) => call("keepBookmarks", of, bookmarks),
  appSettings: () => call("appSettings"),
  changeAppSettings: (part) => call("changeAppSettings", part),
  theme: () => call("theme"),
  setTheme: (theme) => call("setTheme", theme),
  remember: (place) => call("remember", place),
  remembered: () => call("remembered"),
  reportError: (entry) => call("reportError", entry),
  copyReport: (shown) => call("copyReport", shown),
  onCommand(listener) {
    listeners.add(listener);
    void call("listenForCommands");
    // Later, so that a listener that is taken away at once (React does so in development) does not get them in vain.
    queueMicrotask(deliver);
    return () => listeners.delete(listener);
  },
};

contextBridge.exposeInMainWorld("seekline", desktop);
