// Transcripts are hostile text. Some characters have no shape of their own but change how others look: an override can
// show "exe.txt" for what is "txt.exe", and tag characters can carry a whole sentence that nobody sees. Wherever text
// of a transcript is shown, it passes through here first, so that every such character is there to be seen.
//
// Line breaks and tabs stay: who shows several lines breaks them, and who shows one line collapses them. Joiners
// (U+200C, U+200D) and variation selectors stay too: emoji and several scripts are written with them.

/** C0 except tab and line feed, DEL and C1, and lone halves of surrogate pairs. */
const controls = "\\u{0}-\\u{8}\\u{B}-\\u{1F}\\u{7F}-\\u{9F}\\p{Cs}";
/** Bidirectional marks, embeddings, overrides and isolates. */
const bidi = "\\u{61C}\\u{200E}\\u{200F}\\u{202A}-\\u{202E}\\u{2066}-\\u{2069}";
/** Shapes of no width or no ink: soft hyphen, fillers, zero-width spaces, separators, invisible operators, BOM, annotations. */
const invisible =
  "\\u{AD}\\u{34F}\\u{115F}\\u{1160}\\u{17B4}\\u{17B5}\\u{180E}\\u{200B}\\u{2028}\\u{2029}\\u{2060}-\\u{2065}\\u{206A}-\\u{206F}\\u{3164}\\u{FEFF}\\u{FFA0}\\u{FFF9}-\\u{FFFB}";
/** Tags and the supplementary variation selectors, both able to hide text inside text. */
const smuggled = "\\u{E0000}-\\u{E007F}\\u{E0100}-\\u{E01EF}";

const hidden = new RegExp(`[${controls}${bidi}${invisible}${smuggled}]`, "gu");

/** The same text with every hidden or reordering character shown as a mark: `⟦NUL⟧` for U+0000, `⟦U+202E⟧` for an override. */
export function visibleText(text: string): string {
  return text.replace(hidden, mark);
}

/** The same for what stands in strings of JSON: each as its escape, so that what is copied still means the same. */
export function visibleJson(json: string): string {
  return json.replace(hidden, (character) =>
    Array.from(
      { length: character.length },
      (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`,
    ).join(""),
  );
}

/** ASCII's own names, since few fonts have its pictures of control characters. */
const asciiNames =
  "NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US".split(
    " ",
  );

function mark(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const name = code === 0x7f ? "DEL" : asciiNames[code];
  if (name !== undefined) return `⟦${name}⟧`;
  return `⟦U+${code.toString(16).toUpperCase().padStart(4, "0")}⟧`;
}
