// Test support: whether bytes hold a text in any JSON spelling, tried character by character. What the searches must
// agree with, written without anything of theirs.

const others = "eEéÉkK\u212aſsSaAbBcCxX";
const shortNames: Readonly<Record<string, string>> = { '"': '"', "\\": "\\", "/": "/", "\n": "n", "\t": "t" };

function isSame(a: string, b: string, exactCase: boolean): boolean {
  if (a === b) return true;
  return !exactCase && !/[\\^$.|?*+()[\]{}/]/.test(a) && new RegExp(`^${a}$`, "iu").test(b);
}

/** Only the letters of `others` are known in several cases. */
export function holdsSpelled(bytes: Uint8Array, text: string, exactCase: boolean): boolean {
  const characters = [...text];
  const unitAt = (at: number): string => {
    const hex = Buffer.from(bytes.subarray(at, at + 6)).toString("latin1");
    return /^\\u[0-9a-fA-F]{4}$/.test(hex) ? String.fromCharCode(Number.parseInt(hex.slice(2), 16)) : "";
  };
  const matches = (at: number, place: number): boolean => {
    const character = characters[place];
    if (character === undefined) return true;
    for (const fold of character === "\n" ? [] : new Set([character, ...others])) {
      if (!isSame(character, fold, exactCase)) continue;
      const raw = Buffer.from(fold);
      if (raw.equals(bytes.subarray(at, at + raw.length)) && matches(at + raw.length, place + 1)) return true;
    }
    if (/[a-z0-9 ]/i.test(character) || bytes[at] !== 0x5c) return false;
    let backslashes = 0;
    while (bytes[at - 1 - backslashes] === 0x5c) backslashes++;
    if (place === 0 && character !== "\\" && backslashes % 2 === 1) return false;
    const name = shortNames[character];
    if (name !== undefined && name.charCodeAt(0) === bytes[at + 1] && matches(at + 2, place + 1)) return true;
    const units = unitAt(at) + (character.length === 2 ? unitAt(at + 6) : "");
    return (
      units.length === character.length &&
      isSame(character, units, exactCase) &&
      matches(at + 6 * units.length, place + 1)
    );
  };
  return bytes.some((_, at) => matches(at, 0));
}
