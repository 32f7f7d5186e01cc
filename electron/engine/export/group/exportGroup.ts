// An export of a group that is open, and its secrets. What is shown as one is written as one: a transcript that can no longer be
// read as it was ends the export.

import type { ExportOptions, ExportProgress, ExportSummary, SecretCount } from "../../../../shared/exports.ts";
import { groupKinds } from "../../../../shared/exports.ts";
import { everything } from "../../../../shared/filter/filter.ts";
import type { Result } from "../../../../shared/result.ts";
import { fail, succeed } from "../../../../shared/result.ts";
import type { Group } from "../../group/group.ts";
import type { ExportTarget } from "../exportTargets.ts";
import type { ExportsWanted } from "./exportedMembers.ts";
import { exportedMembers } from "./exportedMembers.ts";
import { runGroupExport } from "./runGroupExport.ts";

/** `group` is one that is open in the app; members are opened anew one by one, so the shown ones are not disturbed. */
export interface GroupWork {
  readonly group: Group;
  readonly open: ExportsWanted["open"];
  readonly signal: AbortSignal;
  /** What is wrong with some transcripts is known then. */
  readonly whenIndexed: () => Promise<unknown>;
}

/**
 * Waits for the index, then writes. Fails with `of-one-transcript` for kinds that no group has, and with
 * `source-changed` when a member that was shown can no longer be read; then nothing is left behind.
 */
export async function exportGroup(
  { group, open, signal, whenIndexed }: GroupWork,
  options: ExportOptions,
  target: ExportTarget,
  onProgress?: (progress: ExportProgress) => void,
): Promise<Result<ExportSummary>> {
  const as = groupKinds.find((kind) => kind === options.as);
  if (as === undefined) return fail({ code: "of-one-transcript" });
  await Promise.race([whenIndexed(), new Promise((resolve) => signal.addEventListener("abort", resolve))]);
  const stop = new AbortController();
  let lost: string | undefined;
  const known = new Set(group.problems.map(({ name }) => name));
  const written = await runGroupExport({
    ...{ members: group.members, open, target, options: { ...options, as } },
    ...(onProgress === undefined ? {} : { onProgress }),
    signal: AbortSignal.any([signal, stop.signal]),
    onProblem: ({ name }) => {
      if (known.has(name) || group.problemCount > group.problems.length) return;
      lost = name;
      stop.abort();
    },
  });
  return lost === undefined ? written : fail({ code: "source-changed", name: lost, change: "rewritten" });
}

/** How many secrets all hold, by kind. */
export async function groupSecrets({ group, open, signal }: GroupWork): Promise<Result<readonly SecretCount[]>> {
  const sums = new Map<string, number>();
  const wanted: ExportsWanted = {
    ...{ members: group.members, open, signal, filter: everything, redact: true, redactRules: undefined },
    onProblem: () => {},
    onRedacted: (counts) => {
      for (const { kind, count } of counts) sums.set(kind, (sums.get(kind) ?? 0) + count);
    },
  };
  for await (const _ of exportedMembers(wanted));
  return succeed([...sums].map(([kind, count]) => ({ kind, count })));
}
