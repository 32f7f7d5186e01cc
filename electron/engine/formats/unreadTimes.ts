// Dates that a log holds where its times would be, and that are none: what they mean is not certain, or no index holds them. It
// is said, or a log would seem to have no times at all.

import { beginningOf } from "../../../shared/beginningOf.ts";
import { whyNoTime } from "../../../shared/time.ts";
import type { FieldPath } from "../scanner/fields.ts";
import type { Head } from "./format.ts";
import { valueAt } from "./members.ts";

const reasons = {
  "two days": "means two days, by the order of day and month; write them as 2026-03-01",
  "too far": "lies before 1827 or after 2112",
} as const;
/** UTF-16 units of a text that are quoted. */
const quoted = 40;

/** A sentence on the first such date in one of these members; undefined where there is none. */
export function unreadTimesIn(heads: readonly Head[], paths: readonly FieldPath[]): string | undefined {
  for (const path of paths) {
    for (const head of heads) {
      const value = valueAt(head, path);
      const why = typeof value === "string" ? whyNoTime(value) : undefined;
      if (why === undefined) continue;
      return `“${path.join(".")}” is not read as a time: “${beginningOf(String(value), quoted)}” ${reasons[why]}.`;
    }
  }
  return undefined;
}
