import type { LogWriter } from "./logWriter.ts";
import type { TextSource } from "./textSource.ts";

/** Bytes of the one long record that a session of some size holds: a picture, a dump, a file that was read whole. */
const longest = 64_000_000;
/** Parts that one pause waits for. */
const partsAtOnce = 100;

/** What of a session of so many bytes its long record takes; 0 for a short one. */
export function longRecordBytes(bytes: number): number {
  return bytes < 8_000_000 ? 0 : Math.min(longest, Math.floor(bytes / 4));
}

/** Writes a record of about `bytes` bytes, most of it text between `before` and `behind`. */
export function* writeLongRecord(
  log: LogWriter,
  kind: string,
  text: TextSource,
  { before, behind, bytes }: { readonly before: string; readonly behind: string; readonly bytes: number },
): Generator<void> {
  const end = log.bytes + bytes;
  log.beginRecord(kind);
  log.part(before);
  while (log.bytes < end) {
    for (let part = 0; part < partsAtOnce && log.bytes < end; part++) log.part(text.next(20_000));
    yield;
  }
  log.part(behind);
  log.endRecord();
}
