// Offsets, line numbers and row numbers are different types, since the classic bug of a filtered view is a line number
// used as a row number. All are whole numbers from 0 up to 2^53 - 1: byte 2^32 and record 2^31 are ordinary here.

declare const unit: unique symbol;

/** A whole number from 0 to 2^53 - 1 that counts one thing only. */
export type Count<Name extends string> = number & { readonly [unit]: Name };

/** Bytes from the start of a transcript. */
export type ByteOffset = Count<"ByteOffset">;
/** A number of bytes. */
export type ByteLength = Count<"ByteLength">;
/** Lines of a transcript, counted from 1 as editors do. */
export type LineNumber = Count<"LineNumber">;
/** Records of a transcript in file order, counted from 0. */
export type RecordNumber = Count<"RecordNumber">;
/** Rows of a view, counted from 0. */
export type RowNumber = Count<"RowNumber">;
/** Items of a conversation as it is shown, counted from 0. */
export type ItemNumber = Count<"ItemNumber">;
/** A point in time: milliseconds since 1970-01-01 UTC, possibly with a fraction, possibly negative. */
export type Milliseconds = number & { readonly [unit]: "Milliseconds" };

function isCount<Name extends string>(value: number): value is Count<Name> {
  return Number.isSafeInteger(value) && value >= 0;
}

function isFiniteTime(value: number): value is Milliseconds {
  return Number.isFinite(value);
}

function count<Name extends string>(value: number, name: Name): Count<Name> {
  if (isCount<Name>(value)) return value;
  throw new RangeError(`${name} must be a whole number from 0 to 2^53 - 1, not ${value}`);
}

/**
 * Throws a RangeError for anything but a whole number from 0 to 2^53 - 1, as those below do: such a number is a bug.
 */
export const byteOffset = (value: number): ByteOffset => count(value, "ByteOffset");
/** 0 is a length, of an empty text or file. */
export const byteLength = (value: number): ByteLength => count(value, "ByteLength");
/** That lines count from 1 is not checked. */
export const lineNumber = (value: number): LineNumber => count(value, "LineNumber");
/**
 * That there is such a record is not checked; who asks the engine for one behind the last is answered `no-such-record`.
 */
export const recordNumber = (value: number): RecordNumber => count(value, "RecordNumber");
/** That the conversation has so many is not checked. */
export const itemNumber = (value: number): ItemNumber => count(value, "ItemNumber");
/** A place in one view only: another filter, or a run that is opened, has other rows. */
export const rowNumber = (value: number): RowNumber => count(value, "RowNumber");

/** Throws a RangeError for NaN and the infinities: an unknown time is `undefined`, never a number. */
export function milliseconds(value: number): Milliseconds {
  if (isFiniteTime(value)) return value;
  throw new RangeError(`a time must be a finite number of milliseconds, not ${value}`);
}
