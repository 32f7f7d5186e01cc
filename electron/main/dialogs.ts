// The native dialogs. Each gives back what the user decided, undefined for nothing.

import path from "node:path";
import { type BrowserWindow, dialog } from "electron";
import { describeWay, wayTo } from "../../shared/endpoint.ts";
import { systemTakes } from "./systemPath.ts";

const transcriptFilters: Electron.FileFilter[] = [
  { name: "Transcripts", extensions: ["jsonl", "ndjson", "json", "log"] },
  { name: "All files", extensions: ["*"] },
];

/** One or several; none when the user cancels. */
export async function askForFiles(window: BrowserWindow): Promise<readonly string[]> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: "Open transcripts",
    properties: ["openFile", "multiSelections", "showHiddenFiles"],
    filters: transcriptFilters,
  });
  return canceled ? [] : filePaths;
}

export async function askForFolder(window: BrowserWindow, title: string): Promise<string | undefined> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title,
    properties: ["openDirectory", "showHiddenFiles"],
  });
  return canceled ? undefined : filePaths[0];
}

/** Starts in the folder of `from`. The system's dialog asks before it names a file that exists. */
export async function askForTarget(
  window: BrowserWindow,
  from: string,
  suggestedName: string,
): Promise<string | undefined> {
  const folder = path.dirname(from);
  // Only the last part: a suggested name must not choose another folder.
  const name = path.basename(suggestedName);
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: "Export",
    ...(systemTakes(name) ? { defaultPath: systemTakes(folder) ? path.join(folder, name) : name } : {}),
    properties: ["createDirectory", "showOverwriteConfirmation"],
  });
  return canceled || filePath === "" ? undefined : filePath;
}

/** Shows where a link leads before anything is opened, since transcripts may be written by anybody. */
export async function askToOpenLink(window: BrowserWindow, url: URL): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: "question",
    message: `Open this link in your browser?`,
    detail: url.href,
    buttons: ["Open", "Cancel"],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  });
  return response === 0;
}

/** Says where to, and who could read along, before anything is sent. */
export async function askToSend(window: BrowserWindow, file: string, url: URL): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: wayTo(url) === "plain" ? "warning" : "question",
    message: `Send records of “${file}” to ${url.host}?`,
    detail: `${url.href}\n\n${describeWay(url)}`,
    buttons: ["Send", "Cancel"],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  });
  return response === 0;
}

export function tellPageIsBroken(window: BrowserWindow, reason: string): void {
  void dialog.showMessageBox(window, {
    type: "error",
    message: "The window stopped working several times.",
    detail: `Reason: ${reason}. Your transcripts are untouched. Quit Seekline and start it again.`,
  });
}

export function tellIndexesCleared(window: BrowserWindow, bytes: number): void {
  void dialog.showMessageBox(window, {
    type: "info",
    message:
      bytes === 0 ? "There were no kept indexes." : `${(bytes / 1e6).toFixed(1)} MB of kept indexes were removed.`,
    detail: "A transcript is indexed again when it is opened the next time.",
  });
}

/** True when the user wants to see the page that has it. */
export async function tellUpdate(
  window: BrowserWindow,
  { version, own, url }: { readonly version: string; readonly own: string; readonly url: URL },
): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: "info",
    message: `Seekline ${version} is there.`,
    detail: `This is ${own}. Nothing was fetched; this page of its publisher has it: ${url.href}`,
    buttons: ["Show Page", "Not Now"],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  });
  return response === 0;
}

/** Does not wait for the answer; nothing is shown once the window is gone. */
export function tellAboutUpdates(window: BrowserWindow, message: string): void {
  if (!window.isDestroyed()) void dialog.showMessageBox(window, { type: "info", message });
}
