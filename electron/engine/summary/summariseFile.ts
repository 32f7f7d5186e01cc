// Opens a file, finds its format and says what happened in it.

import type { Result } from "../../../shared/result.ts";
import { fail, succeed } from "../../../shared/result.ts";
import type { Summary } from "../../../shared/summary.ts";
import type { FormatName } from "../../../shared/transcript.ts";
import { recognise } from "../formats/recognition.ts";
import { readSample } from "../formats/sample.ts";
import { openFile, SourceError } from "../source/fileSource.ts";
import type { SummariseOptions } from "./summarise.ts";
import { summarise } from "./summarise.ts";

export interface SummariseFileOptions extends SummariseOptions {
  /** The user's choice; without it the format is detected. */
  readonly format?: FormatName | undefined;
}

export async function summariseFile(file: string, options: SummariseFileOptions = {}): Promise<Result<Summary>> {
  const opened = openFile(file);
  if (!opened.ok) return opened;
  const source = opened.value;
  try {
    const { format, plan } = recognise(readSample(source).heads, { format: options.format });
    return succeed(await summarise(source, format, plan.time, options));
  } catch (error) {
    if (error instanceof SourceError) return fail(error.failure);
    throw error;
  } finally {
    source.close();
  }
}
