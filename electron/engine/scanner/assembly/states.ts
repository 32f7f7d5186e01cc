// What the scanner expects next.

/** Between two records of a line. */
export const between: u32 = 0;
/** In an object: behind its bracket, behind a comma, behind a key. */
export const keyOrEnd: u32 = 1;
export const key: u32 = 2;
export const colon: u32 = 3;
/** Behind a colon, or behind a comma in an array; behind an array's bracket. */
export const value: u32 = 4;
export const valueOrEnd: u32 = 5;
/** In a container, behind a value. */
export const afterValue: u32 = 6;
/** Inside the text of a key or of another string. */
export const inKey: u32 = 7;
export const inString: u32 = 8;
/** Inside a number or word. */
export const inLiteral: u32 = 9;

/** From here on bytes are looked at one by one, not as events of a block. */
export const firstRaw: u32 = 10;
/** Between two records, among bytes that separate them. */
export const separators: u32 = 10;
/** Behind a `[` or `]` that may be the bracket of an array around records; inside a byte order mark. */
export const opening: u32 = 11;
export const closing: u32 = 12;
export const mark: u32 = 13;
/** In the name of a field of a server-sent event; behind a colon that may begin a comment; in a field without a record. */
export const field: u32 = 14;
export const comment: u32 = 15;
export const passed: u32 = 16;
/** In the end mark of a stream. */
export const endMark: u32 = 17;
/** In damage, where the next record is looked for. */
export const damage: u32 = 18;
/** A record has ended that the output has no room for. */
export const whole: u32 = 19;
