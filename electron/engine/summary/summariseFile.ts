// Opens a file, finds its format and says what happened in it.

import type { Result } from "../../../shared/result.ts";
import { fail, succeed } from "../../../shared/result.ts";
import type { Summary } from "../../../shared/summary.ts";
import type { WantedReading } from "../../../shared/transcript.ts";
import { recognise } from "../formats/recognition.ts";
import { readSample } from "../formats/sample.ts";
import { rememberSource } from "../index/rememberedSource.ts";
import { openFile, SourceError } from "../source/fileSource.ts";
import type { SummariseOptions } from "./summarise.ts";
import { summarise } from "./summarise.ts";

export interface SummariseFileOptions extends SummariseOptions, WantedReading {
  /** Takes what is to be said of a file that looks wrong as a whole. */
  readonly onNotice?: ((notice: string) => void) | undefined;
}

export async function summariseFile(file: string, options: SummariseFileOptions = {}): Promise<Result<Summary>> {
  const opened = openFile(file);
  if (!opened.ok) return opened;
  const source = opened.value;
  try {
    const sample = readSample(source);
    const { format, choice, plan, notice } = recognise(sample.heads, options);
    for (const sentence of [sample.notice, notice]) if (sentence !== undefined) options.onNotice?.(sentence);
    const changeOf = rememberSource(source);
    const summary = await summarise(source, format, plan.time, { ...options, prefix: choice.prefix });
    const changed = changeOf();
    return changed === undefined ? succeed(summary) : fail(changed);
  } catch (error) {
    if (error instanceof SourceError) return fail(error.failure);
    throw error;
  } finally {
    source.close();
  }
}
