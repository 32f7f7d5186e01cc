// What clicking a kind does to the filter text.

import type { NameChoice } from "./nameChoice.ts";
import { nameChoice, onlyNames, toggleName, withoutNames } from "./nameChoice.ts";

export type KindChoice = NameChoice;

export function kindChoice(text: string, kind: string): KindChoice {
  return nameChoice(text, "kind", kind);
}

export function toggleKind(text: string, kind: string, to: Parameters<typeof toggleName>[3]): string {
  return toggleName(text, "kind", kind, to);
}

export function withoutKinds(text: string): string {
  return withoutNames(text, "kind");
}

export function onlyKinds(text: string, kinds: readonly string[]): string {
  return onlyNames(text, "kind", kinds);
}
