// The native menu. It only says what the user wants; the page or `main.ts` does it. Built anew when what it shows changes.

import { Menu, type MenuItemConstructorOptions } from "electron";
import type { Command, ThemeChoice } from "../../shared/desktop.ts";
import { indexLimits } from "../../shared/desktop.ts";
import { printText } from "../../shared/printText.ts";

export interface MenuActions {
  readonly send: (command: Command) => void;
  readonly chooseFiles: () => void;
  readonly chooseFolder: () => void;
  readonly openPath: (path: string) => void;
  readonly forgetRecents: () => void;
  readonly setTheme: (theme: ThemeChoice) => void;
  readonly limitIndexes: (bytes: number) => void;
  readonly clearIndexes: () => void;
  readonly lookForUpdatesAtStart: (on: boolean) => void;
  readonly lookForUpdatesNow: () => void;
}

export interface MenuState {
  /** Newest first. */
  readonly recents: readonly { readonly path: string; readonly label: string }[];
  readonly theme: ThemeChoice;
  /** Bytes that kept indexes may take. */
  readonly indexLimit: number;
  /** Undefined where no address is named for it. */
  readonly looksForUpdates: boolean | undefined;
  /** Developer tools are for those who run the app from its sources. */
  readonly developer: boolean;
}

export function showMenu(state: MenuState, actions: MenuActions): void {
  const isMac = process.platform === "darwin";
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(isMac ? [{ role: "appMenu" } as const] : []),
      fileMenu(state, actions, isMac),
      { role: "editMenu" },
      goMenu(actions),
      viewMenu(state, actions),
      windowMenu(actions, isMac),
      { role: "help", submenu: helpMenu(state, actions) },
    ]),
  );
}

function fileMenu(state: MenuState, actions: MenuActions, isMac: boolean): MenuItemConstructorOptions {
  return {
    label: "&File",
    submenu: [
      command(actions, "New Tab", "CmdOrCtrl+T", { type: "new-tab" }),
      { label: "Open…", accelerator: "CmdOrCtrl+O", click: actions.chooseFiles },
      { label: "Open Folder…", accelerator: "CmdOrCtrl+Shift+O", click: actions.chooseFolder },
      { label: "Open Recent", submenu: recentsMenu(state, actions) },
      { type: "separator" },
      command(actions, "Reload Transcript", "CmdOrCtrl+R", { type: "reload" }),
      command(actions, "Export…", "CmdOrCtrl+E", { type: "export" }),
      command(actions, "Save Shown Records…", "CmdOrCtrl+Shift+E", { type: "save-records" }),
      command(actions, "What Happened…", "CmdOrCtrl+I", { type: "summary" }),
      command(actions, "Statistics…", "CmdOrCtrl+Alt+S", { type: "statistics" }),
      command(actions, "Close Tab", "CmdOrCtrl+W", { type: "close-transcript" }),
      { type: "separator" },
      { label: "Kept Indexes", submenu: indexesMenu(state, actions) },
      ...(isMac ? [] : [{ type: "separator" } as const, { role: "quit" } as const]),
    ],
  };
}

function recentsMenu(state: MenuState, actions: MenuActions): MenuItemConstructorOptions[] {
  if (state.recents.length === 0) return [{ label: "No Recent Files", enabled: false }];
  return [
    ...state.recents.map(({ path, label }) => ({ label: plainLabel(label), click: () => actions.openPath(path) })),
    { type: "separator" },
    { label: "Forget Recent Files", click: actions.forgetRecents },
  ];
}

/** Indexes make the second opening of a transcript instant; they may be limited or thrown away at any time. */
function indexesMenu(state: MenuState, actions: MenuActions): MenuItemConstructorOptions[] {
  return [
    ...indexLimits.map(
      (bytes): MenuItemConstructorOptions => ({
        label: bytes === 0 ? "Keep None" : `At Most ${bytes / 1024 ** 3} GiB`,
        type: "radio",
        checked: state.indexLimit === bytes,
        click: () => actions.limitIndexes(bytes),
      }),
    ),
    { type: "separator" },
    { label: "Clear Now", click: actions.clearIndexes },
  ];
}

function helpMenu({ looksForUpdates }: MenuState, actions: MenuActions): MenuItemConstructorOptions[] {
  const enabled = looksForUpdates !== undefined;
  return [
    command(actions, "Keyboard Shortcuts", "CmdOrCtrl+/", { type: "show-shortcuts" }),
    { label: "Copy Report", click: () => actions.send({ type: "copy-report" }) },
    { type: "separator" },
    {
      label: "Look for Updates at Start",
      type: "checkbox",
      enabled,
      checked: looksForUpdates === true,
      click: ({ checked }) => actions.lookForUpdatesAtStart(checked),
    },
    { label: "Look for Updates Now", enabled, click: actions.lookForUpdatesNow },
  ];
}

function goMenu(actions: MenuActions): MenuItemConstructorOptions {
  return {
    label: "&Go",
    submenu: [
      command(actions, "Filter", "CmdOrCtrl+F", { type: "find" }),
      command(actions, "Saved Filters…", "CmdOrCtrl+S", { type: "saved-filters" }),
      command(actions, "Next Hit", "F3", { type: "next-hit" }),
      command(actions, "Previous Hit", "Shift+F3", { type: "previous-hit" }),
      command(actions, "Go to Record…", "CmdOrCtrl+G", { type: "go-to-record" }),
      { type: "separator" },
      command(actions, "Back", "Alt+Left", { type: "back" }),
      command(actions, "Forward", "Alt+Right", { type: "forward" }),
      { type: "separator" },
      command(actions, "Bookmarks…", "CmdOrCtrl+Shift+B", { type: "bookmarks" }),
      command(actions, "All Commands…", "CmdOrCtrl+K", { type: "commands" }),
    ],
  };
}

function viewMenu(state: MenuState, actions: MenuActions): MenuItemConstructorOptions {
  const theme = (label: string, choice: ThemeChoice): MenuItemConstructorOptions => ({
    label,
    type: "radio",
    checked: state.theme === choice,
    click: () => actions.setTheme(choice),
  });
  return {
    label: "&View",
    submenu: [
      command(actions, "Settings…", "CmdOrCtrl+,", { type: "settings" }),
      { type: "separator" },
      command(actions, "Kinds", "CmdOrCtrl+B", { type: "toggle-kinds" }),
      command(actions, "Record", "CmdOrCtrl+J", { type: "toggle-detail" }),
      command(actions, "Fold Runs of Small Records", "CmdOrCtrl+Shift+L", { type: "toggle-runs" }),
      { type: "separator" },
      {
        label: "Theme",
        submenu: [theme("As the System", "system"), theme("Light", "light"), theme("Dark", "dark")],
      },
      { type: "separator" },
      { role: "resetZoom" },
      { role: "zoomIn" },
      { role: "zoomOut" },
      { type: "separator" },
      { role: "togglefullscreen" },
      ...(state.developer ? [{ role: "toggleDevTools" } as const] : []),
    ],
  };
}

/** Without "close", whose key closes the transcript. */
function windowMenu(actions: MenuActions, isMac: boolean): MenuItemConstructorOptions {
  return {
    label: "&Window",
    submenu: [
      command(actions, "Next Tab", "Ctrl+Tab", { type: "next-tab" }),
      command(actions, "Previous Tab", "Ctrl+Shift+Tab", { type: "previous-tab" }),
      command(actions, "Side by Side", "CmdOrCtrl+\\", { type: "side-by-side" }),
      command(actions, "All Tabs as One List", "CmdOrCtrl+Shift+G", { type: "tabs-as-one" }),
      { type: "separator" },
      { role: "minimize" },
      { role: "zoom" },
      ...(isMac ? [{ role: "front" } as const] : []),
    ],
  };
}

function command(actions: MenuActions, label: string, accelerator: string, what: Command): MenuItemConstructorOptions {
  return { label, accelerator, click: () => actions.send(what) };
}

/** Menus take & as the mark of a shortcut letter, and show marks of direction by turning the rest. */
function plainLabel(label: string): string {
  return printText(label).replaceAll("&", "&&");
}
