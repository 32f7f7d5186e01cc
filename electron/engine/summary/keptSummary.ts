// The summary of a transcript that was read once is kept beside its index: the second one costs a look at the file's times and at
// blocks spread over it. Nothing of a session that is under way is kept.

import { mayGoOn } from "../conversation/mayGoOn.ts";
import { runNow } from "../conversation/pacer.ts";
import type { Format } from "../formats/format.ts";
import type { KeptPlace } from "../index/keptReading.ts";
import { bringBack, keep, keptPlace } from "../index/keptReading.ts";
import type { Archive } from "../paging/archive.ts";
import type { FieldPath } from "../scanner/fields.ts";
import type { Source } from "../source/source.ts";
import type { SummariseOptions } from "./summarise.ts";
import { readFacts } from "./summarise.ts";
import type { SummaryFacts } from "./summaryFacts.ts";
import { factsIn } from "./summaryFacts.ts";

/** As `readFacts`; what was kept of the same bytes, read in the same way, comes at once. */
export async function readOrFindFacts(
  source: Source,
  format: Format,
  time: readonly FieldPath[],
  options: SummariseOptions,
): Promise<SummaryFacts> {
  const { prefix = [], accepts, answerBytes } = options;
  const reading = { format: format.name, others: format.others, prefix, time, answerBytes };
  const place = accepts === undefined ? keptPlace(source, "summary", reading) : undefined;
  if (place === undefined) return readFacts(source, format, time, options);
  const kept = findFacts(place);
  if (kept !== undefined) return kept;
  const facts = await readFacts(source, format, time, options);
  if (!mayGoOn(source, facts.summary.end)) keepFacts(place, facts);
  return facts;
}

function findFacts(place: KeptPlace): SummaryFacts | undefined {
  let found: SummaryFacts | undefined;
  const parts = {
    archive: (archive: Archive) => {
      found = archive.value<SummaryFacts | undefined>(undefined, factsIn);
      return [];
    },
  };
  return runNow(bringBack(place, parts)) ? found : undefined;
}

function keepFacts(place: KeptPlace, facts: SummaryFacts): void {
  const parts = {
    archive: (archive: Archive) => {
      archive.value(facts, factsIn);
      return [];
    },
  };
  runNow(keep(place, parts));
}
