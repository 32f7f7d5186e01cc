// What a filter says of a kind.

import type { Filter } from "./filterTree.ts";
import { matchesPattern } from "./namePattern.ts";

/**
 * False when no record of this kind can pass; true when some may (all do, if the filter is about kinds only). `is:error` is
 * about kinds where `isErrorKind` tells all of it.
 */
export function acceptsKind(filter: Filter, kind: string, isErrorKind?: (kind: string) => boolean): boolean {
  return verdict(filter, kind, isErrorKind) !== "none";
}

/** `all` or `none` of a kind's records pass, or `some`, depending on other facts. */
type Verdict = "all" | "none" | "some";

function verdict(filter: Filter, kind: string, isErrorKind: ((kind: string) => boolean) | undefined): Verdict {
  switch (filter.type) {
    case "all":
      return "all";
    case "kind":
      return filter.patterns.some((pattern) => matchesPattern(pattern, kind)) ? "all" : "none";
    case "is":
      if (isErrorKind === undefined || !filter.states.every((state) => state === "error")) return "some";
      return isErrorKind(kind) ? "all" : "none";
    case "not": {
      const of = verdict(filter.of, kind, isErrorKind);
      return of === "some" ? "some" : of === "all" ? "none" : "all";
    }
    case "and":
      return joined(
        filter.of.map((part) => verdict(part, kind, isErrorKind)),
        "none",
        "all",
      );
    case "or":
      return joined(
        filter.of.map((part) => verdict(part, kind, isErrorKind)),
        "all",
        "none",
      );
    default:
      return "some";
  }
}

/** `deciding` when any part says so, `neutral` when all do the other, else `some`. */
function joined(parts: readonly Verdict[], deciding: Verdict, neutral: Verdict): Verdict {
  let result = neutral;
  for (const of of parts) {
    if (of === deciding) return deciding;
    if (of === "some") result = "some";
  }
  return result;
}
