// Standard input as a transcript: a pipe cannot be read by position, so it is first written to a file of its own in the
// spool folder. The file is private, and removed at the end, also when the program is interrupted or killed.

import { randomUUID } from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";
import type { Result } from "../../shared/result.ts";
import { fail, succeed } from "../../shared/result.ts";
import { spoolFolder } from "../engine/environment/spoolFolder.ts";
import { writeFailure } from "../engine/export/atomicFile.ts";
import { noteUnfinishedFile, unfinishedSuffix } from "../engine/export/unfinishedFiles.ts";

export interface Spool {
  readonly path: string;
  remove(): Promise<void>;
}

export interface SpoolOptions {
  readonly input: AsyncIterable<Uint8Array>;
  readonly signal: AbortSignal;
  readonly onProgress: (bytes: number) => void;
}

/** What messages call the spooled file. */
const spoolName = "standard-input";

/** Writes all of the input to a file. Throws the signal's reason when aborted; leaves nothing behind unless it succeeds. */
export async function spoolStandardInput({ input, signal, onProgress }: SpoolOptions): Promise<Result<Spool>> {
  const parent = spoolFolder();
  if (parent === undefined) return fail({ code: "no-room", folder: undefined });
  const folder = path.join(parent, `seekline-${randomUUID()}${unfinishedSuffix}`);
  const forget = noteUnfinishedFile(folder);
  const remove = () => fs.rm(folder, { recursive: true, force: true }).then(forget);
  const file = path.join(folder, spoolName);
  let done = false;
  try {
    await fs.mkdir(folder, { mode: 0o700 });
    const handle = await fs.open(file, "wx", 0o600);
    try {
      let bytes = 0;
      for await (const chunk of input) {
        signal.throwIfAborted();
        for (let at = 0; at < chunk.length; ) at += (await handle.write(chunk, at)).bytesWritten;
        bytes += chunk.length;
        onProgress(bytes);
      }
      signal.throwIfAborted();
    } finally {
      await handle.close();
    }
    done = true;
    return succeed({ path: file, remove });
  } catch (error) {
    if (signal.aborted) throw error;
    return fail(writeFailure(spoolName, error));
  } finally {
    if (!done) await remove();
  }
}
