// Tells UTF-16 and UTF-32 from UTF-8 by the first bytes. Never mistakes UTF-8: text in it holds no NUL bytes, and where a
// crash left runs of them in a log, they do not stand at every second byte.

/** `title` is for people. */
export interface Encoding {
  readonly title: string;
  /** As `iconv` calls it. With a byte order mark, the name that makes it read the mark and leave it out. */
  readonly iconv: string;
  /** Bytes of a unit. */
  readonly unit: 2 | 4;
  /** True when a unit's high bytes come first. */
  readonly isBig: boolean;
}

/** Bytes that are looked at. */
const judgedBytes = 4096;

/** Undefined: nothing speaks against UTF-8. */
export function encodingOf(bytes: Uint8Array): Encoding | undefined {
  const begins = (...mark: readonly number[]): boolean => mark.every((byte, at) => bytes[at] === byte);
  if (begins(0xff, 0xfe, 0, 0)) return named(4, false, "UTF-32");
  if (begins(0, 0, 0xfe, 0xff)) return named(4, true, "UTF-32");
  if (begins(0xff, 0xfe)) return named(2, false, "UTF-16");
  if (begins(0xfe, 0xff)) return named(2, true, "UTF-16");
  if (!bytes.subarray(0, judgedBytes).includes(0)) return undefined;
  if (isMostly(bytes, 4, [1, 2, 3])) return named(4, false, "UTF-32LE");
  if (isMostly(bytes, 4, [0, 1, 2])) return named(4, true, "UTF-32BE");
  if (isMostly(bytes, 2, [1])) return named(2, false, "UTF-16LE");
  if (isMostly(bytes, 2, [0])) return named(2, true, "UTF-16BE");
  return undefined;
}

function named(unit: 2 | 4, isBig: boolean, iconv: string): Encoding {
  return { title: `UTF-${unit * 8} (${isBig ? "big" : "little"}-endian)`, iconv, unit, isBig };
}

/** True when no unit is all zero, and most have zeros at exactly these places: the text of JSON is mostly ASCII. */
function isMostly(bytes: Uint8Array, unit: number, zeros: readonly number[]): boolean {
  const units = Math.floor(Math.min(bytes.length, judgedBytes) / unit);
  let fitting = 0;
  for (let n = 0; n < units; n++) {
    const at = (place: number): number => bytes[n * unit + place] ?? 0;
    const nonZero = Array.from({ length: unit }, (_, place) => place).filter((place) => at(place) !== 0);
    if (nonZero.length === 0) return false;
    if (nonZero.length === unit - zeros.length && nonZero.every((place) => !zeros.includes(place))) fitting++;
  }
  return units >= 4 && fitting > units / 2;
}
