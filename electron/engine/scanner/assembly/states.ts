// What the scanner expects next.

/** Between two values of a line. */
export const between: u32 = 0;
/** In a walked object: before a key, before its colon, before a value (in a walked array: before its first element). */
export const key: u32 = 1;
export const colon: u32 = 2;
export const value: u32 = 3;
/** Inside a skipped container. */
export const skip: u32 = 4;
export const string: u32 = 5;
/** Inside a number or word; the same at the top of a line. */
export const token: u32 = 6;
export const topToken: u32 = 7;
/** In the rest of a malformed line. */
export const rest: u32 = 8;

/** What the open string is. */
export const ofSkipped: u32 = 0;
export const ofKey: u32 = 1;
export const ofValue: u32 = 2;
export const ofTop: u32 = 3;
