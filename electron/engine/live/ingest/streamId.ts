// Which stream the events of a source belong to.

import type { Source } from "../../source/source.ts";

/** The most bytes of a source's beginning that name its stream. */
const headBytes = 4_096;

/**
 * The stream of what a filter lets through of a source: the same for each process that sends it, and still the same when the
 * source has grown. So only its first line counts, which growing leaves as it is. Sources that begin alike are told apart
 * by their events (`runningDigest.ts`).
 */
export function streamIdOf(source: Source, filter: string): string {
  const buffer = Buffer.alloc(headBytes);
  const head = buffer.subarray(0, source.readInto(buffer, 0, headBytes, 0));
  const lineEnd = head.indexOf(0x0a);
  const line = lineEnd < 0 ? head : head.subarray(0, lineEnd);
  const { createHash } = process.getBuiltinModule("node:crypto");
  return createHash("sha256").update(line).update("\n").update(filter.trim()).digest("hex").slice(0, 32);
}
