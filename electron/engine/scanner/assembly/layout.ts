// Where everything lies in the module's memory. One instance scans one transcript, so all state is static; only the
// tables of interned strings (interner.ts) grow, behind `heapStart`.

/** Bytes of the transcript are read straight into this region. Small enough to stay in a core's own cache until it has been scanned. */
export const inputCapacity: u32 = 1 << 18;
/** Room behind the input, since 64 bytes are read at a time. */
const padding: u32 = 64;
/** The last bytes of the chunk before stand in front of the input: so far can be looked back wherever the bytes were cut. */
export const lead: u32 = 64;

/** Slots hold the values captured of one record. */
export const maxSlots: u32 = 64;
/** Of these, the first ones serve the index, are interned, or have a part in runs. */
export const usedSlots: u32 = 32;
/** The most raw bytes of a captured value that outlive the chunk they were read in. */
export const slotCapacity: u32 = 1024;
/** The most path steps (trie nodes). */
export const maxNodes: u32 = 128;
export const nodeSize: u32 = 64;
/** The deepest path; deeper containers are checked only. */
export const maxLevels: u32 = 12;
/** Containers inside each other that are followed; a record of more is taken for no JSON. */
export const deepest: u32 = 1 << 20;
/** `decodedRecordLevels` of shared/limits.ts. */
export const readLevels: u32 = 256;
/** How many of them are known to begin where. */
export const knownStarts: u32 = 64;

/** Records per segment: the index columns hold one segment. */
export const columnCapacity: u32 = 32768;
/** Records per batch when fields are read. */
export const batchCapacity: u32 = 1024;
/** The same where there are more than `usedSlots`: so few that a batch stays in a core's own cache until it has been read. */
export const wideBatchCapacity: u32 = 32;
/** Per record: offset, length, line, flags, captured, records that it stands for, captured beyond the first 32, time of the last one of these. Per slot: start, length, id, address, type, escaped. */
export const batchHeader: u32 = 48;
export const batchSlot: u32 = 32;

/** Behind the compiler's own static data (about 5 KB; `reset` checks). */
export const input: usize = 8192;
export const scratch: usize = input + inputCapacity + padding; // a kind being joined, an escaped string being decoded
export const scratchCapacity: u32 = 16384;
export const decoded: usize = scratch + scratchCapacity;
export const pending: usize = decoded + scratchCapacity; // a key or value cut by the end of a chunk
export const slotData: usize = pending + slotCapacity;
export const slotTable: usize = slotData + maxSlots * slotCapacity;
export const slotEntry: u32 = 40;
export const nodes: usize = slotTable + maxSlots * slotEntry;
export const nodeKeys: usize = nodes + maxNodes * nodeSize;
export const nodeKeysCapacity: u32 = 8192;
export const nodeBuckets: usize = nodeKeys + nodeKeysCapacity;
export const levels: usize = nodeBuckets + maxNodes * 32;
export const levelSize: u32 = 8;

/** Columns of the open segment, or the batch of fields; a scanner does one or the other. */
export const containerStarts: usize = (levels + maxLevels * levelSize + 63) & ~63;
export const output: usize = containerStarts + knownStarts * 8;
export const offsetColumn: usize = output;
export const lengthColumn: usize = offsetColumn + columnCapacity * 8;
export const lineColumn: usize = lengthColumn + columnCapacity * 8;
export const timeColumn: usize = lineColumn + columnCapacity * 8;
export const pairColumn: usize = timeColumn + columnCapacity * 8;
export const kindColumn: usize = pairColumn + columnCapacity * 4;
export const toolColumn: usize = kindColumn + columnCapacity * 2;
export const roleColumn: usize = toolColumn + columnCapacity * 2;
export const flagColumn: usize = roleColumn + columnCapacity;
/** Shapes of records that are known (shapes.ts), each of constant size, and room for one that is being learned; then their order, a byte each. */
export const mostShapes: u32 = 64;
export const shapeBytes: usize = 4096;
export const shapes: usize = (flagColumn + columnCapacity + 63) & ~63;
export const shapeOrder: usize = shapes + <usize>(mostShapes + 1) * shapeBytes;
/** Where the events of a line lie (positions.ts), four bytes for each. Its pages cost nothing before a line has so many. */
export const mostPositions: u32 = 1 << 16;
export const positions: usize = shapeOrder + mostShapes;
/** A byte per open container. Its pages cost nothing until something is nested that deep. */
export const containerKinds: usize = positions + <usize>mostPositions * 4;
/** Texts of runs, joined (runs.ts), with room for what is read behind a text; which kinds may be runs, a byte each. */
export const joined: usize = containerKinds + deepest;
export const runKinds: usize = joined + inputCapacity + padding;
export const runKindsCapacity: u32 = 256;
export const staticEnd: usize = runKinds + runKindsCapacity;
/** Room for whoever encodes the open segment where it lies (index/assembly/layout.ts); it is never touched here. */
export const segmentRoom: usize = 1 << 22;
export const segmentRoomBytes: usize = 148 << 16;
/** Calls of the open record behind its first, 32 bytes each (calls.ts). Pages of these cost nothing before there are so many. */
export const mostOpenCalls: u32 = 1 << 15;
export const openCalls: usize = segmentRoom + segmentRoomBytes;
/** Those of all records of the open segment: record, tool, pairing hash. Sixteen for each, where all have some. */
export const mostFurther: u32 = 1 << 19;
export const furtherPairs: usize = openCalls + mostOpenCalls * 32;
export const furtherRows: usize = furtherPairs + mostFurther * 4;
export const furtherTools: usize = furtherRows + mostFurther * 2;
export const heapStart: usize = furtherTools + mostFurther * 2;
