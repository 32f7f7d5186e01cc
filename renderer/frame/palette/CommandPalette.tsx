// The palette with what can be done now: what the keys do, what the menu of a row has, how it looks, and the
// kinds of the transcript.

import { onlyKinds, toggleKind } from "../../../shared/filter/kindChoice.ts";
import {
  useFacets,
  useOpenTranscript,
  useSelection,
  useSettings,
  useWhole,
  useWorkspace,
} from "../../data/useWorkspace.ts";
import type { Place } from "../place.ts";
import { useRowCommands } from "../rowMenu/useRowCommands.ts";
import type { Action } from "../shortcuts.ts";
import { keysOf, shortcutGroups } from "../shortcuts.ts";
import { travel } from "../travel.ts";
import { Palette } from "./Palette.tsx";
import type { PaletteCommand } from "./paletteEntries.ts";

export interface CommandPaletteProps {
  readonly onAction: (action: Action) => void;
  readonly onClose: () => void;
  /** A record is selected. */
  readonly onArrive: () => void;
}

/**
 * Drawn while it is open, and closed before a command runs. Of an open transcript it has rows, saved filters, bookmarks
 * and kinds besides, and takes places (`place.ts`) and filters.
 */
export function CommandPalette({ onAction, onClose, onArrive }: CommandPaletteProps) {
  const workspace = useWorkspace();
  const { desktop, settings, viewing } = workspace;
  const mac = desktop.platform === "darwin";
  const open = useOpenTranscript(() => true) ?? false;
  const firstTime = useOpenTranscript(({ progress }) => progress.firstTime);
  const near = useSelection(({ row }) => row?.time) ?? firstTime;
  const kinds = useFacets((facets) => facets.kinds);

  const actions = shortcutGroups.flatMap(({ shortcuts }) =>
    shortcuts.flatMap(({ title, action }): readonly PaletteCommand[] =>
      action === undefined || action === "commands" || !(open || worksWithout.has(action))
        ? []
        : [{ title, keys: keysOf(action, mac), run: () => onAction(action) }],
    ),
  );
  const isSelected = useSelection(({ row }) => row !== undefined);
  const rowCommands = useRowCommands(onAction).flat();
  const looks: readonly PaletteCommand[] = [
    { title: "Theme: as the system", run: () => void desktop.setTheme("system") },
    { title: "Theme: light", run: () => void desktop.setTheme("light") },
    { title: "Theme: dark", run: () => void desktop.setTheme("dark") },
    { title: "Record at the bottom", run: () => settings.setState({ detailSide: "bottom", detailOpen: true }) },
    { title: "Record on the right", run: () => settings.setState({ detailSide: "right", detailOpen: true }) },
    {
      title: "Overview of the file on or off",
      run: () => settings.setState(({ overviewOpen }) => ({ overviewOpen: !overviewOpen })),
    },
    { title: "Overview by time", run: () => settings.setState({ overviewAxis: "time", overviewOpen: true }) },
    { title: "Overview by size", run: () => settings.setState({ overviewAxis: "bytes", overviewOpen: true }) },
    { title: "Rows: compact", run: () => settings.setState({ density: "compact" }) },
    { title: "Rows: comfortable", run: () => settings.setState({ density: "comfortable" }) },
  ];
  const text = viewing.store.getState().history.present;
  const choices = kinds.flatMap(({ kind }): readonly PaletteCommand[] => [
    { title: `Show only ${kind}`, run: () => viewing.setText(onlyKinds(text, [kind]), "choice") },
    { title: `Hide ${kind}`, run: () => viewing.setText(toggleKind(text, kind, "exclude"), "choice") },
  ]);
  // What has a key of its own, or is said of each kind, is there already.
  const said = [...actions, ...choices];
  const ofRows = isSelected
    ? rowCommands.filter(
        ({ title, keys }) => !said.some((one) => one.title === title || (keys !== undefined && one.keys === keys)),
      )
    : [];

  const saved = useSettings((known) => known.savedFilters).map(
    (filter): PaletteCommand => ({
      title: `Saved filter: ${filter.name}`,
      run: () => viewing.setText(filter.text, "choice"),
    }),
  );
  const { all } = useWhole(workspace.bookmarks.store);
  const marks = [...all.values()].map(
    ({ record, kind, note }): PaletteCommand => ({
      title: `Bookmark: ${note === "" ? kind : note} (record ${record})`,
      run: () => void workspace.goToRecord(record).then(onArrive),
    }),
  );

  const goTo = async (place: Place) => {
    const problem = await travel(workspace, place);
    if (problem !== undefined) workspace.tell({ tone: "warning", text: problem });
    onArrive();
  };
  return (
    <Palette
      commands={[...actions, ...looks, ...(open ? [...ofRows, ...saved, ...marks, ...choices] : [])]}
      near={near}
      onPlace={(place) => void goTo(place)}
      onFilter={open ? (filter) => viewing.setText(filter, "choice") : undefined}
      hint={
        open
          ? "A command, a record’s number, a time, 50 %, or text to filter for"
          : "A command, such as Open or Settings"
      }
      onClose={onClose}
    />
  );
}

/** What can be done while no transcript is open. */
const worksWithout: ReadonlySet<Action> = new Set<Action>([
  "open",
  "new-tab",
  "next-tab",
  "previous-tab",
  "tabs-as-one",
  "settings",
  "shortcuts",
]);
