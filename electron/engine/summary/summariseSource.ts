// Finds out how an opened source is to be read, and says what happened in it.

import type { Result } from "../../../shared/result.ts";
import { fail, succeed } from "../../../shared/result.ts";
import type { WantedReading } from "../../../shared/transcript.ts";
import { recognise } from "../formats/recognition.ts";
import { readSample } from "../formats/sample.ts";
import { rememberSource } from "../index/rememberedSource.ts";
import { SourceError } from "../source/fileSource.ts";
import type { Source } from "../source/source.ts";
import { readOrFindFacts } from "./keptSummary.ts";
import type { OwnSummary, SummariseOptions } from "./summarise.ts";
import { withSources } from "./summarise.ts";

export interface SummariseSourceOptions extends SummariseOptions, WantedReading {
  /** Takes what is to be said of a file that looks wrong as a whole. */
  readonly onNotice?: ((notice: string) => void) | undefined;
}

/** Of this source alone. It is a failure when other bytes stood there at the end. */
export async function summariseSource(source: Source, options: SummariseSourceOptions): Promise<Result<OwnSummary>> {
  try {
    const sample = readSample(source);
    const { format, choice, plan, notice } = recognise(sample.heads, options);
    for (const sentence of [sample.notice, notice]) if (sentence !== undefined) options.onNotice?.(sentence);
    const changeOf = rememberSource(source);
    const facts = await readOrFindFacts(source, format, plan.time, { ...options, prefix: choice.prefix });
    const changed = changeOf();
    return changed === undefined ? succeed(withSources(source, facts)) : fail(changed);
  } catch (error) {
    if (error instanceof SourceError) return fail(error.failure);
    throw error;
  }
}
