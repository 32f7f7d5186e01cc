import type { Filter } from "../../../shared/filter/filterTree.ts";
import { conditionsOf } from "../../../shared/filter/filterTree.ts";
import type { ReadIndex } from "../index/readIndex.ts";

/** What a filter by names cannot know of a transcript that has more of them than the index tells apart; undefined: nothing. */
export function namesNotice(index: Pick<ReadIndex, "state">, filter: Filter): string | undefined {
  const { kindsOverflowed, namesOverflowed } = index.state();
  const asksFor = (...types: readonly string[]): boolean =>
    conditionsOf(filter).some(({ type }) => types.includes(type));
  if (kindsOverflowed && asksFor("kind")) {
    return "This transcript has more kinds than are told apart: records of the later ones are found by kind:(other) alone.";
  }
  if (namesOverflowed && asksFor("role", "tool")) {
    return "This transcript has more roles, tools or calls in its records than are told apart: some are not found by role: and tool:.";
  }
  return undefined;
}
