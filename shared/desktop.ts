// The contract between the page and main: a few typed calls behind `window.seekline`, written once. Main turns gestures
// (dialog, drop, argument, recent list) into granted ids; the page never names a path.

import type { Bookmark } from "./bookmarks.ts";
import type { ErrorEntry } from "./errorEntry.ts";
import type { Result } from "./result.ts";
import type { FormatName, WantedMembers, WantedReading } from "./transcript.ts";

/** A file the user chose. `name` and `folder` are for display only. */
export interface GrantedFile {
  readonly id: string;
  readonly name: string;
  readonly folder: string;
  /** The members that the user named for this file before. */
  readonly members?: WantedMembers | undefined;
  /** Where the user was in it, if its content is still the same. */
  readonly place?: KeptPlace | undefined;
}

/** How a transcript and its records are looked at. */
export const looks = ["events", "conversation"] as const;
/** Kept for each file, and taken by the next one that is opened for the first time. */
export type Look = (typeof looks)[number];
/** The ways in which the detail pane shows a record, in the order of its tabs. */
export const detailTabs = ["message", "tree", "text", "bytes", "related", "info"] as const;
/** Kept in the same way. */
export type DetailTab = (typeof detailTabs)[number];

/** How the list shows runs of small records: each as one row, or record by record. */
export const runForms = ["folded", "single"] as const;
/** Kept for each file; one that is opened for the first time takes that of `AppSettings`. */
export type RunForm = (typeof runForms)[number];

/** What is kept of how a file was looked at, beside filter and record. */
export interface KeptLook {
  /** The hash of its longest beginning (`query/heads.ts`). */
  readonly head: string;
  readonly look: Look;
  readonly tab: DetailTab;
  readonly runs?: RunForm | undefined;
}

/**
 * What main keeps per file for the next time that it is opened. All numbers are records: the selected one, that of the
 * topmost row, and that which began the topmost item. Undefined: none was selected, or the beginning was on screen.
 */
export interface KeptPlace extends KeptLook {
  readonly filter: string;
  readonly record?: number | undefined;
  readonly top?: number | undefined;
  readonly topItem?: number | undefined;
}

/** A place the user chose to save to. */
export interface GrantedTarget {
  readonly id: string;
  readonly name: string;
}

/** An endpoint that the user confirmed, for one time. */
export interface GrantedEndpoint {
  readonly id: string;
}

/**
 * An entry of the start page, opened last first. `bytes` is its size when it was opened; one that is gone is listed as
 * missing.
 */
export interface RecentFile extends GrantedFile {
  readonly bytes: number;
  /** When it was last opened, in ms since 1970. */
  readonly openedAt: number;
  readonly missing: boolean;
  readonly sort: "file" | "folder" | "list";
}

/**
 * What the page shows of a file: for the case that the page has to be loaded anew, and for when the file is opened again. Then
 * it counts only if the content is the same.
 */
export interface ShownPlace {
  /** The file's granted id. */
  readonly file: string;
  /** What the user chose of how it is read. */
  readonly reading: WantedReading;
  readonly filter: string;
  /** The selected record. */
  readonly record: number | undefined;
  /** That of the topmost row on screen; undefined where the list stands at its beginning. */
  readonly top?: number | undefined;
  /** That which began the topmost item of the conversation; undefined until that was looked at. */
  readonly topItem?: number | undefined;
  /** The list stands at its end, and stays there while the file grows. */
  readonly isAtEnd?: boolean | undefined;
  /** Undefined until the file is open. */
  readonly kept?: KeptLook | undefined;
}

/** The same as main gives it back. */
export interface RememberedPlace extends Omit<ShownPlace, "file"> {
  readonly file: GrantedFile;
}

/** Files that can be open at once. */
export const mostTabs = 50;

/** Files that can be opened as one list. */
export const mostTogether = 20_000;

/** All tabs in which something is open. */
export interface ShownTabs<Place = ShownPlace> {
  readonly places: readonly Place[];
  /** Which of them is shown; -1: none. */
  readonly active: number;
  /** Shown next to that one. */
  readonly beside?: number | undefined;
}

/** How much is open. */
export interface ShownSizes {
  readonly format: FormatName;
  readonly bytes: number;
  readonly records: number;
  readonly phase: "indexing" | "indexed";
}

/** What the menu (or main) asks the page to do. */
export type Command =
  /** Each in a tab; the one at place `shown` is shown, none when that is undefined. */
  | {
      readonly type: "open-files";
      readonly files: readonly GrantedFile[];
      readonly shown: number | undefined;
      readonly beside?: number;
      /** Somebody has chosen them in one gesture: they may be meant as one list. */
      readonly areChosen?: boolean;
    }
  /** The file of the session before has ended the engine twice: it is opened only by hand. */
  | { readonly type: "not-reopened"; readonly file: GrantedFile }
  | { readonly type: "close-transcript" }
  | { readonly type: "new-tab" }
  | { readonly type: "next-tab" }
  | { readonly type: "previous-tab" }
  | { readonly type: "side-by-side" }
  | { readonly type: "tabs-as-one" }
  | { readonly type: "export" }
  | { readonly type: "save-records" }
  | { readonly type: "saved-filters" }
  | { readonly type: "summary" }
  | { readonly type: "find" }
  | { readonly type: "next-hit" }
  | { readonly type: "previous-hit" }
  | { readonly type: "reload" }
  | { readonly type: "go-to-record" }
  | { readonly type: "back" }
  | { readonly type: "forward" }
  | { readonly type: "commands" }
  | { readonly type: "bookmarks" }
  | { readonly type: "statistics" }
  | { readonly type: "settings" }
  | { readonly type: "toggle-runs" }
  | { readonly type: "toggle-kinds" }
  | { readonly type: "toggle-detail" }
  | { readonly type: "show-shortcuts" }
  | { readonly type: "copy-report" }
  /** `isUnexpected`: nobody has ended it from outside. */
  | { readonly type: "engine-restarted"; readonly reason: string; readonly isUnexpected: boolean };

/** A folder that the user added to the library. `name` and `folder`, in which it lies, are for display only. */
export interface LibraryFolder {
  readonly id: string;
  readonly name: string;
  readonly folder: string;
  readonly missing: boolean;
}

/** Folders that can be added. */
export const mostLibraryFolders = 100;

/** `system` follows the desktop's own setting, also when that changes. */
export type ThemeChoice = "system" | "light" | "dark";

/** What main remembers for the app as a whole, as far as the page changes it. */
export interface AppSettings {
  /** Bytes that kept indexes may take; one of `indexLimits`. */
  readonly indexLimit: number;
  /** What was open when the app ended is opened when it starts. */
  readonly reopen: boolean;
  /** How runs are shown of a file that is opened for the first time. */
  readonly runs: RunForm;
}

/** What is missing stays as it is. */
export interface AppSettingsChange {
  readonly indexLimit?: number | undefined;
  readonly reopen?: boolean | undefined;
  readonly runs?: RunForm | undefined;
}

const gib = 1024 ** 3;
/** What is offered, in bytes. */
export const indexLimits = [0, gib, 4 * gib, 16 * gib] as const;

/** The DOM's `File`, of which the page may know no more; only the preload can ask for its path. */
export interface DroppedFile {
  readonly name: string;
  readonly size: number;
}

/** A file by its granted id, and by the hashes of its beginnings, as the engine tells them. */
export interface KeptFile {
  readonly file: string;
  readonly heads: readonly string[];
}

/** A text that the page has put together, and the granted id of the file beside which the save dialog starts. */
export interface SaveRequest {
  readonly from: string;
  readonly suggestedName: string;
  readonly text: string;
}

/** `window.seekline`. Every call goes to main; the sender is checked there. */
export interface Desktop {
  readonly platform: "darwin" | "linux" | "win32";
  /** Asks for a new port to the engine; it arrives as a window message of type `enginePortMessage` with this nonce. */
  connectEngine(nonce: string): void;
  /** Shows the open dialog. None when the user cancels. */
  chooseFiles(): Promise<readonly GrantedFile[]>;
  /** A file dropped on the window. Undefined when it has no path (dragged out of a browser, for example). */
  grantDropped(file: DroppedFile): Promise<GrantedFile | undefined>;
  /** Granted files and folders, by their ids and at most `mostTogether`, to be opened as one list; of lists, what is in them. */
  grantTogether(files: readonly string[]): Promise<GrantedFile>;
  /** The bundled sample. */
  sampleFile(): Promise<GrantedFile>;
  recentFiles(): Promise<readonly RecentFile[]>;
  forgetRecentFiles(): Promise<void>;
  /** One of them, by its id, with what is kept of where the user was in it. Bookmarks stay. */
  forgetRecentFile(id: string): Promise<void>;
  /** A file of the library, by the id that the engine gave; undefined: it gave none such. */
  offeredFile(id: string): Promise<GrantedFile | undefined>;
  /** The folders that were added to the library. */
  libraryFolders(): Promise<readonly LibraryFolder[]>;
  /** Shows the folder dialog, and adds what is chosen. Gives all of them. */
  addLibraryFolder(): Promise<readonly LibraryFolder[]>;
  /** Takes one out of the library; nothing in it is touched. Gives the others. */
  removeLibraryFolder(id: string): Promise<readonly LibraryFolder[]>;
  /** Shows the save dialog, starting beside the file `from`. Undefined when the user cancels. */
  chooseTarget(request: { readonly from: string; readonly suggestedName: string }): Promise<GrantedTarget | undefined>;
  /** Asks the user whether records of the file `from` may be sent to this http or https address. Undefined when not. */
  confirmEndpoint(request: { readonly from: string; readonly address: string }): Promise<GrantedEndpoint | undefined>;
  /** Shows a granted file or a written target in the file manager. */
  showInFolder(id: string): Promise<void>;
  /** Lets the system drag a written target on: to a folder, a mail, another program. For a drag that has just begun. */
  dragTarget(target: string): Promise<void>;
  /**
   * Copies the path of a granted file or a target, which the page does not know; of a list, a line for each. Gives a sentence
   * when the clipboard did not take it.
   */
  copyPath(id: string): Promise<string | undefined>;
  /** Asks the user, then opens an http or https link in the browser. */
  openLink(url: string): Promise<void>;
  /** Gives a sentence when the clipboard did not take it. */
  copyText(text: string): Promise<string | undefined>;
  /**
   * Shows the save dialog, starting beside the file `from`, and writes a text that the page has put together. Gives the file's
   * name, undefined when the user cancels, a sentence when it could not be written.
   */
  saveText(request: SaveRequest): Promise<Result<string | undefined, string>>;
  /** The bookmarks of a file whose content begins so. */
  bookmarks(of: KeptFile): Promise<readonly Bookmark[]>;
  /** Keeps these and no others. False: they could not be written. */
  keepBookmarks(of: KeptFile, bookmarks: readonly Bookmark[]): Promise<boolean>;
  appSettings(): Promise<AppSettings>;
  changeAppSettings(part: AppSettingsChange): Promise<void>;
  theme(): Promise<ThemeChoice>;
  setTheme(theme: ThemeChoice): Promise<void>;
  remember(tabs: ShownTabs): Promise<void>;
  /** What was told last, by this page or one before it that crashed. */
  remembered(): Promise<ShownTabs<RememberedPlace>>;
  /** Logs an error that nobody expected. */
  reportError(entry: ErrorEntry): Promise<void>;
  /**
   * Copies what helps to find a bug, and nothing of a transcript. `shown`: undefined when nothing is open. Gives a sentence
   * when the clipboard did not take it.
   */
  copyReport(shown: ShownSizes | undefined): Promise<string | undefined>;
  /** Calls back for every command, those that came before the page was ready included. Returns how to stop. */
  onCommand(listener: (command: Command) => void): () => void;
}

/** `data.type` of the window message that carries the engine's port (`ports[0]`), with `data.nonce`. */
export const enginePortMessage = "seekline:engine-port";
