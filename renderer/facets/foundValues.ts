import type { FacetCount } from "../../shared/facets.ts";

/** Those whose name or title holds what is sought, in any case. */
export function foundValues(
  values: readonly FacetCount[],
  sought: string,
  titleOf: ((name: string) => string) | undefined,
): readonly FacetCount[] {
  const wanted = sought.trim().toLowerCase();
  if (wanted === "") return values;
  return values.filter(({ name }) =>
    [name, titleOf?.(name) ?? ""].some((text) => text.toLowerCase().replace(/\s/g, " ").includes(wanted)),
  );
}
