// What can be set, each with the words by which it is found. Choices of one are segments, choices of several are switches.

import type { AppSettings, LibraryFolder, ThemeChoice } from "../../../shared/desktop.ts";
import { indexLimits } from "../../../shared/desktop.ts";
import type { ZoneName } from "../../../shared/zone.ts";
import { isZone, localZone } from "../../../shared/zone.ts";
import { withColumnTurned } from "../../data/columnOrder.ts";
import type { Settings } from "../../data/settings.ts";
import { columnNames, withTimeForm } from "../../data/settings.ts";
import { columnTitles } from "../../rows/columns.ts";

interface Option {
  readonly value: string;
  readonly title: string;
}

interface EntryBase {
  readonly title: string;
  readonly about?: string;
  /** Found by these words, too. */
  readonly words: string;
  readonly options: readonly Option[];
}

/** One of its options holds. */
export interface ChoiceEntry extends EntryBase {
  readonly type: "choice";
  readonly value: string;
  readonly onChoose: (value: string) => void;
}

/** Any number of its options are on. */
export interface SwitchesEntry extends EntryBase {
  readonly type: "switches";
  readonly on: readonly string[];
  readonly onToggle: (value: string) => void;
}

/** A list that grows and shrinks; `options` are its folders. */
export interface FoldersEntry extends EntryBase {
  readonly type: "folders";
  readonly folders: readonly LibraryFolder[];
  readonly onAdd: () => void;
  readonly onRemove: (id: string) => void;
}

/** Told apart by `type`. */
export type SettingEntry = ChoiceEntry | SwitchesEntry | FoldersEntry;

export interface SettingGroup {
  readonly title: string;
  readonly entries: readonly SettingEntry[];
}

/** What is set now, and what is called with a change of it. All of it holds at once. */
export interface SettingParts {
  readonly settings: Settings;
  readonly change: (part: Partial<Settings>) => void;
  readonly theme: ThemeChoice;
  readonly changeTheme: (theme: ThemeChoice) => void;
  readonly app: AppSettings;
  readonly changeApp: (part: Partial<AppSettings>) => void;
  readonly folders: readonly LibraryFolder[];
  readonly addFolder: () => void;
  readonly removeFolder: (id: string) => void;
}

const onOff: readonly Option[] = [
  { value: "on", title: "On" },
  { value: "off", title: "Off" },
];

/** In the order in which the sheet has them; made anew for each drawing. */
export function settingGroups(parts: SettingParts): readonly SettingGroup[] {
  const { settings, change, theme, changeTheme, app, changeApp } = parts;
  return [
    {
      title: "Looks",
      entries: [
        choice("Theme", "dark light colours night", theme, changeTheme, {
          system: "As the system",
          light: "Light",
          dark: "Dark",
        }),
        choice("Contrast", "high accessibility", settings.contrast, (contrast) => change({ contrast }), {
          system: "As the system",
          high: "High",
        }),
        choice("Rows", "density compact height", settings.density, (density) => change({ density }), {
          comfortable: "Comfortable",
          compact: "Compact",
        }),
        choice("Record", "detail pane side", settings.detailSide, (detailSide) => change({ detailSide }), {
          auto: "Where there is room",
          right: "Right",
          bottom: "Bottom",
        }),
        {
          type: "choice",
          title: "Overview of the file",
          words: "strip map",
          options: onOff,
          value: settings.overviewOpen ? "on" : "off",
          onChoose: (value) => change({ overviewOpen: value === "on" }),
        },
        choice("Overview by", "strip map axis", settings.overviewAxis, (overviewAxis) => change({ overviewAxis }), {
          bytes: "Size",
          time: "Time",
        }),
      ],
    },
    {
      title: "List",
      entries: [
        {
          type: "switches",
          title: "Columns",
          words: "number line time kind role tool duration tokens size",
          options: columnNames.map((value) => ({ value, title: columnTitles[value] })),
          on: settings.columnsShown,
          onToggle: (value) => {
            const name = columnNames.find((known) => known === value);
            if (name !== undefined) change({ columnsShown: withColumnTurned(settings.columnsShown, name) });
          },
        },
        choice(
          "Times",
          "clock since relative",
          settings.timeForm,
          (timeForm) => change(withTimeForm(settings, timeForm)),
          {
            clock: "Time of day",
            "since-first": "Since the first",
            "since-previous": "Since the row above",
          },
        ),
        choice(
          "Silences between rows",
          "gaps pauses idle marks time",
          keyOf(settings.silenceMarked),
          (key) => change({ silenceMarked: silenceOf[key] }),
          { off: "Not marked", short: "From 5 s", middle: "From 1 min", long: "From 10 min" },
        ),
        choice(
          "Run or turn above the list",
          "sticky head chapter",
          settings.turnShown ? "on" : "off",
          (shown) => change({ turnShown: shown === "on" }),
          { on: "On", off: "Off" },
        ),
        {
          ...choice("Runs of small records", "fold deltas pieces chunks", app.runs, (runs) => changeApp({ runs }), {
            folded: "One row",
            single: "Record by record",
          }),
          about: "In files that are opened for the first time. F changes it for the file that is open.",
        },
      ],
    },
    {
      title: "Times",
      entries: [
        {
          type: "choice",
          title: "Time zone",
          about: "Of all times that are shown, and of those in a filter.",
          words: "utc local clock timezone",
          value: settings.zone,
          options: zoneOptions(settings.zone),
          onChoose: (zone) => {
            if (isZone(zone)) change({ zone });
          },
        },
      ],
    },
    {
      title: "Library",
      entries: [
        {
          type: "folders",
          title: "Folders of the library",
          about:
            "Their .jsonl and .ndjson files are listed on the first screen, beside what programs left in their usual places.",
          words: "add remove on this machine",
          options: parts.folders.map(({ id, name }) => ({ value: id, title: name })),
          folders: parts.folders,
          onAdd: parts.addFolder,
          onRemove: parts.removeFolder,
        },
      ],
    },
    {
      title: "Start and disk",
      entries: [
        {
          type: "choice",
          title: "Open what was open",
          about: "When Seekline starts. A file that ended the engine twice is left out.",
          words: "session restore reopen start",
          options: onOff,
          value: app.reopen ? "on" : "off",
          onChoose: (value) => changeApp({ reopen: value === "on" }),
        },
        {
          type: "choice",
          title: "Kept indexes",
          about: "What they may take of the disk. With one, a transcript opens at once.",
          words: "limit cache disk gb",
          options: indexLimits.map((bytes) => ({ value: String(bytes), title: limitTitle(bytes) })),
          value: String(app.indexLimit),
          onChoose: (value) => {
            const indexLimit = indexLimits.find((bytes) => String(bytes) === value);
            if (indexLimit !== undefined) changeApp({ indexLimit });
          },
        },
      ],
    },
  ];
}

/** The zones that the runtime knows, and the one that is used. */
function zoneOptions(used: ZoneName): readonly Option[] {
  const machine = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const named = Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC");
  const others = used === localZone || used === "UTC" || named.includes(used) ? named : [used, ...named];
  return [
    { value: localZone, title: `Local (${machine})` },
    ...["UTC", ...others].map((zone) => ({ value: zone, title: zone.replaceAll("_", " ") })),
  ];
}

function choice<Value extends string>(
  title: string,
  words: string,
  value: Value,
  onChoose: (value: Value) => void,
  titles: Readonly<Record<Value, string>>,
): ChoiceEntry {
  const isValue = (key: string): key is Value => Object.hasOwn(titles, key);
  const values = Object.keys(titles).filter(isValue);
  return {
    type: "choice",
    title,
    words,
    value,
    options: values.map((key) => ({ value: key, title: titles[key] })),
    onChoose: (chosen) => {
      if (isValue(chosen)) onChoose(chosen);
    },
  };
}

const silenceOf = { off: 0, short: 5_000, middle: 60_000, long: 600_000 } as const;
const silenceKeys = ["off", "short", "middle", "long"] as const;

function keyOf(ms: Settings["silenceMarked"]): (typeof silenceKeys)[number] {
  return silenceKeys.find((key) => silenceOf[key] === ms) ?? "off";
}

function limitTitle(bytes: number): string {
  return bytes === 0 ? "None" : `${bytes / 1024 ** 3} GiB`;
}

/** Those whose title, choices or words hold all that was typed. */
export function findSettings(groups: readonly SettingGroup[], typed: string): readonly SettingGroup[] {
  const sought = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const holds = ({ title, about = "", words, options }: SettingEntry) => {
    const text = [title, about, words, ...options.map((option) => option.title)].join(" ").toLowerCase();
    return sought.every((word) => text.includes(word));
  };
  return groups.flatMap((group) => {
    const entries = group.entries.filter(holds);
    return entries.length === 0 ? [] : [{ ...group, entries }];
  });
}
