import type { Failure } from "../../../shared/failure.ts";
import type { Result } from "../../../shared/result.ts";
import { fail, succeed } from "../../../shared/result.ts";
import { SourceError } from "../source/fileSource.ts";
import { createSpoolFile, SpoolFailed, type SpoolFile } from "./spoolFile.ts";

/** `onProgress` is told the bytes that were written so far, behind each part. */
export interface SpoolOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((bytes: number) => void) | undefined;
}

/** `file` holds at least one byte where there is a `failure`; who asked for it removes it. */
export interface Spooled<End> {
  readonly file: SpoolFile;
  /** What the parts ended with; undefined when they did not come to their end. */
  readonly end: End | undefined;
  /** Why the file does not hold all of them. */
  readonly failure: Failure | undefined;
}

/**
 * Writes parts to a file. Where that ends early, what was written before is kept; nothing is left when there is none, or when the
 * signal comes, whose reason is thrown. An `InputFailed` of the parts is a failure, other errors are thrown.
 */
export async function spool<End>(
  parts: AsyncIterator<Uint8Array, End, undefined>,
  name: string,
  { signal, onProgress }: SpoolOptions = {},
): Promise<Result<Spooled<End>>> {
  const created = await createSpoolFile(name);
  if (!created.ok) return created;
  const file = created.value;
  try {
    for (;;) {
      const { value, done } = await parts.next();
      signal?.throwIfAborted();
      if (done === true) {
        await file.end();
        return succeed({ file, end: value, failure: undefined });
      }
      await file.write(value);
      onProgress?.(file.bytes());
    }
  } catch (error) {
    await parts.return?.();
    const failure = error instanceof SpoolFailed || error instanceof InputFailed ? error.failure : undefined;
    if (signal?.aborted !== true && failure !== undefined && file.bytes() > 0) {
      await file.end();
      return succeed({ file, end: undefined, failure });
    }
    await file.remove();
    if (signal?.aborted === true || failure === undefined) throw error;
    return fail(failure);
  }
}

/** A file that cannot be read on is told from a disk that takes no more. */
export async function* guarded<End>(
  parts: AsyncGenerator<Uint8Array, End, undefined>,
): AsyncGenerator<Uint8Array, End, undefined> {
  try {
    return yield* parts;
  } catch (error) {
    throw error instanceof SourceError ? new InputFailed(error.failure, error) : error;
  }
}

/** An error of what is spooled, to be told from one of the disk that it is written to. */
export class InputFailed extends Error {
  readonly failure: Failure;

  constructor(failure: Failure, cause: unknown) {
    super("the input cannot be read", { cause });
    this.failure = failure;
  }
}
