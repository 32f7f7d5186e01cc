// Which characters are one letter in several cases, as ripgrep and JavaScript's `iu` understand it: Unicode's simple case
// folding, one character for one character (ß and ẞ are one, ß and SS are not).

/** Where the letters with cases lie, in hexadecimal; the rest of Unicode has none. Ends are not included. */
const blocks = [
  ...["80-600", "10a0-1100", "13a0-1400", "1c80-1cc0", "1d70-2000", "2100-2190", "24b0-24f0", "2c00-2d30"],
  ...["a640-a7f8", "ab50-abc0", "fb00-fb07", "ff21-ff5b", "10400-10600", "10c80-10d00", "10d50-10d90"],
  ...["118a0-118e0", "16e40-16ee0", "1e900-1e950"],
];

const known = new Map<number, readonly number[]>();
let cased: readonly number[] | undefined;

/** The character and its other cases, itself first. */
export function caseFolds(codePoint: number): readonly number[] {
  const found = known.get(codePoint);
  if (found !== undefined) return found;
  const text = String.fromCodePoint(codePoint);
  const all = /[A-Za-z]/.test(text) || codePoint > 0x7f ? [codePoint, ...others(codePoint, text)] : [codePoint];
  known.set(codePoint, all);
  return all;
}

/** Of ASCII, only K and S have more than one other case: the Kelvin sign and the long s. */
const beyondAscii: ReadonlyMap<string, number> = new Map([
  ["k", 0x212a],
  ["s", 0x17f],
]);

function others(codePoint: number, text: string): readonly number[] {
  const lower = text.toLowerCase();
  if (codePoint < 0x80) {
    const more = beyondAscii.get(lower);
    const swapped = (lower === text ? text.toUpperCase() : lower).charCodeAt(0);
    return more === undefined ? [swapped] : [swapped, more];
  }
  cased ??= casedCharacters();
  const same = new RegExp(`^${text}$`, "iu");
  return cased.filter((other) => other !== codePoint && same.test(String.fromCodePoint(other)));
}

function casedCharacters(): readonly number[] {
  const found: number[] = [];
  for (let codePoint = 0x41; codePoint < 0x7b; codePoint++) found.push(codePoint);
  for (const block of blocks) {
    const [from = 0, to = 0] = block.split("-").map((digits) => Number.parseInt(digits, 16));
    for (let codePoint = from; codePoint < to; codePoint++) {
      const text = String.fromCodePoint(codePoint);
      if (text.toLowerCase() !== text || text.toUpperCase() !== text) found.push(codePoint);
    }
  }
  return found;
}
