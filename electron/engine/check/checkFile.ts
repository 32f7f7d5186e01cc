// Opens a file, finds its format and says what is wrong in it, finding by finding.

import type { Finding } from "../../../shared/findings.ts";
import type { Result } from "../../../shared/result.ts";
import { fail, succeed } from "../../../shared/result.ts";
import type { WantedReading } from "../../../shared/transcript.ts";
import { readEntries } from "../conversation/readEntries.ts";
import { recognise } from "../formats/recognition.ts";
import { readSample } from "../formats/sample.ts";
import { rememberSource } from "../index/rememberedSource.ts";
import { openFile, SourceError } from "../source/fileSource.ts";
import type { FilePlace, Source } from "../source/source.ts";
import { checkConversation } from "./checkConversation.ts";
import { CheckedEntries } from "./checkedEntries.ts";
import { RecordCheck } from "./checkRecords.ts";
import { Findings } from "./findings.ts";

export interface CheckFileOptions extends WantedReading {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((offset: number) => void) | undefined;
  /** A sentence on the file as a whole. */
  readonly onNotice?: ((notice: string) => void) | undefined;
  readonly onFinding: (finding: Finding) => void;
}

/** Gives the number of findings, those that were only counted too. */
export async function checkFile(file: string | FilePlace, options: CheckFileOptions): Promise<Result<number>> {
  const opened = openFile(file);
  if (!opened.ok) return opened;
  const source = opened.value;
  try {
    return await checkSource(source, options);
  } catch (error) {
    if (error instanceof SourceError) return fail(error.failure);
    throw error;
  } finally {
    source.close();
  }
}

/** The same of an opened source. */
export async function checkSource(source: Source, options: CheckFileOptions): Promise<Result<number>> {
  const findings = new Findings(options.onFinding);
  const entries = new CheckedEntries(findings);
  const records = new RecordCheck(findings);
  const sample = readSample(source);
  const { format, choice, plan, notice } = recognise(sample.heads, options);
  for (const sentence of [sample.notice, notice]) if (sentence !== undefined) options.onNotice?.(sentence);
  const changeOf = rememberSource(source);
  await readEntries(source, { format, time: plan.time, prefix: choice.prefix }, entries, {
    signal: options.signal,
    onProgress: options.onProgress,
    onRecord: (record, complete) => records.take(record, complete),
    onDamaged: (record) => records.takeDamaged(record),
  });
  const changed = changeOf();
  if (changed !== undefined) return fail(changed);
  checkConversation(entries, findings);
  return succeed(findings.finish());
}
