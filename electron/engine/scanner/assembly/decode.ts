// The text of a JSON string: escapes become UTF-8. Surrogate escapes join to one character; a lone one becomes U+FFFD.

function hexOf(byte: u8): i32 {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}

/** The code unit of `\uXXXX` whose digits begin at `p`, or -1. */
function codeUnit(p: usize, end: usize): i32 {
  if (p + 4 > end) return -1;
  const a = hexOf(load<u8>(p));
  const b = hexOf(load<u8>(p, 1));
  const c = hexOf(load<u8>(p, 2));
  const d = hexOf(load<u8>(p, 3));
  return (a | b | c | d) < 0 ? -1 : (a << 12) | (b << 8) | (c << 4) | d;
}

function writeCharacter(out: usize, code: i32): u32 {
  if (code < 0x80) {
    store<u8>(out, <u8>code);
    return 1;
  }
  if (code < 0x800) {
    store<u8>(out, <u8>(0xc0 | (code >> 6)));
    store<u8>(out, <u8>(0x80 | (code & 0x3f)), 1);
    return 2;
  }
  if (code < 0x10000) {
    store<u8>(out, <u8>(0xe0 | (code >> 12)));
    store<u8>(out, <u8>(0x80 | ((code >> 6) & 0x3f)), 1);
    store<u8>(out, <u8>(0x80 | (code & 0x3f)), 2);
    return 3;
  }
  store<u8>(out, <u8>(0xf0 | (code >> 18)));
  store<u8>(out, <u8>(0x80 | ((code >> 12) & 0x3f)), 1);
  store<u8>(out, <u8>(0x80 | ((code >> 6) & 0x3f)), 2);
  store<u8>(out, <u8>(0x80 | (code & 0x3f)), 3);
  return 4;
}

/** Writes the decoded text to `out`, never longer than the raw text; gives its length. */
export function decodeString(at: usize, length: u32, out: usize): u32 {
  let p = at;
  let to = out;
  const end = at + length;
  while (p < end) {
    const byte = load<u8>(p);
    p++;
    if (byte != 0x5c || p >= end) {
      store<u8>(to, byte);
      to++;
      continue;
    }
    const escape = load<u8>(p);
    p++;
    let code: i32 = escape;
    if (escape == 0x6e) code = 0x0a;
    else if (escape == 0x74) code = 0x09;
    else if (escape == 0x72) code = 0x0d;
    else if (escape == 0x62) code = 0x08;
    else if (escape == 0x66) code = 0x0c;
    else if (escape == 0x75) {
      code = codeUnit(p, end);
      if (code < 0) code = 0xfffd;
      else {
        p += 4;
        if (code >= 0xd800 && code < 0xdc00) {
          const low = p + 2 <= end && load<u8>(p) == 0x5c && load<u8>(p, 1) == 0x75 ? codeUnit(p + 2, end) : -1;
          if (low >= 0xdc00 && low < 0xe000) {
            code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
            p += 6;
          } else code = 0xfffd;
        } else if (code >= 0xdc00 && code < 0xe000) code = 0xfffd;
      }
    }
    to += writeCharacter(to, code);
  }
  return <u32>(to - out);
}
