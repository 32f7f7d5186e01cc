// Short texts that come again and again: kinds, names, ids of sessions, a parent that was the line before. Made once for as
// long as they are remembered.

/** Texts of more bytes are made anew each time. */
const longest = 64;
/** How many are remembered; a power of two. */
const most = 1024;

export class RecentTexts {
  readonly #texts: string[] = Array.from({ length: most }, () => "");

  /** The text of bytes that hold no escape. */
  textOf(bytes: Buffer, at: number, length: number): string {
    if (length > longest) return bytes.toString("utf8", at, at + length);
    if (length === 0) return "";
    const place = placeOf(bytes, at, length);
    const known = this.#texts[place] ?? "";
    if (isTextOf(known, bytes, at, length)) return known;
    if (!isAscii(bytes, at, length)) return bytes.toString("utf8", at, at + length);
    const text = bytes.toString("latin1", at, at + length);
    this.#texts[place] = text;
    return text;
  }
}

/** By bytes in which ids differ: they end in counters, or are random all over. */
function placeOf(bytes: Uint8Array, at: number, length: number): number {
  const end = at + length;
  let hash = length;
  for (let n = Math.max(at, end - 6); n < end; n++) hash = Math.imul(hash ^ (bytes[n] ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (bytes[at + (length >> 1)] ?? 0), 0x01000193);
  return (hash ^ (hash >>> 15)) & (most - 1);
}

/** Of a text of ASCII: whether it is that of these bytes. */
export function isTextOf(text: string, bytes: Uint8Array, at: number, length: number): boolean {
  if (text.length !== length) return false;
  for (let n = 0; n < length; n++) if (text.charCodeAt(n) !== bytes[at + n]) return false;
  return true;
}

function isAscii(bytes: Uint8Array, at: number, length: number): boolean {
  let all = 0;
  for (let n = at; n < at + length; n++) all |= bytes[n] ?? 0;
  return all < 0x80;
}
