// Says what happened in a file, or in a transcript that is open: alone, or with the files that belong to it.

import type { Result } from "../../../shared/result.ts";
import { fail, succeed } from "../../../shared/result.ts";
import type { Summary } from "../../../shared/summary.ts";
import type { WantedReading } from "../../../shared/transcript.ts";
import type { Format } from "../formats/format.ts";
import { recognise } from "../formats/recognition.ts";
import { readSample } from "../formats/sample.ts";
import { timePathsOf } from "../formats/wrapping.ts";
import { rememberSource } from "../index/rememberedSource.ts";
import type { FieldPath } from "../scanner/fields.ts";
import { openFile, SourceError } from "../source/fileSource.ts";
import type { FilePlace, Source } from "../source/source.ts";
import { addRelated } from "./addRelated.ts";
import type { SummariseOptions } from "./summarise.ts";
import { summariseAlone } from "./summarise.ts";

export interface SummariseFileOptions extends SummariseOptions, WantedReading {
  /** Takes what is to be said of a file that looks wrong as a whole. */
  readonly onNotice?: ((notice: string) => void) | undefined;
  /** Adds the files that belong to it. */
  readonly related?: boolean | undefined;
}

export async function summariseFile(
  file: string | FilePlace,
  options: SummariseFileOptions = {},
): Promise<Result<Summary>> {
  const opened = openFile(file);
  if (!opened.ok) return opened;
  const source = opened.value;
  try {
    const sample = readSample(source);
    const { format, choice, plan, notice } = recognise(sample.heads, options);
    for (const sentence of [sample.notice, notice]) if (sentence !== undefined) options.onNotice?.(sentence);
    const changeOf = rememberSource(source);
    const own = await summariseAlone(source, format, plan.time, { ...options, prefix: choice.prefix });
    const changed = changeOf();
    if (changed !== undefined) return fail(changed);
    return succeed(options.related === true ? await addRelated(source.original, own, options) : own.summary);
  } catch (error) {
    if (error instanceof SourceError) return fail(error.failure);
    throw error;
  } finally {
    source.close();
  }
}

/** Summarises an opened transcript as its format reads it; `related`: with the files that belong to it. */
export async function summariseTranscript(
  source: Source,
  { format, prefix }: { readonly format: Format; readonly prefix: FieldPath },
  { related = false, ...options }: Omit<SummariseOptions, "prefix"> & { readonly related?: boolean },
): Promise<Summary> {
  const own = await summariseAlone(source, format, timePathsOf(format, prefix), { ...options, prefix });
  return related ? addRelated(source.original, own, options) : own.summary;
}
