// Every key that works everywhere, written once: the handler and the sheet that lists them read the same table. Keys of
// one part only (arrows in the list, for example) are in the table to be listed, and handled where they belong.

/**
 * What a key, a menu or the palette asks the window to do. What has no meaning now is not done, and nothing is said.
 */
export type Action =
  | "open"
  | "find"
  | "filter"
  | "next-hit"
  | "previous-hit"
  | "go-to-record"
  | "export"
  | "save-records"
  | "summary"
  | "statistics"
  | "reload"
  | "close"
  | "new-tab"
  | "next-tab"
  | "previous-tab"
  | "tab-left"
  | "tab-right"
  | "side-by-side"
  | "tabs-as-one"
  | "other-side"
  | "events"
  | "conversation"
  | "toggle-runs"
  | "toggle-kinds"
  | "toggle-detail"
  | "next-part"
  | "previous-part"
  | "back"
  | "forward"
  | "commands"
  | "bookmark"
  | "compare"
  | "bookmarks"
  | "next-bookmark"
  | "previous-bookmark"
  | "saved-filters"
  | "undo"
  | "redo"
  | "settings"
  | "shortcuts";

/** What a key does, as the sheet lists it. */
export interface Shortcut {
  readonly title: string;
  /** Alternatives. `Mod` is ⌘ on a Mac and Ctrl elsewhere; parts are separated by blanks. */
  readonly keys: readonly string[];
  /** Undefined: handled by the part that has the focus. */
  readonly action?: Action;
}

export interface ShortcutGroup {
  readonly title: string;
  readonly shortcuts: readonly Shortcut[];
}

/**
 * In the order in which the sheet lists them. Keys of the native menu are among them, and have to be the same there.
 */
export const shortcutGroups: readonly ShortcutGroup[] = [
  {
    title: "Transcript",
    shortcuts: [
      { title: "Open a file", keys: ["Mod O"], action: "open" },
      { title: "Export", keys: ["E", "Mod E"], action: "export" },
      { title: "Save the records that are shown", keys: ["Mod Shift E"], action: "save-records" },
      { title: "What happened", keys: ["I", "Mod I"], action: "summary" },
      { title: "Statistics", keys: ["S"], action: "statistics" },
      { title: "Read the file anew", keys: ["Mod R"], action: "reload" },
      { title: "Close", keys: ["Mod W"], action: "close" },
      { title: "New tab", keys: ["Mod T"], action: "new-tab" },
      { title: "Next tab", keys: ["Ctrl Tab"], action: "next-tab" },
      { title: "Previous tab", keys: ["Ctrl Shift Tab"], action: "previous-tab" },
      { title: "The tab further left", keys: ["Mod Shift PgUp"], action: "tab-left" },
      { title: "The tab further right", keys: ["Mod Shift PgDn"], action: "tab-right" },
      { title: "A tab by its place, the last one", keys: ["Mod 1 – 8", "Mod 9"] },
      { title: "Two side by side, or one", keys: ["Mod \\"], action: "side-by-side" },
      { title: "All tabs as one list", keys: ["Mod Shift G"], action: "tabs-as-one" },
      { title: "To the other side", keys: ["F7"], action: "other-side" },
    ],
  },
  {
    title: "Records",
    shortcuts: [
      { title: "Next and previous", keys: ["↓ ↑", "J K"] },
      { title: "A page down and up", keys: ["PgDn PgUp"] },
      { title: "First and last", keys: ["Home End"] },
      { title: "Show the record", keys: ["Enter"] },
      { title: "Find in the record or the conversation, or filter", keys: ["Mod F"], action: "find" },
      { title: "Back", keys: ["Esc"] },
      { title: "Open and close a run of small records", keys: ["→ ←"] },
      { title: "Fold all runs, or none", keys: ["F", "Mod Shift L"], action: "toggle-runs" },
      { title: "Select more", keys: ["Shift ↓ ↑", "Shift Click", "Mod Click"] },
      { title: "Select all", keys: ["Mod A"] },
      { title: "Copy as JSON", keys: ["Mod C"] },
      { title: "What can be done with it", keys: ["Shift F10", "Right Click"] },
      { title: "Move the column of a title", keys: ["Alt ← →", "Drag"] },
      { title: "From a call to its result, and back", keys: ["P"] },
      { title: "Bookmark it, or no longer", keys: ["B"], action: "bookmark" },
      { title: "Next bookmark", keys: ["Alt ↓"], action: "next-bookmark" },
      { title: "Previous bookmark", keys: ["Alt ↑"], action: "previous-bookmark" },
      { title: "All bookmarks", keys: ["Mod Shift B"], action: "bookmarks" },
      { title: "Compare two that are selected", keys: ["D"], action: "compare" },
      { title: "Go to a record, a time, a line, a byte", keys: ["Mod G"], action: "go-to-record" },
      { title: "Back to where a jump began", keys: ["Alt ←"], action: "back" },
      { title: "Forward again", keys: ["Alt →"], action: "forward" },
    ],
  },
  {
    title: "Conversation",
    shortcuts: [
      { title: "Events", keys: ["1"], action: "events" },
      { title: "Conversation", keys: ["2"], action: "conversation" },
      { title: "Previous and next prompt", keys: ["[ ]"] },
      { title: "Next and previous error", keys: ["E", "Shift E"] },
      { title: "Next and previous item", keys: ["J K"] },
      { title: "Fold or unfold", keys: ["O"] },
      { title: "Text as it is written", keys: ["R"] },
      { title: "Copy as Markdown", keys: ["C"] },
      { title: "Bookmark it, or no longer", keys: ["B"] },
      { title: "Show its record", keys: ["Enter"] },
      { title: "What can be done with it", keys: ["Shift F10", "Right Click"] },
    ],
  },
  {
    title: "Filter",
    shortcuts: [
      { title: "Edit the filter", keys: ["/", "Mod Shift F"], action: "filter" },
      { title: "Next hit", keys: ["F3"], action: "next-hit" },
      { title: "Previous hit", keys: ["Shift F3"], action: "previous-hit" },
      { title: "The same in its field", keys: ["Enter", "Shift Enter"] },
      { title: "Saved filters, and save this one", keys: ["Mod S"], action: "saved-filters" },
      { title: "Remove a term, a saved filter", keys: ["Del"] },
      { title: "Undo a change", keys: ["Mod Z"], action: "undo" },
      { title: "Redo it", keys: ["Mod Shift Z", "Mod Y"], action: "redo" },
      { title: "Show a kind, hide a kind", keys: ["Click", "Alt Click"] },
    ],
  },
  {
    title: "Window",
    shortcuts: [
      { title: "Kinds on or off", keys: ["Mod B"], action: "toggle-kinds" },
      { title: "Record on or off", keys: ["Mod J"], action: "toggle-detail" },
      { title: "Next part of the window", keys: ["F6"], action: "next-part" },
      { title: "Previous part", keys: ["Shift F6"], action: "previous-part" },
      { title: "All commands", keys: ["Mod K", "Mod Shift P"], action: "commands" },
      { title: "Settings", keys: ["Mod ,"], action: "settings" },
      { title: "Keyboard shortcuts", keys: ["?", "Mod /"], action: "shortcuts" },
    ],
  },
];

/** What is looked at of a `KeyboardEvent`. */
export interface PressedKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** As the table writes them. */
const written: Readonly<Record<string, string>> = {
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowDown: "↓",
  ArrowUp: "↑",
  PageUp: "PgUp",
  PageDown: "PgDn",
};

/** What a key means. `typing`: a text field has the focus, so that plain keys and undo belong to it. */
export function actionOf(pressed: PressedKey, mac: boolean, typing: boolean): Action | undefined {
  // The same everywhere: on a Mac, the other one goes from program to program.
  if (pressed.key === "Tab" && pressed.ctrlKey) return pressed.shiftKey ? "previous-tab" : "next-tab";
  const mod = mac ? pressed.metaKey : pressed.ctrlKey;
  const other = mac ? pressed.ctrlKey : pressed.metaKey;
  const key = pressed.key.length === 1 ? pressed.key.toUpperCase() : pressed.key;
  const isFunctionKey = /^F\d+$/.test(key);
  // Where a text field does not move by words with it.
  const isTravel = !mac && pressed.altKey && /^Arrow(?:Left|Right)$/.test(key);
  if (other || (typing && !mod && !isFunctionKey && !isTravel)) return undefined;
  // Shift is part of a character such as ?, but a key of its own beside a letter.
  const shift = pressed.shiftKey && (isFunctionKey || /^(?:[A-Z]|Page(?:Up|Down))$/.test(key));
  const modifiers = [...(mod ? ["Mod"] : []), ...(pressed.altKey ? ["Alt"] : []), ...(shift ? ["Shift"] : [])];
  const wanted = [...modifiers, written[key] ?? key].join(" ");
  const found = shortcutGroups.flatMap(({ shortcuts }) => shortcuts).find(({ keys }) => keys.includes(wanted))?.action;
  return typing && (found === "undo" || found === "redo") ? undefined : found;
}

/** The place of a tab that a key goes to, from 0; -1 is the last one. */
export function tabPlaceOf({ key, ctrlKey, metaKey, altKey, shiftKey }: PressedKey, mac: boolean): number | undefined {
  const isMod = mac ? metaKey && !ctrlKey : ctrlKey && !metaKey;
  if (!isMod || altKey || shiftKey || !/^[1-9]$/.test(key)) return undefined;
  return key === "9" ? -1 : Number(key) - 1;
}

/** As it is printed on the keys. */
export function keysText(keys: string, mac: boolean): string {
  return keys
    .replace("Mod", mac ? "⌘" : "Ctrl")
    .replace("Shift", mac ? "⇧" : "Shift")
    .replace("Alt", mac ? "⌥" : "Alt");
}

/** The first keys of an action, for a tooltip. */
export function keysOf(action: Action, mac: boolean): string | undefined {
  const found = shortcutGroups.flatMap(({ shortcuts }) => shortcuts).find((shortcut) => shortcut.action === action);
  const keys = found?.keys.find((text) => text.startsWith("Mod")) ?? found?.keys[0];
  return keys === undefined ? undefined : keysText(keys, mac);
}
