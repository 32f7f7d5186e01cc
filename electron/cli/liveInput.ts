// Standard input that is worked with while it comes: it is written to a file of the spool folder, which is followed.

import { setTimeout } from "node:timers/promises";
import type { Result } from "../../shared/result.ts";
import { fail } from "../../shared/result.ts";
import type { FilePlace } from "../engine/source/source.ts";
import { GrowingSpool } from "../engine/spool/growingSpool.ts";
import { createSpoolFile } from "../engine/spool/spoolFile.ts";
import { standardInputName, standardInputParts } from "./standardInput.ts";

export interface LiveInput {
  /** How many bytes came, once it has ended. */
  endedAt(): number | undefined;
}

/** Between two looks whether a first line has come, in ms. */
const lookMs = 20;

/** Begins when a first line is there, by which the format is recognised. The file is removed at the end. */
export async function withLiveInput<Value>(
  signal: AbortSignal,
  use: (file: FilePlace, live: LiveInput) => Promise<Result<Value>>,
  partsUntil: (signal: AbortSignal) => AsyncGenerator<Uint8Array, undefined, undefined> = standardInputParts,
): Promise<Result<Value>> {
  const created = await createSpoolFile(standardInputName);
  if (!created.ok) return created;
  const file = created.value;
  const done = new AbortController();
  const copying = new GrowingSpool(file);
  const copied = copying.copy(partsUntil(AbortSignal.any([signal, done.signal])));
  try {
    while (!copying.hasLine && copying.endedAt() === undefined) await setTimeout(lookMs);
    const result = await use({ path: file.path, original: standardInputName }, copying);
    const { failure } = copying;
    return result.ok && failure !== undefined ? fail(failure) : result;
  } finally {
    done.abort();
    await copied;
    await file.remove();
  }
}
