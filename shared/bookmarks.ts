// Records that a person has marked, with notes. Kept per transcript, by main; a record is named as in a citation, so that it
// is known when other bytes stand there.

/**
 * A marked record. Offset, length and hash are those of its citation (rows.ts), so that the mark is not shown at other
 * bytes.
 */
export interface Bookmark {
  readonly record: number;
  /** Bytes of the file. */
  readonly offset: number;
  readonly length: number;
  /** As in a citation. */
  readonly hash: string;
  /** The record's kind, cut to `longestBookmarkKind`. */
  readonly kind: string;
  /** May be empty. */
  readonly note: string;
}

/** Of one transcript. */
export const mostBookmarks = 10_000;
/** Characters. */
export const longestNote = 2000;
/** Characters. */
export const longestBookmarkKind = 100;
