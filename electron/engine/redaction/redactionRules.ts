// What is redacted: the known kinds that are secrets, and what the user's own rules add to them or take from them.

import type { Result } from "../../../shared/result.ts";
import { succeed } from "../../../shared/result.ts";
import type { Finder } from "./finder.ts";
import { KnownFinder } from "./knownFinder.ts";
import { knownKinds } from "./knownKinds.ts";
import type { UserRules } from "./userRules.ts";
import { readUserRules } from "./userRules.ts";

/** Made once for an export or a preview; who finds secrets twice under one `key` finds the same. */
export interface RedactionRules {
  /** The same for the same rules. */
  readonly key: string;
  /** By number. */
  readonly kinds: readonly string[];
  /** New ones for each text that is gone through: they remember where they are. */
  readonly createFinders: () => readonly Finder[];
  /** Texts that are no secrets, though they look like some. */
  readonly keep: ReadonlySet<string>;
}

/** `SEEKLINE_REDACT_RULES` names the user's rules where no file is given. */
export async function redactionRules(file: string | undefined): Promise<Result<RedactionRules>> {
  const { SEEKLINE_REDACT_RULES: setting = "" } = process.env;
  const named = file ?? (setting.trim() === "" ? undefined : setting);
  if (named === undefined) return succeed(rulesWith(noUserRules, []));
  const user = await readUserRules(named);
  if (!user.ok) return user;
  // Only who has rules of his own waits for the engine that matches them.
  const { createRuleFinder } = await import("./ruleFinder.ts");
  const kinds = kindsOf(user.value);
  const finders = user.value.rules.map((rule) => createRuleFinder(rule, kinds.indexOf(rule.kind)));
  return succeed(rulesWith(user.value, finders));
}

const noUserRules: UserRules = { rules: [], also: [], without: [], keep: [] };

function kindsOf({ rules }: UserRules): readonly string[] {
  return [...new Set([...knownKinds.map(({ kind }) => kind), ...rules.map(({ kind }) => kind)])];
}

function rulesWith(user: UserRules, own: readonly (() => Finder)[]): RedactionRules {
  const isWanted = (kind: string, isSecret: boolean): boolean =>
    (isSecret || user.also.includes(kind)) && !user.without.includes(kind);
  const known = knownKinds.filter(({ kind, isSecret }) => isWanted(kind, isSecret)).map(({ kind }) => kind);
  return {
    key: JSON.stringify(user),
    kinds: kindsOf(user),
    createFinders: () => [new KnownFinder(known), ...own.map((create) => create())],
    keep: new Set(user.keep.map((text) => Buffer.from(text).toString("latin1"))),
  };
}
