// Numbers of 7 bits per byte, least significant first (LEB128). In a signed one the first byte holds the sign and 6 bits.

/** Where the number that was written or read last ends. */
export let behind: usize = 0;

// @ts-ignore: decorator
@inline
export function putNumber(at: usize, value: u64): void {
  while (value >= 0x80) {
    store<u8>(at++, <u8>(value | 0x80));
    value >>= 7;
  }
  store<u8>(at, <u8>value);
  behind = at + 1;
}

// @ts-ignore: decorator
@inline
export function putSigned(at: usize, value: i64): void {
  const size: u64 = value < 0 ? 0 - value : value;
  const first: u64 = ((size & 63) << 1) | (value < 0 ? 1 : 0);
  if (size < 64) {
    store<u8>(at, <u8>first);
    behind = at + 1;
    return;
  }
  store<u8>(at, <u8>(first | 0x80));
  putNumber(at + 1, size >> 6);
}

/** Gives where the next length goes. */
// @ts-ignore: decorator
@inline
export function putLength(at: usize, length: i64): usize {
  if (length < 0x4000) {
    // One byte or two, at random: no branch to guess wrong.
    const more: u32 = length < 0x80 ? 0 : 1;
    store<u16>(at, <u16>((length & 0x7f) | (more << 7) | ((length & 0x3f80) << 1)));
    return at + 1 + more;
  }
  putNumber(at, length);
  return behind;
}

/** Gives where the next difference of times goes. */
// @ts-ignore: decorator
@inline
export function putLater(at: usize, later: i64): usize {
  // Most are short: without the detour over `behind`.
  if (<u64>later < 64) {
    store<u8>(at, <u8>(later << 1));
    return at + 1;
  }
  putSigned(at, later);
  return behind;
}

/** Gives where the next exception goes. */
// @ts-ignore: decorator
@inline
export function putException(at: usize, value: u64): usize {
  putNumber(at, value);
  return behind;
}

/** A time in microseconds. The fraction by itself: that of the product would be rounded twice from the year 2109 on. */
// @ts-ignore: decorator
@inline
export function unitsOf(time: f64): i64 {
  const whole = floor<f64>(time);
  return <i64>(whole * 1000) + <i64>floor<f64>((time - whole) * 1000 + 0.5);
}

// @ts-ignore: decorator
@inline
export function takeNumber(at: usize): u64 {
  let byte: u64 = load<u8>(at++);
  let value: u64 = byte & 0x7f;
  // No number of ours is longer than 9 bytes; damage must not lead out of the memory.
  for (let shift: u64 = 7; byte >= 0x80 && shift < 64; shift += 7) {
    byte = load<u8>(at++);
    value |= (byte & 0x7f) << shift;
  }
  behind = at;
  return value;
}

// @ts-ignore: decorator
@inline
export function takeSigned(at: usize): i64 {
  const first: u64 = load<u8>(at);
  let size: u64 = (first & 0x7e) >> 1;
  if (first >= 0x80) size |= takeNumber(at + 1) << 6;
  else behind = at + 1;
  return (first & 1) == 0 ? <i64>size : 0 - <i64>size;
}
