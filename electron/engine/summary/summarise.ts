// What happened in a transcript, in one pass over its records.

import type { Summary, TokenSums } from "../../../shared/summary.ts";
import { awaitedAt } from "../conversation/awaited.ts";
import { Entries } from "../conversation/entries.ts";
import { TextPieces } from "../conversation/pieces.ts";
import { promptOf } from "../conversation/prompts.ts";
import { readFurther } from "../conversation/readFurther.ts";
import type { Entry } from "../formats/conversationOperations.ts";
import { marks } from "../formats/conversationOperations.ts";
import type { Format } from "../formats/format.ts";
import type { ProgressPlace } from "../index/keptProgress.ts";
import { NoInts, NoNumbers } from "../paging/growing.ts";
import type { FieldPath } from "../scanner/fields.ts";
import { countConversation } from "../snapshot/conversationCounts.ts";
import { SourceError } from "../source/fileSource.ts";
import type { Source } from "../source/source.ts";
import type { FoundSource } from "./findSources.ts";
import { findSources } from "./findSources.ts";
import { readAnswer, shownAnswer } from "./readAnswer.ts";
import type { SummaryFacts } from "./summaryFacts.ts";

export interface SummariseOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((offset: number) => void) | undefined;
  /** Records that are left out are as if they were not there. */
  readonly accepts?: ((record: number) => boolean) | undefined;
  /** Bytes of the last answer that are kept; 64 KiB without it. Of an AG-UI log never more. */
  readonly answerBytes?: number | undefined;
  /** The keys down to the event, where records hold one. */
  readonly prefix?: FieldPath | undefined;
}

/** Records with what the official client loses that are listed. */
const mostLost = 100;

/** Only the last answer's text is read again, and of most of what is told there are only counts. */
class SummedEntries extends Entries {
  override readonly pieces = new TextPieces();
  protected override readonly records = new NoInts();
  protected override readonly lines = new NoInts();
  protected override readonly times = new NoNumbers();
  protected override readonly resultTimes = new NoNumbers();
  protected override readonly exitCodes = new NoNumbers();
  protected override readonly names = new NoInts();
  protected override readonly keys = new NoInts();
  protected override readonly ids = new NoInts();
}

/** A summary of one file alone, and where the files that belong to it are. */
export interface OwnSummary {
  readonly summary: Summary;
  readonly found: readonly FoundSource[];
}

/** Summarises a transcript that is read as `format`; `time` is where its records keep their time. */
export async function summarise(
  source: Source,
  format: Format,
  time: readonly FieldPath[],
  options: SummariseOptions = {},
): Promise<Summary> {
  return (await summariseAlone(source, format, time, options)).summary;
}

async function summariseAlone(
  source: Source,
  format: Format,
  time: readonly FieldPath[],
  options: SummariseOptions = {},
): Promise<OwnSummary> {
  return withSources(source, await readFacts(source, format, time, options));
}

/** Looks for the files that belong to it, which come and go. */
export function withSources(source: Source, { summary, named }: SummaryFacts): OwnSummary {
  const found = findSources(source.original, named);
  const { format, ...others } = summary;
  return { summary: { format, sources: found.map((one) => one.source), ...others }, found };
}

/** `place`: where it is kept how far the transcript was read. */
export async function readFacts(
  source: Source,
  format: Format,
  time: readonly FieldPath[],
  { prefix = [], accepts, answerBytes, ...options }: SummariseOptions = {},
  place?: ProgressPlace,
): Promise<SummaryFacts> {
  const { entries, facts } = await readFurther(
    source,
    { format, time, prefix, accepts },
    () => new SummedEntries(),
    place,
    options,
  );
  const counts = countEntries(entries);
  const isAgui = format.name === "ag-ui" && format.isMixed !== true;
  const messages = isAgui ? await countMessages(source, prefix, accepts, options.signal) : undefined;
  const summary = {
    format: format.name,
    started: facts.started ?? null,
    ended: facts.ended ?? null,
    models: [...entries.models],
    ...counts.numbers,
    ...messages?.numbers,
    subagents: entries.subagents,
    tokens: tokensOf(entries),
    cost: entries.costInUsd === undefined ? null : { usd: entries.costInUsd },
    result:
      messages?.result ??
      (counts.lastAnswer === 0 ? null : readAnswer(source, entries, counts.lastAnswer, answerBytes)),
    errors: entries.errors,
    errorCount: entries.errorCount,
    lost: messages?.lost ?? [],
    lostCount: messages?.lostCount ?? 0,
    malformed: facts.malformed,
    end: entries.ended,
    awaits: awaitedAt(entries) ?? null,
  };
  return { summary, named: [...entries.sources.values()] };
}

/** The messages of an AG-UI log are those that the official client has, so they are assembled as for a snapshot. */
async function countMessages(
  source: Source,
  prefix: FieldPath,
  accepts: SummariseOptions["accepts"],
  signal = new AbortController().signal,
) {
  const counted = await countConversation({ source, prefix, accepts, signal });
  if (!counted.ok) throw new SourceError(counted.failure);
  const { lastAnswer, lost, ...numbers } = counted.value;
  const first = lost.first
    .toSorted((a, b) => a.record - b.record)
    .slice(0, mostLost)
    .map(({ record, reason }) => ({ record, message: asSentence(reason) }));
  return {
    numbers,
    lost: first,
    lostCount: lost.count,
    result: lastAnswer === undefined ? null : shownAnswer(lastAnswer.text, lastAnswer.bytes),
  };
}

function asSentence(reason: string): string {
  return `${reason.slice(0, 1).toUpperCase()}${reason.slice(1)}.`;
}

function countEntries(entries: Entries) {
  const numbers = {
    prompts: 0,
    answers: 0,
    toolCalls: 0,
    toolErrors: 0,
    openCalls: 0,
    cutResults: 0,
    compactions: 0,
    undone: 0,
    inherited: 0,
  };
  let lastAnswer: Entry = 0;
  for (let entry = 1; entry <= entries.count; entry++) {
    const sort = entries.sort(entry);
    if (sort === "compaction" && entries.isLive(entry)) numbers.compactions++;
    else if (sort === "call" && entries.isLive(entry) && entries.sort(entries.ownerOf(entry)) !== "call") {
      numbers.toolCalls++;
      if ((entries.marksOf(entry) & marks.cut) !== 0) numbers.cutResults++;
      if (!entries.hasResult(entry)) numbers.openCalls++;
      else if (entries.outcomeOf(entry) === "failed") numbers.toolErrors++;
    } else if (sort === "message" && entries.speaker(entry) === "user") {
      const prompt = promptOf(entries, entry);
      if (prompt === "valid") numbers.prompts++;
      else if (prompt !== undefined) numbers[prompt]++;
    } else if (sort === "message" && entries.speaker(entry) === "assistant") {
      if (!entries.isLive(entry) || !entries.hasText(entry)) continue;
      numbers.answers++;
      lastAnswer = entry;
    }
  }
  return { numbers, lastAnswer };
}

function tokensOf(entries: Entries): TokenSums | null {
  return entries.usages.totals() ?? null;
}
