import type { ByteSink } from "../snapshot/byteSink.ts";

/** A sink that has an end: all of it counts, or nothing. */
export interface ExportOutput extends ByteSink {
  /** What the file holds so far: of one that is packed on the way, packed bytes. */
  readonly bytesWritten: number;
  /** Waits until all that was written lies on the disk, so that a full one cannot fail `commit`. Throws ExportFailed. */
  finish(): Promise<void>;
  /** Makes what was written final. Throws ExportFailed. */
  commit(): Promise<void>;
  /** Removes what was written; does nothing after `commit`. Never throws. */
  abort(): Promise<void>;
}
