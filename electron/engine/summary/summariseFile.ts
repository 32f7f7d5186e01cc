// Opens a file, finds its format and says what happened in it.

import type { Result } from "../../../shared/result.ts";
import { fail, succeed } from "../../../shared/result.ts";
import type { Summary } from "../../../shared/summary.ts";
import type { FormatName } from "../../../shared/transcript.ts";
import { chooseFormat, formatNamed } from "../formats/formats.ts";
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
    const { heads } = readSample(source);
    const format = formatNamed(chooseFormat(heads, options.format).name);
    return succeed(await summarise(source, format, format.plan(heads).time, options));
  } catch (error) {
    if (error instanceof SourceError) return fail(error.failure);
    throw error;
  } finally {
    source.close();
  }
}
