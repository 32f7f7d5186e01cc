// A file that says that it has no byte, and has some: what the system itself tells (/proc), and what some file systems make
// while it is read. It is read to its end once, as a pipe is.

import path from "node:path";
import type { Result } from "../../../shared/result.ts";
import type { FilePlace, Source } from "../source/source.ts";
import { maxReadBytes } from "../source/source.ts";
import type { ReadableFile } from "./plainFile.ts";
import { guarded, type SpoolOptions, spool } from "./spool.ts";

/** Throws a SourceError. */
export function isUnsized(source: Source): boolean {
  // Of a file that was empty and is written to, the size is told by now.
  return source.size === 0 && source.readInto(new Uint8Array(1), 0, 1, 0) > 0 && source.currentSize() === 0;
}

/** Throws the signal's reason. */
export async function readToEnd(
  source: Source,
  { original }: FilePlace,
  options: SpoolOptions,
): Promise<Result<ReadableFile>> {
  const spooled = await spool(guarded(partsOf(source)), source.name, options);
  if (!spooled.ok) return spooled;
  const { file, failure } = spooled.value;
  const notice = `“${path.basename(original)}” tells no size: what it held when it was opened is shown.`;
  return { ok: true, value: { path: file.path, original, notice, failure, remove: file.remove } };
}

async function* partsOf(source: Source): AsyncGenerator<Uint8Array, void, undefined> {
  const part = new Uint8Array(maxReadBytes);
  for (let at = 0; ; ) {
    const read = source.readInto(part, 0, part.length, at);
    if (read === 0) return;
    yield part.subarray(0, read);
    at += read;
  }
}
