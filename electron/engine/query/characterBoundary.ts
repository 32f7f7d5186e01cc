// Where UTF-8 text may be cut. Bytes may be anything: a cut is fine when decoding both sides apart gives the same text as
// decoding them together, U+FFFD for invalid bytes included (as the WHATWG decoder places them).

/** The longest character, in bytes. */
export const maxCharacterBytes = 4;

/** The greatest place up to `at` where `bytes` may be cut. */
export function boundaryUpTo(bytes: Uint8Array, at: number): number {
  for (let back = 1; back < maxCharacterBytes; back += 1) {
    const lead = at - back;
    if (lead < 0 || !isContinuation(bytes[lead])) return reachesOver(bytes, lead, at) ? lead : at;
  }
  return at;
}

/** The least place from `at` on where `bytes` may be cut. */
export function boundaryFrom(bytes: Uint8Array, at: number): number {
  const lead = boundaryUpTo(bytes, at);
  if (lead === at) return at;
  let end = at + 1;
  while (end < bytes.length && reachesOver(bytes, lead, end)) end += 1;
  return end;
}

/** True when a character that begins at `lead` goes on at `at`. */
function reachesOver(bytes: Uint8Array, lead: number, at: number): boolean {
  const first = bytes[lead] ?? 0;
  const length = first < 0xc2 || first > 0xf4 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  if (lead < 0 || at >= lead + length || at >= bytes.length) return false;
  for (let index = lead + 1; index <= at; index += 1) {
    const byte = bytes[index];
    if (!isContinuation(byte) || (index === lead + 1 && !mayBeSecond(first, byte ?? 0))) return false;
  }
  return true;
}

/** Second bytes that would make an overlong form, a surrogate or a value above U+10FFFF are no part of a character. */
function mayBeSecond(first: number, second: number): boolean {
  if (first === 0xe0) return second >= 0xa0;
  if (first === 0xed) return second < 0xa0;
  if (first === 0xf0) return second >= 0x90;
  if (first === 0xf4) return second < 0x90;
  return true;
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}
