// The summary of a transcript that was read once is kept beside its index: the second one costs a look at the file's times and at
// blocks spread over it. Of a session that is under way no summary is kept; but how far it was read is, so the next one reads what came
// since (readFurther.ts).

import { mayGoOn } from "../conversation/mayGoOn.ts";
import { runNow } from "../conversation/pacer.ts";
import type { Format } from "../formats/format.ts";
import { progressPlace } from "../index/keptProgress.ts";
import { bringBack, keep, keptPlace } from "../index/keptReading.ts";
import type { Archive, Archived } from "../paging/archive.ts";
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
  const progress = accepts === undefined ? progressPlace(source, "summary", reading) : undefined;
  const place = accepts === undefined ? keptPlace(source, "summary", reading) : undefined;
  if (place === undefined) return readFacts(source, format, time, options, progress);
  const kept = new KeptFacts();
  if (runNow(bringBack(place, kept)) && kept.facts !== undefined) return kept.facts;
  const facts = await readFacts(source, format, time, options, progress);
  if (!mayGoOn(source, facts.summary.end)) runNow(keep(place, new KeptFacts(facts)));
  return facts;
}

class KeptFacts implements Archived {
  facts: SummaryFacts | undefined;

  constructor(facts?: SummaryFacts) {
    this.facts = facts;
  }

  archive(archive: Archive): readonly [] {
    this.facts = archive.value<SummaryFacts | undefined>(this.facts, factsIn);
    return [];
  }
}
