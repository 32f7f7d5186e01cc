// A spool that is read while it is still written to.

import type { Failure } from "../../../shared/failure.ts";
import { InputFailed } from "./spool.ts";
import type { SpoolFile } from "./spoolFile.ts";
import { SpoolFailed } from "./spoolFile.ts";

const newline = 0x0a;

/**
 * `copy` is called once and not waited for; what was written can be read meanwhile by the file's path. The file is not
 * removed here.
 */
export class GrowingSpool<End = undefined> {
  readonly #file: SpoolFile;
  readonly #onProgress: ((bytes: number) => void) | undefined;
  #end: End | undefined;
  #hasEnded = false;
  #isStopped = false;
  #hasLine = false;
  #failure: Failure | undefined;

  constructor(file: SpoolFile, onProgress?: (bytes: number) => void) {
    this.#file = file;
    this.#onProgress = onProgress;
  }

  /** A first line is there, by which a format is recognised. */
  get hasLine(): boolean {
    return this.#hasLine;
  }

  /** Why not all of it came. */
  get failure(): Failure | undefined {
    return this.#failure;
  }

  /** How many bytes came, once nothing more does. */
  endedAt(): number | undefined {
    return this.#hasEnded ? this.#file.bytes() : undefined;
  }

  /** What the parts ended with. */
  end(): End | undefined {
    return this.#end;
  }

  /** Resolves when nothing more comes, whatever happens. */
  async copy(parts: AsyncIterator<Uint8Array, End, undefined>): Promise<End | undefined> {
    try {
      while (!this.#isStopped) {
        const { value, done } = await parts.next();
        if (done === true) {
          this.#end = value;
          return value;
        }
        await this.#file.write(value);
        this.#hasLine ||= value.includes(newline);
        this.#onProgress?.(this.#file.bytes());
      }
      await parts.return?.();
    } catch (error) {
      await parts.return?.();
      if (!(error instanceof SpoolFailed || error instanceof InputFailed)) throw error;
      this.#failure = error.failure;
    } finally {
      this.#hasEnded = true;
    }
    return undefined;
  }

  /** Behind the part that is awaited nothing is asked for. */
  stop(): void {
    this.#isStopped = true;
  }
}
