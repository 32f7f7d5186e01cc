import type { Condition, Filter } from "../../../shared/filter/filterTree.ts";
import { conditionsOf } from "../../../shared/filter/filterTree.ts";
import { createEvaluatedView } from "./evaluatedView.ts";
import { createKindView } from "./kindView.ts";
import type { QueryContext } from "./queryContext.ts";
import type { View } from "./view.ts";

/** Opens a view. One that is no longer looked at must be closed. */
export function createView(context: QueryContext, filter: Filter): View {
  // Where kinds tell what an error is, `is:error` costs nothing.
  const isAboutKinds = (condition: Condition): boolean =>
    condition.type === "kind" ||
    (condition.type === "is" && !context.errors.hasLevels && condition.states.every((state) => state === "error"));
  return conditionsOf(filter).every(isAboutKinds)
    ? createKindView(context, filter)
    : createEvaluatedView(context, filter);
}
