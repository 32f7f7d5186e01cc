// How `window.seekline` travels between preload and main: one map of calls, from which preload derives its callers and
// main its handlers, so that a channel is named in one place only.

import type { Desktop, GrantedFile } from "./desktop.ts";
import type { Result } from "./result.ts";

/** Page to main; every call is answered. The name of a call is the last part of its channel. */
export interface DesktopCalls
  extends Pick<
    Desktop,
    | "chooseFiles"
    | "grantTogether"
    | "sampleFile"
    | "recentFiles"
    | "forgetRecentFiles"
    | "forgetRecentFile"
    | "offeredFile"
    | "libraryFolders"
    | "addLibraryFolder"
    | "removeLibraryFolder"
    | "chooseTarget"
    | "confirmEndpoint"
    | "showInFolder"
    | "dragTarget"
    | "copyPath"
    | "openLink"
    | "copyText"
    | "saveText"
    | "bookmarks"
    | "keepBookmarks"
    | "appSettings"
    | "changeAppSettings"
    | "theme"
    | "setTheme"
    | "remember"
    | "remembered"
    | "reportError"
    | "copyReport"
  > {
  /** The port comes on `enginePortChannel`, with this nonce. */
  connectEngine(nonce: string): Promise<void>;
  /** The path of a dropped file, which preload reads from the `File`; the page itself cannot. */
  grantPath(path: string): Promise<GrantedFile | undefined>;
  /** The page is ready for commands, those that waited for it included. */
  listenForCommands(): Promise<void>;
}

/** Each stands for one channel; a name that is none cannot be written. */
export type CallName = keyof DesktopCalls;

/** A refusal travels as a value: what a handler throws, Electron prints with its stack. */
export type CallAnswer<Name extends CallName> = Result<Awaited<ReturnType<DesktopCalls[Name]>>, string>;

/** The channel on which preload sends such a call and main answers it. */
export function callChannel(name: CallName): string {
  return `seekline:${name}`;
}

/** Main to page: a `Command`. */
export const commandChannel = "seekline:command";
/** Main to page: a nonce, with the engine's port. */
export const enginePortChannel = "seekline:engine-port";
