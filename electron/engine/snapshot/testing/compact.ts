// Compacts a log in memory.

import type { FieldPath } from "../../scanner/fields.ts";
import { createMemorySource } from "../../source/memorySource.ts";
import type { ByteSink } from "../byteSink.ts";
import type { SnapshotSummary } from "../writeSnapshot.ts";
import { writeMessages, writeSnapshot } from "../writeSnapshot.ts";

export interface Compacted {
  readonly text: string;
  readonly bytes: Buffer;
  readonly summary: SnapshotSummary;
}

export interface CompactOptions {
  readonly dropRaw?: boolean;
  readonly dropCustom?: boolean;
  readonly clipTools?: number;
  readonly accepts?: (record: number) => boolean;
  readonly thread?: string;
  readonly prefix?: FieldPath;
}

export function compact(log: string | Uint8Array, options: CompactOptions = {}): Promise<Compacted> {
  const { accepts, thread, dropRaw = false, dropCustom, clipTools, prefix = [] } = options;
  return run(log, (input) => writeSnapshot({ ...input, prefix, accepts, thread, dropRaw, dropCustom, clipTools }));
}

export function messagesOf(log: string | Uint8Array, pretty = false, thread?: string): Promise<Compacted> {
  return run(log, (input) => writeMessages({ ...input, prefix: [], accepts: undefined, thread, pretty }));
}

async function run(
  log: string | Uint8Array,
  write: (input: {
    source: ReturnType<typeof createMemorySource>;
    size: number;
    sink: ByteSink;
    signal: AbortSignal;
    onProgress: () => void;
  }) => ReturnType<typeof writeSnapshot>,
): Promise<Compacted> {
  const source = createMemorySource(log);
  const chunks: Buffer[] = [];
  const result = await write({
    source,
    size: source.size,
    sink: { write: (bytes) => void chunks.push(Buffer.from(bytes)) },
    signal: new AbortController().signal,
    onProgress: () => {},
  });
  if (!result.ok) throw new Error(result.failure.code);
  const bytes = Buffer.concat(chunks);
  return { text: bytes.toString("utf8"), bytes, summary: result.value };
}
