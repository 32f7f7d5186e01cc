// What clicking a name does to the filter text: a kind, or a transcript of a group. The text stays the only truth: a click reads it,
// changes what it says of that name, and prints it again. Conditions that a click cannot express (OR, nested parentheses) are left
// as they are.

import type { Filter } from "./filter.ts";
import { parseFilter, printFilter } from "./filter.ts";
import type { NameField } from "./filterTree.ts";
import type { NamePattern } from "./namePattern.ts";
import { exactly, isExactly, matchesPattern } from "./namePattern.ts";

/** `included`: named by a positive condition; `excluded`: kept out; `neutral`: neither named nor kept out. */
export type NameChoice = "included" | "excluded" | "neutral";

/** The filter's conditions side by side: which names are asked for, which are kept out, and all else. */
interface Parts {
  readonly field: NameField;
  readonly include: readonly NamePattern[];
  readonly exclude: readonly NamePattern[];
  readonly others: readonly Filter[];
}

/** Undefined when the text cannot be read. */
function partsOf(text: string, field: NameField): Parts | undefined {
  const parsed = parseFilter(text);
  if (!parsed.ok) return undefined;
  const filter = parsed.value;
  const list = filter.type === "and" ? filter.of : filter.type === "all" ? [] : [filter];
  return {
    field,
    include: list.flatMap((part) => (part.type === field ? part.patterns : [])),
    exclude: list.flatMap((part) => (part.type === "not" && part.of.type === field ? part.of.patterns : [])),
    others: list.filter((part) => part.type !== field && !(part.type === "not" && part.of.type === field)),
  };
}

function nothing(field: NameField): Parts {
  return { field, include: [], exclude: [], others: [] };
}

function print({ field, include, exclude, others }: Parts): string {
  const parts: Filter[] = [];
  if (include.length > 0) parts.push({ type: field, patterns: include });
  if (exclude.length > 0) parts.push({ type: "not", of: { type: field, patterns: exclude } });
  parts.push(...others);
  const [only] = parts;
  if (only === undefined) return "";
  return printFilter(parts.length === 1 ? only : { type: "and", of: parts });
}

/** What the filter text says of a name. A text that cannot be read says nothing. */
export function nameChoice(text: string, field: NameField, name: string): NameChoice {
  const { include, exclude } = partsOf(text, field) ?? nothing(field);
  if (exclude.some((pattern) => matchesPattern(pattern, name))) return "excluded";
  return include.some((pattern) => matchesPattern(pattern, name)) ? "included" : "neutral";
}

/** The text after a click. A text that cannot be read is replaced. A name that is kept by a wildcard is taken out by an exclusion. */
export function toggleName(
  text: string,
  field: NameField,
  name: string,
  to: "include" | "exclude" | "only" | "neutral",
): string {
  const parts = partsOf(text, field) ?? nothing(field);
  const without: Parts = {
    ...parts,
    include: parts.include.filter((pattern) => !isExactly(pattern, name)),
    exclude: parts.exclude.filter((pattern) => !isExactly(pattern, name)),
  };
  switch (to) {
    case "include":
      return print({ ...without, include: [...without.include, exactly(name)] });
    case "exclude":
      return print({ ...without, exclude: [...without.exclude, exactly(name)] });
    case "only":
      return onlyNames(text, field, [name]);
    default: {
      const printed = print(without);
      return nameChoice(printed, field, name) === "included"
        ? print({ ...without, exclude: [...without.exclude, exactly(name)] })
        : printed;
    }
  }
}

/** The text without what it says of such names. A text that cannot be read is left as it is. */
export function withoutNames(text: string, field: NameField): string {
  const parts = partsOf(text, field);
  return parts === undefined ? text : print({ ...nothing(field), others: parts.others });
}

/** The text that shows these names alone, with all else that it says. A text that cannot be read is replaced. */
export function onlyNames(text: string, field: NameField, names: readonly string[]): string {
  return print({ ...nothing(field), include: names.map(exactly), others: partsOf(text, field)?.others ?? [] });
}
