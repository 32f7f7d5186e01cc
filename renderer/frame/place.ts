// Where in a transcript somebody wants to go, as people write and paste it: a record's number, a line, a byte, a share of the
// file, a citation, or a time, which is read as a filter reads it: as times are shown when it names no zone. One
// without a date is on the day of `near`.

import { parseFilterTime } from "../../shared/filter/filterTime.ts";
import type { Milliseconds } from "../../shared/units.ts";
import { milliseconds } from "../../shared/units.ts";
import type { ReadCitation } from "../data/citation.ts";
import { readCitation } from "../data/citation.ts";
import { formatTime } from "../data/format.ts";

/**
 * Records, lines and bytes as they are written, not judged: there may be no such one. Records and bytes count from 0,
 * lines from 1.
 */
export type Place =
  | { readonly type: "record"; readonly record: number }
  | { readonly type: "line"; readonly line: number }
  | { readonly type: "byte"; readonly byte: number }
  /** Of the file's bytes, from 0 to 1. */
  | { readonly type: "share"; readonly share: number }
  | { readonly type: "citation"; readonly citation: ReadCitation }
  | { readonly type: "time"; readonly time: Milliseconds };

/** `1 234 567`, `#42`, `line 7`, `@1024`, `50 %`, `2026-06-05`, `16:42:00.5`, `2026-06-05T14:42:00Z`, a citation. */
export function readPlace(text: string, near: Milliseconds | undefined): Place | undefined {
  const written = text.trim();
  const citation = readCitation(written);
  if (citation !== undefined) return { type: "citation", citation };
  const record = readNumber(written.replace(/^#/, ""));
  if (record !== undefined) return { type: "record", record };
  const line = readNumber(/^(?:line|l|:)\s*(.*)$/i.exec(written)?.[1] ?? "");
  if (line !== undefined) return { type: "line", line };
  const byte = readNumber(/^(?:byte|b|@)\s*(.*)$/i.exec(written)?.[1] ?? "");
  if (byte !== undefined) return { type: "byte", byte };
  const percent = Number(/^(\d{1,3}(?:[.,]\d+)?)\s*%$/.exec(written)?.[1]?.replace(",", ".") ?? Number.NaN);
  if (percent >= 0 && percent <= 100) return { type: "share", share: percent / 100 };
  const time = readTime(written, near);
  return time === undefined ? undefined : { type: "time", time };
}

function readNumber(text: string): number | undefined {
  const digits = text.trim().replace(/[\s,._'’]/g, "");
  if (!/^\d{1,16}$/.test(digits)) return undefined;
  const number = Number(digits);
  return Number.isSafeInteger(number) ? number : undefined;
}

/** What a filter reads as a time; one of day gets the date of `near`. Digits alone count records, however many they are. */
function readTime(text: string, near: Milliseconds | undefined): Milliseconds | undefined {
  const day = near === undefined ? "" : formatTime(near)?.date;
  const time = /^\d+$/.test(text) ? undefined : parseFilterTime(/^\d\d?:/.test(text) ? `${day} ${text}` : text);
  return time === undefined ? undefined : milliseconds(time);
}
