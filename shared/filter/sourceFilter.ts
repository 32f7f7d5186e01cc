import type { Filter } from "./filterTree.ts";
import { everything } from "./filterTree.ts";
import { matchesPattern } from "./namePattern.ts";

const nothing: Filter = { type: "not", of: everything };

/** What a filter asks of the records of one transcript: nothing in it is about sources any more. */
export function filterWithin(filter: Filter, source: string): Filter {
  switch (filter.type) {
    case "source":
      return filter.patterns.some((pattern) => matchesPattern(pattern, source)) ? everything : nothing;
    case "not":
      return { type: "not", of: filterWithin(filter.of, source) };
    case "and":
    case "or":
      return { type: filter.type, of: filter.of.map((part) => filterWithin(part, source)) };
    default:
      return filter;
  }
}
