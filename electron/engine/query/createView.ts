import type { Filter } from "../../../shared/filter/filterTree.ts";
import { conditionsOf, everything } from "../../../shared/filter/filterTree.ts";
import type { NamePattern } from "../../../shared/filter/namePattern.ts";
import { createEvaluatedView } from "./evaluatedView.ts";
import { createKindView } from "./kindView.ts";
import type { QueryContext } from "./queryContext.ts";
import type { View } from "./view.ts";

/** Opens a view. One that is no longer looked at must be closed. */
export function createView(context: QueryContext, filter: Filter): View {
  const named = withErrorKinds(filter, context.errorKinds);
  const isAboutKinds = conditionsOf(named).every((condition) => condition.type === "kind");
  return isAboutKinds ? createKindView(context, named) : createEvaluatedView(context, named);
}

/** `is:error` is a condition on kinds, and so costs nothing. */
function withErrorKinds(filter: Filter, errorKinds: readonly NamePattern[]): Filter {
  switch (filter.type) {
    case "is":
      if (filter.states.some((state) => state !== "error")) return filter;
      return errorKinds.length === 0 ? { type: "not", of: everything } : { type: "kind", patterns: errorKinds };
    case "not":
      return { type: "not", of: withErrorKinds(filter.of, errorKinds) };
    case "and":
    case "or":
      return { type: filter.type, of: filter.of.map((part) => withErrorKinds(part, errorKinds)) };
    default:
      return filter;
  }
}
