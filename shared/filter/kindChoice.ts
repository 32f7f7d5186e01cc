// What clicking a kind does to the filter text. The text stays the only truth: a click reads it, changes what it says of
// that kind, and prints it again. Conditions that a click cannot express (OR, nested parentheses) are left as they are.

import type { Filter } from "./filter.ts";
import { acceptsKind, parseFilter, printFilter } from "./filter.ts";
import type { NamePattern } from "./namePattern.ts";
import { exactly, isExactly } from "./namePattern.ts";

/** `included`: named by a positive condition; `excluded`: kept out; `neutral`: neither named nor kept out. */
export type KindChoice = "included" | "excluded" | "neutral";

/** The filter's conditions side by side: which kinds are named, which are kept out, and all else. */
interface Parts {
  readonly include: readonly NamePattern[];
  readonly exclude: readonly NamePattern[];
  readonly others: readonly Filter[];
}

/** Undefined when the text cannot be read. */
function partsOf(text: string): Parts | undefined {
  const parsed = parseFilter(text);
  if (!parsed.ok) return undefined;
  const filter = parsed.value;
  const list = filter.type === "and" ? filter.of : filter.type === "all" ? [] : [filter];
  return {
    include: list.flatMap((part) => (part.type === "kind" ? part.patterns : [])),
    exclude: list.flatMap((part) => (part.type === "not" && part.of.type === "kind" ? part.of.patterns : [])),
    others: list.filter((part) => part.type !== "kind" && !(part.type === "not" && part.of.type === "kind")),
  };
}

function print({ include, exclude, others }: Parts): string {
  const parts: Filter[] = [];
  if (include.length > 0) parts.push({ type: "kind", patterns: include });
  if (exclude.length > 0) parts.push({ type: "not", of: { type: "kind", patterns: exclude } });
  parts.push(...others);
  const [only] = parts;
  if (only === undefined) return "";
  return printFilter(parts.length === 1 ? only : { type: "and", of: parts });
}

/** What the filter text says of a kind. A text that cannot be read says nothing. */
export function kindChoice(text: string, kind: string): KindChoice {
  const parts = partsOf(text);
  if (parts === undefined) return "neutral";
  if (parts.exclude.length > 0 && acceptsKind({ type: "kind", patterns: parts.exclude }, kind)) return "excluded";
  if (parts.include.length > 0 && acceptsKind({ type: "kind", patterns: parts.include }, kind)) return "included";
  return "neutral";
}

/** The text after a click. A text that cannot be read is replaced. A kind that is kept by a wildcard is taken out by an exclusion. */
export function toggleKind(text: string, kind: string, to: "include" | "exclude" | "only" | "neutral"): string {
  const parts = partsOf(text) ?? { include: [], exclude: [], others: [] };
  const without: Parts = {
    include: parts.include.filter((pattern) => !isExactly(pattern, kind)),
    exclude: parts.exclude.filter((pattern) => !isExactly(pattern, kind)),
    others: parts.others,
  };
  switch (to) {
    case "include":
      return print({ ...without, include: [...without.include, exactly(kind)] });
    case "exclude":
      return print({ ...without, exclude: [...without.exclude, exactly(kind)] });
    case "only":
      return onlyKinds(text, [kind]);
    default: {
      const printed = print(without);
      return kindChoice(printed, kind) === "included"
        ? print({ ...without, exclude: [...without.exclude, exactly(kind)] })
        : printed;
    }
  }
}

/** Whether the text says anything of kinds that a click can take back. */
export function choosesKinds(text: string): boolean {
  const parts = partsOf(text);
  return parts !== undefined && parts.include.length + parts.exclude.length > 0;
}

/** The text without what it says of kinds. A text that cannot be read is left as it is. */
export function withoutKinds(text: string): string {
  const parts = partsOf(text);
  return parts === undefined ? text : print({ include: [], exclude: [], others: parts.others });
}

/** The text that shows these kinds alone, with all else that it says. A text that cannot be read is replaced. */
export function onlyKinds(text: string, kinds: readonly string[]): string {
  return print({ include: kinds.map(exactly), exclude: [], others: partsOf(text)?.others ?? [] });
}
