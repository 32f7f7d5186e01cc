// Events that a capture has put inside records of its own: {"ts": …, "event": {…}}. Which member holds them is called the
// prefix; formats know only the events and their own members.

import type { FieldPath } from "../scanner/fields.ts";
import type { Format, Head } from "./format.ts";
import { memberOf } from "./head.ts";
import { valueAt } from "./members.ts";

export interface Wrapping {
  readonly prefix: FieldPath;
  /** True when the record's own type says the same as the event's in each of them. */
  readonly repeats: boolean;
}

/** Members that hold an object with a type, those of most records first; the few that are worth a look. */
export function wrappingsOf(sample: readonly Head[]): readonly Wrapping[] {
  const found = new Map<string, { records: number; repeats: boolean }>();
  for (const head of sample) {
    if (typeof head !== "object" || head === null) continue;
    for (const [key, value] of Object.entries(head)) {
      const type = memberOf(value, "type");
      if (typeof type !== "string") continue;
      const known = found.get(key) ?? { records: 0, repeats: true };
      known.records++;
      known.repeats &&= memberOf(head, "type") === type;
      found.set(key, known);
    }
  }
  return [...found]
    .sort(([, a], [, b]) => b.records - a.records)
    .slice(0, 4)
    .map(([key, { repeats }]) => ({ prefix: [key], repeats }));
}

/** The event in a record; undefined when it holds none. */
export function eventIn(head: Head, prefix: FieldPath): Head | undefined {
  const event = valueAt(head, prefix);
  return typeof event === "object" && event !== null && !Array.isArray(event) ? event : undefined;
}

/** Where records have their time, when the prefix wraps those of a format. */
export function timePathsOf(format: Format, prefix: FieldPath): readonly FieldPath[] {
  return format.plan([]).time.map((path) => [...prefix, ...path]);
}

/** The event in a record, or the record itself when it holds none. */
export function unwrapped(head: Head, prefix: FieldPath): Head {
  return prefix.length === 0 ? head : (eventIn(head, prefix) ?? head);
}
