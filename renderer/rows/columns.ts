// The columns of the list. The preview takes what the others leave; where that would be too little, times lose their date,
// then columns are left out, the least needed first, and at last kinds are cut.

import type { Progress } from "../../shared/transcript.ts";
import { formatCount } from "../data/format.ts";
import type { ColumnName, TimeForm } from "../data/settings.ts";

/** As the heads of the list and the settings have them. */
export const columnTitles: Readonly<Record<ColumnName, string>> = {
  source: "Source",
  number: "Record",
  line: "Line",
  time: "Time",
  kind: "Kind",
  role: "Role, tool",
  duration: "Duration",
  tokens: "Tokens",
  size: "Size",
};

/** CSS pixels, as all widths here. Nobody can make a column narrower. */
export const leastColumnWidth = 44;
/** Nor wider. */
export const greatestColumnWidth = 640;
/** What the preview needs to say anything, in pixels. */
const leastPreview = 180;
const leastKind = 96;

/** All on which widths and the choice of columns depend. */
export interface ColumnNeeds {
  /** Digits of the last record's number. */
  readonly digits: number;
  /** Characters of the longest kind. */
  readonly kindLength: number;
  /** Whether any record has a time; without one there is no column for it. */
  readonly timed: boolean;
  /** Whether times are of more than one day. */
  readonly dated: boolean;
  readonly timeForm: TimeForm;
  /** Columns that are wanted. */
  readonly wanted: readonly ColumnName[];
  /** Pixels for all columns and the preview. */
  readonly room: number;
}

export interface Column {
  readonly name: ColumnName;
  readonly width: number;
}

/** The columns that are shown, from left to right; the preview stands behind them. */
export interface Columns {
  readonly columns: readonly Column[];
  /** Whether times are shown with their date. */
  readonly dated: boolean;
}

/** Those that somebody has chosen. */
export type ColumnWidths = Readonly<Partial<Record<ColumnName, number>>>;

/** A width that was chosen is kept, however little room there is: then columns are left out. */
export function columnsFor(needs: ColumnNeeds, widths: ColumnWidths): Columns {
  const { timed, room, wanted } = needs;
  const dated = needs.dated && needs.timeForm === "clock";
  const all = wanted.filter((name) => name !== "time" || timed);
  const without = (...names: readonly ColumnName[]) => all.filter((name) => !names.includes(name));
  const choices: readonly { readonly names: readonly ColumnName[]; readonly dated: boolean }[] = [
    { names: all, dated },
    { names: all, dated: false },
    { names: without("line"), dated: false },
    { names: without("line", "size"), dated: false },
    { names: without("line", "size", "tokens"), dated: false },
    { names: without("line", "size", "tokens", "duration"), dated: false },
    { names: without("line", "size", "tokens", "duration", "role"), dated: false },
    { names: without("line", "size", "tokens", "duration", "role", "time"), dated: false },
  ];
  const laidOut = choices.map((choice): Columns => {
    const widthOf = (name: ColumnName) => widths[name] ?? defaultWidth(name, { ...needs, dated: choice.dated });
    return { columns: choice.names.map((name) => ({ name, width: widthOf(name) })), dated: choice.dated };
  });
  const fitting = laidOut.find(({ columns }) => sum(columns) + leastPreview <= room);
  if (fitting !== undefined) return fitting;
  const { columns } = laidOut.at(-1) ?? { columns: [] };
  const missing = sum(columns) + leastPreview - room;
  return { columns: columns.map((column) => narrowed(column, missing, widths)), dated: false };
}

/** A kind shows its beginning and its end where there is little room, unless somebody has chosen how wide it is. */
function narrowed({ name, width }: Column, missing: number, widths: ColumnWidths): Column {
  if (name !== "kind" || widths.kind !== undefined) return { name, width };
  return { name, width: Math.max(Math.min(width, leastKind), width - missing) };
}

function sum(columns: readonly Column[]): number {
  return columns.reduce((total, { width }) => total + width, 0);
}

/** Left and right of a preview, and for one character of it, in pixels. */
const previewPadding = 24;
const characterWidth = 7;

/** About so many characters of a preview are seen. */
export function previewCharacters({ room }: Pick<ColumnNeeds, "room">, columns: readonly Column[]): number {
  return Math.max(0, Math.floor((room - sum(columns) - previewPadding) / characterWidth));
}

/** For CSS grid. */
export function templateOf(columns: readonly Column[]): string {
  return `${columns.map(({ width }) => `${width}px`).join(" ")} minmax(0, 1fr)`;
}

/** What to expect once all is indexed, so that the column does not grow with every digit on the way there. */
export function expectedDigits({ records, bytesDone, bytesTotal }: Progress): number {
  const expected = bytesDone === 0 ? records : Math.max(records, (records / bytesDone) * bytesTotal);
  return String(Math.round(expected)).length;
}

/** Of a column of which nobody has chosen the width. */
export function defaultWidth(name: ColumnName, { digits, dated, kindLength, timeForm, room }: ColumnNeeds): number {
  switch (name) {
    case "source":
      return 148;
    case "line":
    case "number":
      // About 7 pixels a character.
      return Math.max(64, Math.round(formatCount(10 ** digits - 1).length * 7.25 + 28));
    case "time":
      return timeForm === "clock" ? (dated ? 184 : 102) : 92;
    case "role":
      return 116;
    case "kind":
      // As wide as the widest, up to a bound: longer ones show their beginning and their end.
      return Math.min(Math.max(204, Math.min(272, room / 4)), Math.max(leastKind, Math.round(kindLength * 6.95 + 30)));
    case "tokens":
      return 116;
    case "duration":
      return 88;
    case "size":
      return 76;
  }
}
