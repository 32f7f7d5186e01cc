// What names a record for good, for notes and messages: `session.jsonl@1024+310#0123456789abcdef`, the file's name, where the
// record begins, how long it is, and the beginning of its SHA-256. Whoever goes there is told when other bytes stand there.

import type { Citation, Row } from "../../shared/rows.ts";

/** `file` is a name, not a path: where somebody keeps a file is nobody's business. */
export function printCitation(file: string, { offset, length, hash }: Citation): string {
  return `${file}@${offset}+${length}#${hash}`;
}

/**
 * That of a row's record. One of a group is cited in the transcript that it is from: the order of a group, by which it has
 * another offset there, is nobody else's.
 */
export function printCitationOf({ origin }: Pick<Row, "origin">, cited: Citation, file: string): string {
  return origin === undefined
    ? printCitation(file, cited)
    : printCitation(origin.name, { ...cited, offset: origin.offset });
}

/**
 * Offset and length in bytes of the file; `hash`: the first 16 hexadecimal digits of the SHA-256. Nothing says that the
 * record is there.
 */
export interface ReadCitation {
  readonly offset: number;
  readonly length: number;
  readonly hash: string;
}

/** Undefined: the text is no citation. The name of the file is not read, since it may have been moved. */
export function readCitation(text: string): ReadCitation | undefined {
  const [, offset, length, hash] = /@(\d{1,15})\+(\d{1,15})#([0-9a-f]{16})$/.exec(text.trim()) ?? [];
  if (offset === undefined || length === undefined || hash === undefined) return undefined;
  return { offset: Number(offset), length: Number(length), hash };
}
