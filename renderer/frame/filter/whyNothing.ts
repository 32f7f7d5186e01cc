// Why a filter finds nothing, where that can be said: a zero that only means "this transcript does not say so" would be
// taken for an answer.

import { parseFilter } from "../../../shared/filter/filter.ts";
import type { Filter, NameCondition } from "../../../shared/filter/filterTree.ts";
import { nameFields } from "../../../shared/filter/filterTree.ts";
import { matchesPattern, printPattern } from "../../../shared/filter/namePattern.ts";
import { visibleText } from "../../data/visibleText.ts";
import type { KnownNames } from "./completion.ts";

/** What can be said of a view without rows, and which offers go with it; all of it may be empty. */
export interface WhyNothing {
  readonly sentences: readonly string[];
  /** A text may stand over several records, where only the conversation has it whole. */
  readonly maySpread: boolean;
  /** What failed is told by the results of calls, which only the conversation reads. */
  readonly mayHaveFailed: boolean;
}

/** For a filter that cannot be read, and until the names of the transcript are known. */
export const nothingToSay: WhyNothing = { sentences: [], maySpread: false, mayHaveFailed: false };

/** Names of which so many are listed. */
const mostNamed = 6;

/** `names`: all that the transcript holds. */
export function whyNothing(text: string, names: KnownNames, hasConversation: boolean): WhyNothing {
  const parsed = parseFilter(text);
  if (!parsed.ok) return nothingToSay;
  const parts = partsOf(parsed.value);
  const unknown = parts.flatMap((part) =>
    isName(part) && !part.patterns.some((pattern) => names[part.type].some(({ name }) => matchesPattern(pattern, name)))
      ? [nameSentence(part, names)]
      : [],
  );
  // Beside another condition there may be errors, and none of them passes it.
  const asksForErrors = parts.length === 1 && parts.some((part) => part.type === "is" && part.states.includes("error"));
  const hint = hasConversation
    ? "Calls whose results tell of a failure are marked in the conversation."
    : "A text such as “failed” may find more.";
  const errors = asksForErrors ? [`No kind and no level of this transcript means an error. ${hint}`] : [];
  const searches = parts.some(({ type }) => type === "text" || type === "regex");
  return {
    sentences: [...unknown, ...errors],
    maySpread: searches && hasConversation,
    mayHaveFailed: asksForErrors && hasConversation,
  };
}

/** What must all hold. */
function partsOf(filter: Filter): readonly Filter[] {
  return filter.type === "and" ? filter.of.flatMap(partsOf) : [filter];
}

function isName(part: Filter): part is NameCondition {
  return nameFields.some((field) => field === part.type);
}

function nameSentence({ type, patterns }: NameCondition, names: KnownNames): string {
  const known = names[type];
  if (type === "source" && known.length === 0) return "This is one transcript: source: tells those of a group apart.";
  if (known.length === 0) return `Records of this transcript have no ${type}.`;
  const asked = patterns.map((pattern) => visibleText(printPattern(pattern))).join(", ");
  const listed = known.slice(0, mostNamed).map(({ name }) => visibleText(name));
  const more = known.length > mostNamed ? " and more" : "";
  return `No record has the ${type} ${asked}. There are: ${listed.join(", ")}${more}.`;
}
