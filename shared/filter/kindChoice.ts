// What clicking a kind does to the filter text.

import type { NameChoice } from "./nameChoice.ts";
import { nameChoice, onlyNames, toggleName, withoutNames } from "./nameChoice.ts";

/** `nameChoice` of a kind, and so are the functions below. */
export type KindChoice = NameChoice;

/** What the filter text says of a kind, as the facets show it; `neutral` for a text that cannot be read. */
export function kindChoice(text: string, kind: string): KindChoice {
  return nameChoice(text, "kind", kind);
}

/** The text after a click on a kind. A text that cannot be read is replaced. */
export function toggleKind(text: string, kind: string, to: Parameters<typeof toggleName>[3]): string {
  return toggleName(text, "kind", kind, to);
}

/**
 * The text with all but what it says of kinds: the matches of each kind are counted by it. One that cannot be read is
 * left as it is.
 */
export function withoutKinds(text: string): string {
  return withoutNames(text, "kind");
}

/** The text that shows these kinds alone, with its other conditions. A text that cannot be read is replaced. */
export function onlyKinds(text: string, kinds: readonly string[]): string {
  return onlyNames(text, "kind", kinds);
}
