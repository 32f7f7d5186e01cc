// Where the columns of one segment and its bytes lie in the memory that the module is given. It may be the scanner's, which leaves
// this room free: then a segment is encoded from the columns where the scanner wrote them. What is not used is never touched, and
// takes no memory of the machine.

/** Records of a segment at most, as in scanner/assembly/layout.ts. */
export const capacity: u32 = 32768;

export const headBytes: u32 = 32;
export const shapeBytes: u32 = 12;
/** The sizes of the four columns, which stand behind the shapes. */
export const sizesBytes: u32 = 16;

/** Every so many records the encoder notes where it is, so that the ones behind can be decoded without those before. */
export const blockRecords: u32 = 1024;
export const blocks: u32 = capacity / blockRecords;
/** Of each block but the first: offset behind the record before, lines since the first record, time, pairing hash; places in the columns. */
export const markBytes: u32 = 48;

/** `segmentRoom` of scanner/assembly/layout.ts. The compiler's own static data, if there is any, begins here, too. */
export const room: usize = 1 << 22;

/** The columns that are decoded. */
export const offsetColumn: usize = room + 4096;
export const lengthColumn: usize = offsetColumn + capacity * 8;
export const lineColumn: usize = lengthColumn + capacity * 8;
export const timeColumn: usize = lineColumn + capacity * 8;
export const pairColumn: usize = timeColumn + capacity * 8;
export const kindColumn: usize = pairColumn + capacity * 4;
export const toolColumn: usize = kindColumn + capacity * 2;
export const roleColumn: usize = toolColumn + capacity * 2;
export const flagColumn: usize = roleColumn + capacity;

/** A number of 53 bits takes 8 bytes, a signed one 9, a pairing hash 4; a record has at most a gap and a line step. */
export const lengths: usize = flagColumn + capacity;
export const times: usize = lengths + capacity * 8;
export const pairs: usize = times + capacity * 9;
export const exceptions: usize = pairs + capacity * 4;
/** The shape of each record, and a hash table from shapes to their numbers, of twice as many places. */
export const shapeOf: usize = exceptions + capacity * 16;
export const table: usize = shapeOf + capacity * 2;
export const tableSize: u32 = capacity * 2;
/** Of each shape that was encoded: records (u32), 0 (u32), their bytes (f64). */
export const tallies: usize = table + tableSize * 2;
export const tallySize: u32 = 16;
/** Of what was encoded, f64 each: least and greatest length, least and greatest known time (NaN: none is known). */
export const extremes: usize = tallies + capacity * tallySize;
export const extremeCount: u32 = 4;
export const marks: usize = extremes + extremeCount * 8;

/** Further calls (furtherBytes.ts) and their number: at most as many as scanner/assembly/layout.ts has room for. */
export const furtherBytes: u32 = (1 << 19) * 8 + 4;

/** A segment's bytes, without the checksum. */
export const bytes: usize = marks + blocks * markBytes;
export const bytesCapacity: u32 =
  headBytes + capacity * shapeBytes + sizesBytes + (blocks - 1) * markBytes + capacity * (2 + 8 + 9 + 4 + 16) + furtherBytes;

/** Which kinds are looked for, a byte each; the same of shapes; and the rows found. Behind room for a number that a damaged column ends in. */
export const kindLimit: u32 = 4096;
export const acceptedKinds: usize = bytes + bytesCapacity + 16;
export const acceptedShapes: usize = acceptedKinds + kindLimit;
export const foundRows: usize = acceptedShapes + capacity;
export const end: usize = foundRows + capacity * 2;

/** Where the other columns lie behind the first one, in these columns and in the scanner's. */
export const lengthsBehind: usize = lengthColumn - offsetColumn;
export const linesBehind: usize = lineColumn - offsetColumn;
export const timesBehind: usize = timeColumn - offsetColumn;
export const pairsBehind: usize = pairColumn - offsetColumn;
export const kindsBehind: usize = kindColumn - offsetColumn;
export const toolsBehind: usize = toolColumn - offsetColumn;
export const rolesBehind: usize = roleColumn - offsetColumn;
export const flagsBehind: usize = flagColumn - offsetColumn;
