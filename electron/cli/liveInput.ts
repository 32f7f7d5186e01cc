// Standard input that is worked with while it comes: it is written to a file of the spool folder, which is followed.

import { setTimeout } from "node:timers/promises";
import type { Failure } from "../../shared/failure.ts";
import type { Result } from "../../shared/result.ts";
import { fail } from "../../shared/result.ts";
import type { FilePlace } from "../engine/source/source.ts";
import { InputFailed } from "../engine/spool/spool.ts";
import type { SpoolFile } from "../engine/spool/spoolFile.ts";
import { createSpoolFile, SpoolFailed } from "../engine/spool/spoolFile.ts";
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
): Promise<Result<Value>> {
  const created = await createSpoolFile(standardInputName);
  if (!created.ok) return created;
  const file = created.value;
  const done = new AbortController();
  const copying = new Copying(file);
  const copied = copying.copy(standardInputParts(AbortSignal.any([signal, done.signal])));
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

class Copying implements LiveInput {
  readonly #file: SpoolFile;
  #hasEnded = false;
  hasLine = false;
  /** Why not all of it came. */
  failure: Failure | undefined;

  constructor(file: SpoolFile) {
    this.#file = file;
  }

  endedAt(): number | undefined {
    return this.#hasEnded ? this.#file.bytes() : undefined;
  }

  async copy(input: AsyncIterable<Uint8Array>): Promise<void> {
    try {
      for await (const part of input) {
        await this.#file.write(part);
        this.hasLine ||= part.includes(0x0a);
      }
    } catch (error) {
      if (!(error instanceof SpoolFailed || error instanceof InputFailed)) throw error;
      this.failure = error.failure;
    } finally {
      this.#hasEnded = true;
    }
  }
}
