// What a filter says of a kind.

import type { Filter } from "./filterTree.ts";
import { matchesPattern } from "./namePattern.ts";

/** False when no record of this kind can pass; true when some may (all do, if the filter is about kinds only). */
export function acceptsKind(filter: Filter, kind: string): boolean {
  return verdict(filter, kind) !== "none";
}

/** `all` or `none` of a kind's records pass, or `some`, depending on other facts. */
type Verdict = "all" | "none" | "some";

function verdict(filter: Filter, kind: string): Verdict {
  switch (filter.type) {
    case "all":
      return "all";
    case "kind":
      return filter.patterns.some((pattern) => matchesPattern(pattern, kind)) ? "all" : "none";
    case "not": {
      const of = verdict(filter.of, kind);
      return of === "some" ? "some" : of === "all" ? "none" : "all";
    }
    case "and":
      return joined(filter.of, kind, "none", "all");
    case "or":
      return joined(filter.of, kind, "all", "none");
    default:
      return "some";
  }
}

/** `deciding` when any part says so, `neutral` when all do the other, else `some`. */
function joined(parts: readonly Filter[], kind: string, deciding: Verdict, neutral: Verdict): Verdict {
  let result = neutral;
  for (const part of parts) {
    const of = verdict(part, kind);
    if (of === deciding) return deciding;
    if (of === "some") result = "some";
  }
  return result;
}
