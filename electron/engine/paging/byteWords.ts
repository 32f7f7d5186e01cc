// Short texts compared, copied and mixed four bytes at a time, wherever they lie. Making a view of each would take longer than
// looking at it, so those of the memory that was asked for last are kept: mostly texts come from the same one.

const noBytes: Uint8Array = new Uint8Array(0);
const noWords: DataView = new DataView(noBytes.buffer);
/** Memory that was asked for. */
const seen = Array.from({ length: 4 }, () => ({ bytes: noBytes, words: noWords }));
let last = noBytes;
let lastWords = noWords;

/** The same bytes as words. */
export function wordsOf(bytes: Uint8Array): DataView {
  if (bytes !== last) {
    lastWords = otherWords(bytes);
    last = bytes;
  }
  return lastWords;
}

function otherWords(bytes: Uint8Array): DataView {
  for (const one of seen) if (one.bytes === bytes) return one.words;
  const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  seen.pop();
  seen.unshift({ bytes, words });
  return words;
}

export function areSame(one: DataView, at: number, others: DataView, from: number, length: number): boolean {
  const inWords = length & ~3;
  let n = 0;
  for (; n < inWords; n += 4) if (one.getInt32(at + n) !== others.getInt32(from + n)) return false;
  for (; n < length; n++) if (one.getUint8(at + n) !== others.getUint8(from + n)) return false;
  return true;
}

export function copyWords(to: DataView, place: number, from: DataView, at: number, length: number): void {
  const inWords = length & ~3;
  let n = 0;
  for (; n < inWords; n += 4) to.setInt32(place + n, from.getInt32(at + n));
  for (; n < length; n++) to.setUint8(place + n, from.getUint8(at + n));
}

export function isAscii(words: DataView, at: number, length: number): boolean {
  const inWords = length & ~3;
  let all = 0;
  let n = 0;
  for (; n < inWords; n += 4) all |= words.getInt32(at + n);
  for (; n < length; n++) all |= words.getUint8(at + n);
  return (all & 0x80808080) === 0;
}

// So that nobody can write a transcript whose ids all have one hash.
const seed = Math.floor(Math.random() * 2 ** 32) | 0;
const factor = Math.floor(Math.random() * 2 ** 32) | 0x01000193 | 0;

/** A number that is another in each process, all of whose bits are good, and never 0. */
export function hashOf(words: DataView, at: number, length: number): number {
  const inWords = length & ~3;
  let hash = seed ^ length;
  let n = 0;
  for (; n < inWords; n += 4) {
    hash = Math.imul(hash ^ words.getInt32(at + n), factor);
    hash ^= hash >>> 15;
  }
  for (; n < length; n++) hash = Math.imul(hash ^ words.getUint8(at + n), factor);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16) || 1;
}
