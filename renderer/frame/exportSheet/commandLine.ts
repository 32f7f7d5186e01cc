// The command that does what the sheet does, for a terminal in the transcript's folder. A terminal reads times in the zone of
// the machine: where another one is shown, the times of the filter name theirs.

import type { ExportOptions } from "../../../shared/exports.ts";
import { zonedFilter } from "../../../shared/filter/zonedFilter.ts";
import { localZone, zoneInUse } from "../../../shared/zone.ts";

/** `source` and `target` are names without their folders. */
export function exportCommand(source: string, options: ExportOptions, target: string): string {
  const { as, filter, pretty, dropRaw, dropCustom, thread, table, readerLimit, redact } = options;
  const words = [
    ...["seekline", "export", fileWord(source), "--as", as],
    ...(table === undefined || table === "records" ? [] : ["--table", table]),
    ...(filter.trim() === "" ? [] : [withValue("--filter", zoneInUse() === localZone ? filter : zonedFilter(filter))]),
    ...(thread === undefined ? [] : [withValue("--thread", thread)]),
    ...(pretty ? ["--pretty"] : []),
    ...(dropRaw ? ["--drop-raw"] : []),
    ...(dropCustom === true ? ["--drop-custom"] : []),
    ...(redact === true ? ["--redact"] : []),
    ...(readerLimit === 0 ? ["--force"] : []),
    ...["-o", fileWord(target)],
  ];
  return words.join(" ");
}

/** A value may begin with a dash, which alone would be taken for an option. */
function withValue(option: string, value: string): string {
  return value.startsWith("-") ? `${option}=${quoted(value)}` : `${option} ${quoted(value)}`;
}

function fileWord(name: string): string {
  return quoted(name.startsWith("-") ? `./${name}` : name);
}

/** As shells of Unix take it. */
function quoted(word: string): string {
  return /^[\w./:@%+,=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
