// What a click on a fact (`is:malformed`, `bytes>=4096`, `after:…`) does to the filter text. As with kinds, the text stays the
// only truth: a click reads it, adds or takes away one condition that stands side by side with the others, and prints it.

import type { Filter } from "./filter.ts";
import { parseFilter, printFilter } from "./filter.ts";
import type { NameChoice } from "./nameChoice.ts";

/** The filter's conditions side by side; none of a text that cannot be read. */
function partsOf(text: string): readonly Filter[] {
  const parsed = parseFilter(text);
  if (!parsed.ok || parsed.value.type === "all") return [];
  return parsed.value.type === "and" ? parsed.value.of : [parsed.value];
}

function print(parts: readonly Filter[]): string {
  const [first] = parts;
  if (first === undefined) return "";
  return printFilter(parts.length === 1 ? first : { type: "and", of: parts });
}

/** The same condition, however it is spelled. */
function isSame(part: Filter, condition: readonly Filter[]): boolean {
  return printFilter(part) === print(condition);
}

/** True when the filter text asks for this condition, beside others. */
export function hasCondition(text: string, condition: string): boolean {
  const wanted = partsOf(condition);
  return partsOf(text).some((part) => isSame(part, wanted));
}

/** The text after a click: it asks for the condition, or no longer does. A text that cannot be read is replaced. */
export function toggleCondition(text: string, condition: string): string {
  const wanted = partsOf(condition);
  const parts = partsOf(text);
  const others = parts.filter((part) => !isSame(part, wanted));
  return print(others.length < parts.length ? others : [...parts, ...wanted]);
}

/** The text with a condition that it did not have. */
export function withCondition(text: string, condition: string): string {
  return hasCondition(text, condition) ? text : toggleCondition(text, condition);
}

/** The text with this beginning or end of the time that is shown; another one of the same side gives way. */
export function withTime(text: string, side: "after" | "before", time: string): string {
  const others = partsOf(text).filter(
    (part) => part.type !== "time" || (side === "after" ? part.from : part.before) === undefined,
  );
  return print([...others, ...partsOf(`${side}:${time}`)]);
}

/** The text that shows the records from one to another; other conditions on their numbers give way. */
export function withRecords(text: string, from: number, to: number): string {
  const others = partsOf(text).filter(({ type }) => type !== "record");
  return print([...others, ...partsOf(`record:${from}-${to}`)]);
}

/** The condition that a text stands in a record, whatever characters it has. */
export function textCondition(text: string): string {
  return printFilter({ type: "text", text, exactCase: false });
}

/** What the filter text says of a condition: it asks for it, keeps it out, or says nothing of it. */
export function conditionChoice(text: string, condition: string): NameChoice {
  if (hasCondition(text, condition)) return "included";
  return hasCondition(text, opposite(condition)) ? "excluded" : "neutral";
}

/**
 * The text after a click on a condition; `only`: those of its group give way. A text that cannot be read is replaced.
 */
export function chooseCondition(
  text: string,
  condition: string,
  to: "include" | "exclude" | "only" | "neutral",
  group: readonly string[],
): string {
  const others = partsOf(withoutConditions(text, to === "only" ? [condition, ...group] : [condition]));
  if (to === "neutral") return print(others);
  return print([...others, ...partsOf(to === "exclude" ? opposite(condition) : condition)]);
}

/** The text without these conditions, asked for or kept out. One that cannot be read says nothing. */
export function withoutConditions(text: string, conditions: readonly string[]): string {
  const taken = conditions.flatMap((one) => [partsOf(one), partsOf(opposite(one))]);
  return print(partsOf(text).filter((part) => !taken.some((one) => isSame(part, one))));
}

function opposite(condition: string): string {
  const [only] = partsOf(condition);
  return only === undefined ? "" : printFilter({ type: "not", of: only });
}
