// What the page remembers about its own looks, and the filters that the user keeps, in localStorage. Whatever does not read as
// expected falls back to the default; nothing of a transcript is ever stored.

import type { StoreApi } from "zustand/vanilla";
import { createStore } from "zustand/vanilla";
import type { DetailTab, Look } from "../../shared/desktop.ts";
import { detailTabs } from "../../shared/desktop.ts";
import type { ZoneName } from "../../shared/zone.ts";
import { isZone, localZone } from "../../shared/zone.ts";
import type { SavedFilter } from "./savedFilters.ts";
import { readSavedFilters } from "./savedFilters.ts";

/** In the order in which they stand unless they are moved. */
export const columnNames = ["number", "line", "time", "kind", "role", "duration", "tokens", "size"] as const;
/** A column that can be taken away. */
export type ChosenColumn = (typeof columnNames)[number];
/** Of several transcripts as one, a column says of which each record is: it is always there, at the left. */
export type ColumnName = "source" | ChosenColumn;

/** A time as it is, since the transcript's first one, or since that of the row above. */
export const timeForms = ["clock", "since-first", "since-previous"] as const;
/** Only the list's own column of times has it: elsewhere a time is always the time. */
export type TimeForm = (typeof timeForms)[number];

/** What may be marked as a silence between two rows, in ms; 0: nothing. */
export const silences = [0, 5_000, 60_000, 600_000] as const;

/** Sizes are CSS pixels. All of it but `facetsOver` is remembered. */
export interface Settings {
  /** Pixels; a column that is not named has its default width. */
  readonly columns: Readonly<Partial<Record<ColumnName, number>>>;
  /** Columns that are wanted beside the preview, in their order; where there is no room, some are left out. */
  readonly columnsShown: readonly ChosenColumn[];
  readonly timeForm: TimeForm;
  /** The run or turn of the topmost row stands above the list. */
  readonly turnShown: boolean;
  /** Silences between two rows are marked from so many ms on; 0: none are. */
  readonly silenceMarked: (typeof silences)[number];
  readonly savedFilters: readonly SavedFilter[];
  /** In which times are written and read. */
  readonly zone: ZoneName;
  readonly overviewOpen: boolean;
  /** What the overview goes by; by bytes where no record has a time. */
  readonly overviewAxis: "bytes" | "time";
  readonly facetsWidth: number;
  readonly facetsOpen: boolean;
  /** The same in a window so narrow that they lie over the list; not remembered. */
  readonly facetsOver: boolean;
  /** Sections of the sidebar that are folded, by their names. */
  readonly facetsFolded: readonly string[];
  /** What the sidebar counts. */
  readonly facetMeasure: "records" | "bytes";
  /** `system`: high where the system wants it. */
  readonly contrast: "system" | "high";
  /** Height of the rows. */
  readonly density: "comfortable" | "compact";
  /** As its records, or as the conversation they make. */
  readonly look: Look;
  /** How a record is shown. */
  readonly detailTab: DetailTab;
  /** The text of a record, as it stands in the file or with a line for each value. */
  readonly textForm: "raw" | "indented";
  readonly detailOpen: boolean;
  /** `auto`: where the window has more room for it. */
  readonly detailSide: "auto" | "right" | "bottom";
  readonly detailWidth: number;
  readonly detailHeight: number;
}

/** What holds at the first start, and in the place of each member that does not read as it should. */
export const defaultSettings: Settings = {
  columns: {},
  columnsShown: ["number", "time", "kind", "size"],
  timeForm: "clock",
  turnShown: true,
  silenceMarked: 60_000,
  savedFilters: [],
  zone: localZone,
  overviewOpen: true,
  overviewAxis: "bytes",
  facetsWidth: 244,
  facetsOpen: true,
  facetsOver: false,
  facetsFolded: [],
  facetMeasure: "records",
  contrast: "system",
  density: "comfortable",
  look: "events",
  detailTab: "tree",
  textForm: "raw",
  detailOpen: false,
  detailSide: "auto",
  detailWidth: 420,
  detailHeight: 320,
};

/** The column's width was for what it showed before. */
export function withTimeForm({ columns }: Settings, timeForm: TimeForm): Pick<Settings, "timeForm" | "columns"> {
  const { time: _time, ...others } = columns;
  return { timeForm, columns: others };
}

const storageKey = "seekline.settings";

/** A store that writes every change at once. What it finds stored may be anything. */
export function openSettings(storage: Pick<Storage, "getItem" | "setItem">): StoreApi<Settings> {
  const store = createStore<Settings>(() => readSettings(storage.getItem(storageKey)));
  store.subscribe((settings) => storage.setItem(storageKey, JSON.stringify(settings)));
  return store;
}

/**
 * `text` as it was stored, null when nothing was. Never throws: each member that does not read as it should has its
 * default.
 */
export function readSettings(text: string | null): Settings {
  const stored = parseObject(text);
  const columns = isObject(stored.columns) ? stored.columns : {};
  const widths = (["source", ...columnNames] as const).flatMap((name): readonly (readonly [ColumnName, number])[] => {
    const width = columns[name];
    return isWidth(width) ? [[name, width]] : [];
  });
  return {
    columns: Object.fromEntries(widths),
    columnsShown: Array.isArray(stored.columnsShown)
      ? [...new Set(stored.columnsShown.flatMap(columnNamed))]
      : defaultSettings.columnsShown,
    timeForm: timeForms.find((form) => form === stored.timeForm) ?? defaultSettings.timeForm,
    turnShown: typeof stored.turnShown === "boolean" ? stored.turnShown : defaultSettings.turnShown,
    silenceMarked: silences.find((ms) => ms === stored.silenceMarked) ?? defaultSettings.silenceMarked,
    savedFilters: readSavedFilters(stored.savedFilters),
    zone: typeof stored.zone === "string" && isZone(stored.zone) ? stored.zone : defaultSettings.zone,
    overviewOpen: typeof stored.overviewOpen === "boolean" ? stored.overviewOpen : defaultSettings.overviewOpen,
    overviewAxis: stored.overviewAxis === "time" ? "time" : "bytes",
    facetsWidth: isWidth(stored.facetsWidth) ? stored.facetsWidth : defaultSettings.facetsWidth,
    facetsOpen: typeof stored.facetsOpen === "boolean" ? stored.facetsOpen : defaultSettings.facetsOpen,
    facetsOver: false,
    facetsFolded: Array.isArray(stored.facetsFolded)
      ? stored.facetsFolded.filter((section) => typeof section === "string").slice(0, 50)
      : [],
    facetMeasure: stored.facetMeasure === "bytes" ? "bytes" : "records",
    contrast: stored.contrast === "high" ? "high" : "system",
    density: stored.density === "compact" ? "compact" : "comfortable",
    look: stored.look === "conversation" ? "conversation" : "events",
    detailTab: detailTabs.find((tab) => tab === stored.detailTab) ?? defaultSettings.detailTab,
    textForm: stored.textForm === "indented" ? "indented" : "raw",
    detailOpen: typeof stored.detailOpen === "boolean" ? stored.detailOpen : defaultSettings.detailOpen,
    detailSide: stored.detailSide === "bottom" || stored.detailSide === "right" ? stored.detailSide : "auto",
    detailWidth: isWidth(stored.detailWidth) ? stored.detailWidth : defaultSettings.detailWidth,
    detailHeight: isWidth(stored.detailHeight) ? stored.detailHeight : defaultSettings.detailHeight,
  };
}

function parseObject(text: string | null): Readonly<Record<string, unknown>> {
  if (text === null) return {};
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {}; // written by something else, or cut off
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function columnNamed(stored: unknown): readonly ChosenColumn[] {
  return columnNames.filter((name) => name === stored);
}

function isWidth(value: unknown): value is number {
  return typeof value === "number" && value >= 20 && value <= 4000;
}
