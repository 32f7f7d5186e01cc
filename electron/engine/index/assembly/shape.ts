// The facts of a record that repeat together, packed: kind u16, tool u16, role u8, flags u8, gap u8, 0 u8, line step u32.

// Bits of a shape's flags above those of the record itself (flagBit in indexScan.ts).
export const hasTime: u64 = 0x20;
export const hasPair: u64 = 0x40;
/** The pairing hash is that of the record with a pairing id before this one. */
export const samePair: u64 = 0x80;
export const recordFlags: u64 = 0x1f;
export const malformed: u64 = 0x01;

/** A gap or line step of this value in a shape means: it stands in the exceptions column. */
export const exceptional: u64 = 255;
