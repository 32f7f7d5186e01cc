// What is wrong with the regular expressions of a filter, which only ripgrep can tell: asked before anything is read.

import type { Filter } from "../../shared/filter/filter.ts";
import { conditionsOf } from "../../shared/filter/filterTree.ts";

/** A sentence as for any other filter that cannot be read. */
export async function regexProblem(filter: Filter, text: string): Promise<string | undefined> {
  if (!conditionsOf(filter).some(({ type }) => type === "regex")) return undefined;
  const { checkFilter } = await import("../engine/query/search/checkFilter.ts");
  const problem = await checkFilter(filter, text);
  return problem === undefined
    ? undefined
    : `--filter cannot be read at character ${problem.at + 1}: ${problem.message}`;
}
