import { useMemo } from "react";
import { useFacets } from "../../data/useWorkspace.ts";
import type { KnownNames } from "./completion.ts";

/** What the filter may name in the open transcript. */
export function useKnownNames(): KnownNames {
  const kinds = useFacets((facets) => facets.kinds);
  return useMemo(
    () => ({ kind: kinds.map(({ kind, count }) => ({ name: kind, count })), role: [], tool: [] }),
    [kinds],
  );
}
