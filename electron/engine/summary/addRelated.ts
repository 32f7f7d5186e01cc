// Adds to a summary what stands in the files that belong to the transcript: sub-agents' own files, the history of a fork or a
// revert. They are read one after the other, each once (the first file of a revert twice), in the memory of one.

import { describeFailure } from "../../../shared/failure.ts";
import { mostRelatedFiles } from "../../../shared/limits.ts";
import type { Result } from "../../../shared/result.ts";
import { succeed } from "../../../shared/result.ts";
import type { RelatedSource, Summary } from "../../../shared/summary.ts";
import { beginningOf } from "../source/beginningOf.ts";
import { openFile } from "../source/fileSource.ts";
import { realPath } from "../source/realPath.ts";
import { readableFile } from "../spool/readableFile.ts";
import type { FoundSource } from "./findSources.ts";
import type { OwnSummary, SummariseOptions } from "./summarise.ts";
import { summariseSource } from "./summariseSource.ts";
import { withEarlier, withInherited, withSubagent } from "./sumSummaries.ts";

/** Tells no progress: how much is still to be read is not known before it is. */
export async function addRelated(
  file: string,
  { summary, found }: OwnSummary,
  { signal }: Pick<SummariseOptions, "signal">,
): Promise<Summary> {
  let whole: Summary = summary;
  const sources: RelatedSource[] = [];
  const read = new Set<string>([realPath(file)]);
  const waiting = [...found];
  for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
    signal?.throwIfAborted();
    const { source, path: place } = one;
    if (place === undefined) {
      sources.push(source);
      continue;
    }
    const real = realPath(place);
    if (read.has(real)) continue;
    if (!isAddable(one)) {
      sources.push({ ...source, added: false });
      continue;
    }
    if (read.size > mostRelatedFiles) {
      sources.push({ ...source, added: false, problem: `Only ${mostRelatedFiles} files are read for one summary.` });
      continue;
    }
    read.add(real);
    const added = await add(whole, one, place, { signal });
    if (!added.ok) {
      sources.push({ ...source, added: false, problem: describeFailure(added.failure) });
      continue;
    }
    whole = added.value.whole;
    sources.push({ ...source, added: true });
    waiting.push(...added.value.found.filter((other) => belongsWith(one, other)));
  }
  return { ...whole, sources };
}

/** An origin's history is here already, and an output has no numbers. */
function isAddable({ source: { relation }, path: place }: FoundSource): boolean {
  return (relation === "base" || relation === "sub-agent") && /\.jsonl(?:\.zst)?$/.test(place ?? "");
}

/** A sub-agent's sub-agents belong to the whole; of a base's files only its own base, unless it is the same session. */
function belongsWith({ named }: FoundSource, { source: { relation } }: FoundSource): boolean {
  if (named.relation === "sub-agent") return relation === "sub-agent";
  return relation === "base" || (relation === "sub-agent" && named.isSameSession === true);
}

interface Added {
  readonly whole: Summary;
  readonly found: readonly FoundSource[];
}

async function add(
  whole: Summary,
  { source: { name }, named }: FoundSource,
  place: string,
  options: SummariseOptions,
): Promise<Result<Added>> {
  const read = await summariseUpTo(place, named.relation === "base" ? named.end : undefined, options);
  if (!read.ok) return read;
  const { summary, found } = read.value;
  if (named.relation === "sub-agent") return succeed({ whole: withSubagent(whole, summary, name), found });
  if (named.isSameSession !== true) return succeed({ whole: withInherited(whole, summary), found });
  const all = named.end === undefined ? read : await summariseUpTo(place, undefined, options);
  return all.ok ? succeed({ whole: withEarlier(whole, summary, all.value.summary, name), found }) : all;
}

/** The beginning of a file alone, or all of it. */
async function summariseUpTo(
  file: string,
  end: number | undefined,
  options: SummariseOptions,
): Promise<Result<OwnSummary>> {
  const readable = await readableFile({ path: file, original: file }, { signal: options.signal });
  if (!readable.ok) return readable;
  const opened = openFile(readable.value);
  if (!opened.ok) return opened;
  const source = end === undefined ? opened.value : beginningOf(opened.value, end);
  try {
    return await summariseSource(source, options);
  } finally {
    opened.value.close();
    await readable.value.remove();
  }
}
