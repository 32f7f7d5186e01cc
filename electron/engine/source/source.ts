// A transcript's bytes. Every other stage reads through this interface, by position, at most 1 MiB at a time, into
// buffers it owns; nothing ever holds the whole file. The source is opened for reading only.

import type { SourceChange } from "../../../shared/failure.ts";

/** The most bytes one read gives. */
export const maxReadBytes = 1024 * 1024;

/** What tells one version of a file from another. */
export interface FileIdentity {
  readonly device: number;
  readonly inode: number;
  /** When it was last written, in ms since 1970. */
  readonly modifiedMs: number;
}

export interface Source {
  /** The file's name without its folder, for messages. */
  readonly name: string;
  /** Its path; the engine's own business, never sent to the page. */
  readonly path: string;
  /** Bytes in it when it was opened. */
  readonly size: number;
  /** The open file, for reading in the engine's own threads; undefined when there is none. */
  readonly descriptor: number | undefined;
  /** As it was when opened; undefined for a source that is no file of its own. */
  readonly identity: FileIdentity | undefined;
  /**
   * Reads up to `length` bytes at `position` into `target` at `at`; gives how many. Fewer than asked for only at the end.
   * Throws a SourceError when the system refuses.
   */
  readInto(target: Uint8Array, at: number, length: number, position: number): number;
  /** Compares the open file and its path with what was opened: undefined while both are the same (it may have grown). */
  change(): SourceChange | undefined;
  /** Bytes in the file now. */
  currentSize(): number;
  close(): void;
}
