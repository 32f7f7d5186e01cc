// Says what happened in a file, or in a transcript that is open: alone, or with the files that belong to it.

import type { Result } from "../../../shared/result.ts";
import { succeed } from "../../../shared/result.ts";
import type { Summary } from "../../../shared/summary.ts";
import type { Format } from "../formats/format.ts";
import { timePathsOf } from "../formats/wrapping.ts";
import type { FieldPath } from "../scanner/fields.ts";
import { openFile } from "../source/fileSource.ts";
import type { FilePlace, Source } from "../source/source.ts";
import { addRelated } from "./addRelated.ts";
import { readOrFindFacts } from "./keptSummary.ts";
import type { SummariseOptions } from "./summarise.ts";
import { withSources } from "./summarise.ts";
import type { SummariseSourceOptions } from "./summariseSource.ts";
import { summariseSource } from "./summariseSource.ts";

export interface SummariseFileOptions extends SummariseSourceOptions {
  /** Adds the files that belong to it. */
  readonly related?: boolean | undefined;
}

/**
 * Opens and closes it; where a summary is kept, next to nothing is read. Fails when it cannot be opened or read, or was
 * changed meanwhile. Throws the signal's reason.
 */
export async function summariseFile(
  file: string | FilePlace,
  options: SummariseFileOptions = {},
): Promise<Result<Summary>> {
  const opened = openFile(file);
  if (!opened.ok) return opened;
  const source = opened.value;
  try {
    const own = await summariseSource(source, options);
    if (!own.ok) return own;
    return succeed(
      options.related === true ? await addRelated(source.original, own.value, options) : own.value.summary,
    );
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
  const facts = await readOrFindFacts(source, format, timePathsOf(format, prefix), { ...options, prefix });
  const own = withSources(source, facts);
  return related ? addRelated(source.original, own, options) : own.summary;
}
