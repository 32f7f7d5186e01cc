// What clicking a state (`is:malformed`) does to the filter text. As with kinds, the text stays the only truth.

import type { Filter } from "./filter.ts";
import { parseFilter, printFilter } from "./filter.ts";
import type { RecordState } from "./filterTree.ts";

/** The filter's conditions side by side; none of a text that cannot be read. */
function partsOf(text: string): readonly Filter[] {
  const parsed = parseFilter(text);
  if (!parsed.ok || parsed.value.type === "all") return [];
  return parsed.value.type === "and" ? parsed.value.of : [parsed.value];
}

function isOnly(part: Filter, state: RecordState): boolean {
  return part.type === "is" && part.states.length === 1 && part.states[0] === state;
}

/** True when the filter text asks for records of a state alone. */
export function hasState(text: string, state: RecordState): boolean {
  return partsOf(text).some((part) => isOnly(part, state));
}

/** The text after a click: it asks for the state, or no longer does. A text that cannot be read is replaced. */
export function toggleState(text: string, state: RecordState): string {
  const parts = partsOf(text);
  const others = parts.filter((part) => !isOnly(part, state));
  const wanted: readonly Filter[] = others.length < parts.length ? others : [...parts, { type: "is", states: [state] }];
  const [first] = wanted;
  if (first === undefined) return "";
  return printFilter(wanted.length === 1 ? first : { type: "and", of: wanted });
}
