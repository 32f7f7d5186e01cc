import { parseFilter, printFilter } from "./filter.ts";
import type { Filter } from "./filterTree.ts";

/** A filter that means the same wherever it is read: its times name a zone. One that cannot be read stays as it is. */
export function zonedFilter(text: string): string {
  const parsed = parseFilter(text);
  return parsed.ok ? printFilter(zoned(parsed.value)) : text;
}

function zoned(filter: Filter): Filter {
  switch (filter.type) {
    case "and":
    case "or":
      return { type: filter.type, of: filter.of.map(zoned) };
    case "not":
      return { type: "not", of: zoned(filter.of) };
    case "time":
      return { type: "time", from: filter.from, before: filter.before };
    default:
      return filter;
  }
}
