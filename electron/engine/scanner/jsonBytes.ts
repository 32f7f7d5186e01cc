// The bytes that JSON is put together with.

/** Also where a key ends; an escaped one inside a text is told by the backslash before it. */
export const quote = 0x22;
/** Stands in JSON inside texts only. */
export const backslash = 0x5c;
/** Between members, and between records that are elements of an array. */
export const comma = 0x2c;
/** Between a key and its value. */
export const colon = 0x3a;
/** At a record's begin, an array around records. */
export const openArray = 0x5b;
/** Behind a record, the end of an array around records. */
export const closeArray = 0x5d;
/** Begins every record, unless a transcript's records may be any values. */
export const openObject = 0x7b;
/** Ends a record, at its own depth. */
export const closeObject = 0x7d;
