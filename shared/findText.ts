// What somebody wants to find inside a record or a conversation, as the filter that means the same: so it is found in every
// spelling, by the same search, and bounded in the same way.

import { parseFilter, printFilter } from "./filter/filter.ts";
import type { HitFinder } from "./hitFinder.ts";
import { createHitFinder } from "./hitFinder.ts";
import type { Result } from "./result.ts";
import { fail, succeed } from "./result.ts";

/** `filter` is what the engine searches for, `finder` the same for texts in the page. */
export interface Sought {
  readonly filter: string;
  readonly finder: HitFinder;
  /** The filter, which chose what is shown, or somebody who looks inside it. */
  readonly by: "filter" | "find";
}

/** As it stands in the bar; it may not be readable. */
export interface FindText {
  readonly text: string;
  readonly exactCase: boolean;
  readonly regex: boolean;
}

/** How the bar begins. */
export const nothingToFind: FindText = { text: "", exactCase: false, regex: false };

/** Undefined while there is nothing to find; a sentence when it cannot be looked for. */
export function readFindText({ text, exactCase, regex }: FindText): Result<Sought | undefined, string> {
  if (text === "") return succeed(undefined);
  const filter = printFilter(
    regex ? { type: "regex", pattern: text, ignoreCase: !exactCase } : { type: "text", text, exactCase },
  );
  const parsed = parseFilter(filter);
  if (!parsed.ok) return fail(parsed.failure.message);
  const finder = createHitFinder(parsed.value);
  if (!finder.finds) return fail("This expression is wrong, or means more than can be found inside a text.");
  return succeed({ filter, finder, by: "find" });
}

/** What the filter looks for; undefined when that is no text, or nothing that can be found in a record. */
export function soughtByFilter(filter: string): Sought | undefined {
  const parsed = parseFilter(filter);
  if (!parsed.ok) return undefined;
  const finder = createHitFinder(parsed.value);
  return finder.finds ? { filter, finder, by: "filter" } : undefined;
}
