// Where in a transcript somebody wants to go, as people write and paste it: a record's number, or a time, which is read as a
// filter reads it: local when it names no zone, as times are shown. One without a date is on the day of `near`.

import { parseFilterTime } from "../../shared/filter/filterTime.ts";
import type { Milliseconds } from "../../shared/units.ts";
import { milliseconds } from "../../shared/units.ts";
import { formatTime } from "../data/format.ts";

export type Place =
  | { readonly type: "record"; readonly record: number }
  | { readonly type: "time"; readonly time: Milliseconds };

/** `1 234 567`, `#42`, `2026-06-05`, `2026-06-05 16:42`, `16:42:00.5`, `2026-06-05T14:42:00Z`. */
export function readPlace(text: string, near: Milliseconds | undefined): Place | undefined {
  const record = readRecordNumber(text);
  if (record !== undefined) return { type: "record", record };
  const time = readTime(text.trim(), near);
  return time === undefined ? undefined : { type: "time", time };
}

function readRecordNumber(text: string): number | undefined {
  const digits = text
    .trim()
    .replace(/^#/, "")
    .replace(/[\s,._'’]/g, "");
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
