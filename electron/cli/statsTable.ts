// What a person sees of `seekline stats`: the transcript in a few lines, then its kinds as a table with bars.

import { nested } from "../../shared/nesting.ts";
import { printText } from "../../shared/printText.ts";
import type { FormatChoice, KindCount, NamingMembers, Progress } from "../../shared/transcript.ts";
import { formatTitle } from "../../shared/transcript.ts";
import type { Group } from "../engine/group/group.ts";
import { printBytes, printCount, printCounted, printDuration, printedWidth, printTime } from "./printed.ts";

export interface Stats {
  readonly name: string;
  readonly format: FormatChoice;
  readonly progress: Progress;
  readonly kinds: readonly KindCount[];
  readonly indexBytes: number;
  /** The index was there already. */
  readonly cached: boolean;
  /** Several transcripts as one. */
  readonly group?: Group | undefined;
}

/** Transcripts of a group that are listed; `--json` lists more. */
const mostSources = 20;

/** Deeper ones stand no further in. */
const deepestShown = 8;

/** More kinds than these are summed up in a last line; `--json` has them all. */
const mostKinds = 60;
const longestKind = 60;
const barColumns = 20;

export function printStats(stats: Stats, columns: number): string {
  const { group } = stats;
  const sources = group === undefined ? [] : ["", ...sourceTable(group)];
  return `${[...head(stats), ...sources, "", ...kindTable(stats, columns)].join("\n").trimEnd()}\n`;
}

function head({ name, format, progress, indexBytes, cached, group }: Stats): readonly string[] {
  const {
    bytesTotal,
    records,
    lines,
    malformed,
    commas,
    padding,
    glued,
    blank,
    longestRecord,
    firstTime,
    lastTime,
    outOfOrder,
  } = progress;
  const odd = [
    malformed > 0 ? `${printCount(malformed)} malformed` : "",
    glued > 0 ? `${printCount(glued)} glued to another` : "",
  ].filter((part) => part !== "");
  const facts: readonly (readonly [string, string])[] = [
    ...(group === undefined
      ? ([
          ["format", `${formatTitle(format.name)} (${format.by})`],
          ["kinds", printMembers(format.kind, format.sampled)],
          ["times", printMembers(format.time, format.sampled)],
        ] as const)
      : ([
          ["sources", printCounted(group.sources.length, "transcript")],
          ["formats", [format.name, ...format.others].map(formatTitle).join(", ")],
        ] as const)),
    ["size", `${printBytes(bytesTotal)}${bytesTotal < 1_000 ? "" : ` (${printCount(bytesTotal)} bytes)`}`],
    ["records", [`${printCount(records)} on ${printCounted(lines, "line")}`, ...odd].join(", ")],
    ...(commas + padding > 0 ? ([["between", printSeparators(commas, padding)]] as const) : []),
    ...(blank > 0 ? ([["blank", printCounted(blank, "line")]] as const) : []),
    ["longest", printBytes(longestRecord)],
    ...(firstTime === undefined || lastTime === undefined
      ? []
      : ([
          ["time", `${printTime(firstTime)} to ${printTime(lastTime)} (${printDuration(lastTime - firstTime)})`],
        ] as const)),
    ...(outOfOrder > 0
      ? ([["order", `${printCounted(outOfOrder, "record")} earlier than the one before`]] as const)
      : []),
    [
      "index",
      `${printBytes(indexBytes)}, ${cached ? "from the cache" : `made in ${printDuration(progress.elapsedMs)}`}`,
    ],
  ];
  return [
    printText(name),
    ...facts.map(([label, value]) => `  ${label.padEnd(9)}${value}`),
    ...(progress.kindsOverflowed ? ["", "  More kinds than are told apart: the rest count as (other)."] : []),
    ...(progress.namesOverflowed
      ? ["", "  More roles, tools or calls in its records than are told apart: role: and tool: do not find the rest."]
      : []),
  ];
}

/** Which members tell something, and how many of the records that were looked at have them. */
function printMembers({ by, members }: NamingMembers, sampled: number): string {
  if (members.length === 0) return "named by no member";
  const counted = members.map(({ path, records }) => `${printText(path)} (${printCount(records)})`).join(", ");
  return `${by === "chosen" ? "chosen: " : ""}${counted} of ${printCounted(sampled, "record")} looked at`;
}

/** What stands between records and belongs to none. */
function printSeparators(commas: number, padding: number): string {
  return [
    commas > 0 ? `${printCounted(commas, "comma")} and brackets` : "",
    padding > 0
      ? `${printCounted(padding, "byte")} of padding (NUL, separators, byte order marks, frames and end marks of server-sent events)`
      : "",
  ]
    .filter((part) => part !== "")
    .join(", ");
}

/** Sub-agents and forks stand below those that they come from. */
function sourceTable({ sources, parents }: Group): readonly string[] {
  const tree = nested(sources.map((source, number) => ({ ...source, parent: parents[number] })));
  const shown = tree.slice(0, mostSources);
  const names = ["source", ...shown.map(({ source, depth }) => indent(depth) + shorten(printText(source.member.name)))];
  const records = ["records", ...shown.map(({ source }) => printCount(source.records))];
  const bytes = ["bytes", ...shown.map(({ source }) => printBytes(source.bytes))];
  const width = (cells: readonly string[]): number => Math.max(...cells.map(printedWidth));
  const [nameColumns, recordColumns, byteColumns] = [width(names), width(records), width(bytes)];
  const rest = sources.length - shown.length;
  return [
    ...names.map((name, line) =>
      [
        `  ${name}${" ".repeat(nameColumns - printedWidth(name))}`,
        (records[line] ?? "").padStart(recordColumns),
        (bytes[line] ?? "").padStart(byteColumns),
      ].join("  "),
    ),
    ...(rest === 0 ? [] : [`  … and ${printCounted(rest, "more transcript")}`]),
  ];
}

function indent(depth: number): string {
  return "  ".repeat(Math.min(depth, deepestShown));
}

function kindTable({ kinds, progress }: Stats, columns: number): readonly string[] {
  if (kinds.length === 0) return [];
  const shown = kinds.slice(0, mostKinds);
  const most = shown[0]?.count ?? 1;
  const names = shown.map(({ kind }) => shorten(printText(kind)));
  const nameColumns = Math.max(...names.map(printedWidth), "kind".length);
  const countColumns = Math.max(printCount(most).length, "records".length);
  const byteColumns = Math.max(...shown.map(({ bytes }) => printBytes(bytes).length), "bytes".length);
  const tableColumns = 2 + nameColumns + 2 + countColumns + 2 + 7 + 2 + byteColumns;
  const bar = columns - tableColumns - 2 >= barColumns ? barColumns : 0;
  const line = (name: string, count: string, share: string, bytes: string, tail: string) =>
    [
      `  ${name}${" ".repeat(nameColumns - printedWidth(name))}`,
      count.padStart(countColumns),
      share.padStart(7),
      bytes.padStart(byteColumns),
      tail,
    ]
      .join("  ")
      .trimEnd();
  const rest = kinds.slice(mostKinds);
  return [
    line("kind", "records", "share", "bytes", ""),
    ...shown.map(({ count, bytes }, index) =>
      line(
        names[index] ?? "",
        printCount(count),
        `${((100 * count) / Math.max(progress.records, 1)).toFixed(1)} %`,
        printBytes(bytes),
        printBar(count / most, bar),
      ),
    ),
    ...(rest.length === 0
      ? []
      : [`  … and ${printCounted(rest.length, "more kind")} (${printCounted(sumOf(rest), "record")})`]),
  ];
}

function sumOf(kinds: readonly KindCount[]): number {
  return kinds.reduce((sum, { count }) => sum + count, 0);
}

function shorten(name: string): string {
  const characters = [...name];
  return characters.length <= longestKind ? name : `${characters.slice(0, longestKind - 1).join("")}…`;
}

const eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/** A bar of blocks, to the eighth of a column; something for everything that is there. */
function printBar(part: number, columns: number): string {
  const steps = Math.max(Math.round(part * columns * 8), columns === 0 ? 0 : 1);
  return `${"█".repeat(Math.floor(steps / 8))}${eighths[steps % 8] ?? ""}`;
}
