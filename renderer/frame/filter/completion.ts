// What could be meant where the caret stands in the filter text: a kind, inside `kind:…`.

import { printFilter } from "../../../shared/filter.ts";
import type { KindCount } from "../../../shared/transcript.ts";

export interface Completion {
  /** The part of the text that a choice replaces. */
  readonly from: number;
  readonly to: number;
  /** Most records first. */
  readonly kinds: readonly KindCount[];
}

const mostOffered = 8;

/** Undefined where there is nothing to complete, or it is complete. */
export function completionAt(text: string, caret: number, kinds: readonly KindCount[]): Completion | undefined {
  const begun = /(?:^|[\s(-])kind:(?:[^\s"(),]*,)*([^\s"(),]*)$/.exec(text.slice(0, caret))?.[1];
  if (begun === undefined || begun.includes("*")) return undefined;
  const rest = /^[^\s"(),]*/.exec(text.slice(caret))?.[0] ?? "";
  const wanted = begun.toLowerCase();
  const starting = kinds.filter(({ kind }) => kind.toLowerCase().startsWith(wanted));
  const containing = kinds.filter(({ kind }) => kind.toLowerCase().indexOf(wanted) > 0);
  const found = [...starting, ...containing].slice(0, mostOffered);
  if (found.length === 0 || found.some(({ kind }) => kind === begun + rest)) return undefined;
  return { from: caret - begun.length, to: caret + rest.length, kinds: found };
}

export interface Completed {
  readonly text: string;
  readonly caret: number;
}

export function complete(text: string, { from, to }: Completion, kind: string): Completed {
  const quoted = printFilter({ type: "kind", patterns: [kind] }).slice("kind:".length);
  return { text: text.slice(0, from) + quoted + text.slice(to), caret: from + quoted.length };
}
