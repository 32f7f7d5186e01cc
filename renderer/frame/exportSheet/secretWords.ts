// How many secrets there are, in words.

import type { SecretCount } from "../../../shared/exports.ts";
import type { Failure } from "../../../shared/failure.ts";
import type { Result } from "../../../shared/result.ts";
import { failureSentence } from "../../data/failureSentence.ts";
import { formatCount, formatCounted } from "../../data/format.ts";

/** `3: 2 githubToken, 1 password` */
export function secretWords(counts: readonly SecretCount[]): string {
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  const kinds = counts.map(({ kind, count }) => `${formatCount(count)} ${kind}`).join(", ");
  return all === 0 ? "none" : `${formatCount(all)}: ${kinds}`;
}

/** What the switch says of the transcript. */
export function foundSecrets(found: Result<readonly SecretCount[], Failure> | undefined): string {
  if (found === undefined) return "Looking for secrets…";
  if (!found.ok) return failureSentence(found.failure);
  const all = found.value.reduce((sum, { count }) => sum + count, 0);
  if (all === 0) return "None of a known kind was found in this transcript.";
  return `${formatCounted(all, "secret")} in this transcript: ${secretWords(found.value).replace(/^.*?: /, "")}.`;
}
