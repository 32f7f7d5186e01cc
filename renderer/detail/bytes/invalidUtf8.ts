// Which bytes are part of no character: UTF-8 as the Encoding Standard reads it (https://encoding.spec.whatwg.org/#utf-8-decoder),
// byte by byte, since a decoder only says how many replacements it made, and not where.

/** What may follow a first byte: how many bytes, and from where to where the second one may be. */
function sequenceFrom(first: number): { readonly more: number; readonly least: number; readonly most: number } {
  if (first < 0x80) return { more: 0, least: 0, most: 0 };
  if (first < 0xc2 || first > 0xf4) return { more: -1, least: 0, most: 0 };
  if (first < 0xe0) return { more: 1, least: 0x80, most: 0xbf };
  if (first < 0xf0) return { more: 2, least: first === 0xe0 ? 0xa0 : 0x80, most: first === 0xed ? 0x9f : 0xbf };
  return { more: 3, least: first === 0xf0 ? 0x90 : 0x80, most: first === 0xf4 ? 0x8f : 0xbf };
}

/** For each byte 1 when it is no UTF-8, else 0. What is cut off at the end is none. */
export function invalidUtf8(bytes: Uint8Array): Uint8Array {
  const invalid = new Uint8Array(bytes.length);
  for (let at = 0; at < bytes.length; ) {
    const size = characterAt(bytes, at);
    if (size === 0) invalid[at] = 1;
    at += Math.max(1, size);
  }
  return invalid;
}

/** The length of the character that begins there, or 0. */
function characterAt(bytes: Uint8Array, at: number): number {
  const { more, least, most } = sequenceFrom(bytes[at] ?? 0);
  if (more === -1) return 0;
  for (let next = 1; next <= more; next += 1) {
    const byte = bytes[at + next] ?? 0;
    const [from, to] = next === 1 ? [least, most] : [0x80, 0xbf];
    if (byte < from || byte > to) return 0;
  }
  return more + 1;
}
