// What programs print for a terminal, as it reads without one: colours and moves of the cursor are left out, and lines that end as
// terminals end them end as others do. These sequences hold numbers and one letter, so no word can hide in what is left out; other
// escapes (titles, links) may hold words, and stay to be seen.

/** `ESC [`, parameters, a letter. Longer ones are not written by programs. */
const sequence = new RegExp(`${String.fromCharCode(0x1b)}\\[[0-9;:?]{0,40}[A-Za-z]`, "gu");

/** A view of a text, for reading: what is copied or cited stays as it was written. */
export function terminalText(text: string): string {
  if (!text.includes("\u001b[") && !text.includes("\r\n")) return text;
  return text.replace(sequence, "").replaceAll("\r\n", "\n");
}
