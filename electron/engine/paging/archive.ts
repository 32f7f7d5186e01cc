// What an object is made of, on its way to a file or back from it. An object names its parts in one method, in one order, for both
// ways, so what is written and what is read cannot differ.

/** One serves one file in one direction. What is kept is valid for the build that wrote it, and no other. */
export interface Archive {
  /** Whether parts come back from where they were kept. */
  readonly isReading: boolean;
  /** A whole number from 0 on: the one that is given, or the one that was kept. */
  number(value: number): number;
  /** Takes these bytes, or fills them with those that were kept. */
  bytes(bytes: Uint8Array): void;
  /** A value that JSON holds exactly; `read` makes sure that what was kept is one. */
  value<Value>(value: Value, read: (kept: unknown) => Value): Value;
}

/** An object that can be kept. Pauses where it yields. An ArchiveError when what was kept is not sound. */
export interface Archived {
  archive(archive: Archive): Iterable<undefined>;
}

/** What was kept is cut, damaged or another's. */
export class ArchiveError extends Error {}
