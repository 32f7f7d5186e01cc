// Unicode spells é as one character or as an e with an accent behind it, and people and programs write both: macOS file
// names are decomposed, what is typed is composed. A text that is searched for stands for either.

/** A character with the marks behind it, or the letters of a Korean syllable. */
const cluster = /[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?|.\p{M}*/gsu;

/** The text in pieces, each in its forms: as written, composed, decomposed. Most pieces have one. */
export function textForms(text: string): readonly (readonly string[])[] {
  return (text.match(cluster) ?? []).map((piece) => {
    const decomposed = piece.normalize("NFD");
    // One that stays alone is no composition, but another letter of the same look: the Kelvin sign is not a K.
    const isAlone = [...decomposed].length === 1;
    return isAlone ? [piece] : [...new Set([piece, piece.normalize("NFC"), decomposed])];
  });
}
