// A transcript's bytes. Every other stage reads through this interface, by position, at most 1 MiB at a time, into
// buffers it owns; nothing ever holds the whole file. The source is opened for reading only.

import type { SourceChange } from "../../../shared/failure.ts";

/** The most bytes one read gives. */
export const maxReadBytes = 1024 * 1024;

/** What tells one version of a file from another, as far as the system knows. */
export interface FileIdentity {
  readonly device: bigint;
  readonly inode: bigint;
  /** When it was last written, in ns since 1970. A program may set it to what it likes. */
  readonly modifiedNs: bigint;
  /** When it was last written, renamed, linked or given away, in ns since 1970. The system's own. */
  readonly changedNs: bigint;
}

/** True for two that are unknown, too. Times are compared to the ns, as far as the file system tells them. */
export function isSameIdentity(one: FileIdentity | undefined, other: FileIdentity | undefined): boolean {
  return (
    one?.device === other?.device &&
    one?.inode === other?.inode &&
    one?.modifiedNs === other?.modifiedNs &&
    one?.changedNs === other?.changedNs
  );
}

/** A file system's clock may tick only so often, in ns: what was written later within a tick has the same time. */
const tickNs = 2_000_000_000n;

/** Whether whatever is written to it from now on shows in its times. */
export function isSettled(identity: FileIdentity | undefined): boolean {
  return identity === undefined || BigInt(Date.now()) * 1_000_000n - identity.changedNs > tickNs;
}

/** Nothing was written for so long, in ms: no more is expected of a session whose end nothing tells. */
export const quietMs = 10 * 60_000;

/** Whether it was written to within so many ms. A time that lies further ahead than that is of another clock, and tells nothing. */
export function isWrittenWithin(ms: number, identity: FileIdentity | undefined): boolean {
  return identity !== undefined && Math.abs(Date.now() - Number(identity.modifiedNs / 1_000_000n)) < ms;
}

/** A file to be read, and the one that a person means: the same, or a packed one or a pipe whose spool it is. */
export interface FilePlace {
  readonly path: string;
  readonly original: string;
  /** The original, where it is another file and goes on being read. */
  readonly origin?: Origin | undefined;
}

/** A file whose spool grows with it. */
export interface Origin {
  readonly currentIdentity: () => FileIdentity | undefined;
  /** Undefined while it has only grown. */
  readonly change: () => SourceChange | undefined;
}

/** Paths are the engine's own business, never sent to the page. */
export interface Source extends FilePlace {
  /** The name of the original without its folder, for messages. */
  readonly name: string;
  /** Bytes of it that are read: those it had when it was opened, until it is told to grow. */
  readonly size: number;
  /** From now on so many bytes are read of a file that has grown. */
  growTo(size: number): void;
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
  /** The same with a closer look, where one costs something: for whoever has read to the end and is about to say that all is right. */
  finalChange(): SourceChange | undefined;
  /** Bytes in the file now. */
  currentSize(): number;
  /** As it is now. */
  currentIdentity(): FileIdentity | undefined;
  close(): void;
}
