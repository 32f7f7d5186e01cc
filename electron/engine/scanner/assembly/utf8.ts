// Whether bytes are UTF-8: the shortest form of each character, none of them half of a pair, none beyond the last one.

/** Of the bytes [from, to); up to 15 bytes behind are read, too. */
export function isUtf8(from: usize, to: usize): bool {
  let p = from;
  while (p < to) {
    const high = i8x16.bitmask(v128.load(p));
    if (high == 0) {
      p += 16;
      continue;
    }
    p += <usize>ctz(high);
    if (p >= to) return true;
    p = behindCharacter(p, to);
    if (p == 0) return false;
  }
  return true;
}

/** Behind the character of several bytes at `p`; 0: there is none. */
function behindCharacter(p: usize, to: usize): usize {
  const lead = <u32>load<u8>(p);
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const length: usize = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  if (p + length > to) return 0;
  const second = <u32>load<u8>(p, 1);
  let least: u32 = 0x80;
  let most: u32 = 0xbf;
  if (lead == 0xe0) least = 0xa0;
  else if (lead == 0xed) most = 0x9f;
  else if (lead == 0xf0) least = 0x90;
  else if (lead == 0xf4) most = 0x8f;
  if (second < least || second > most) return 0;
  for (let i: usize = 2; i < length; i++) if ((load<u8>(p + i) & 0xc0) != 0x80) return 0;
  return p + length;
}
