// Bookmarks as a list for notes and messages, and as what somebody looks for among them.

import type { Bookmark } from "../../../shared/bookmarks.ts";
import { byteLength, byteOffset } from "../../../shared/units.ts";
import { printCitation } from "../../data/citation.ts";
import { visibleText } from "../../data/visibleText.ts";

/** Markdown: each with its note, and with the citation by which anybody finds the record again. */
export function bookmarkList(file: string, bookmarks: readonly Bookmark[]): string {
  const lines = bookmarks.map(({ record, kind, note, offset, length, hash }) => {
    const citation = printCitation(file, { offset: byteOffset(offset), length: byteLength(length), hash });
    const about = note === "" ? "" : `${visibleText(note)} — `;
    return `- ${about}record ${record}, ${visibleText(kind)} (\`${citation}\`)\n`;
  });
  return `# Bookmarks in ${visibleText(file)}\n\n${lines.join("")}`;
}

/** Those whose note, kind or number holds what was typed. */
export function findBookmarks(bookmarks: readonly Bookmark[], typed: string): readonly Bookmark[] {
  const sought = typed.trim().toLowerCase();
  if (sought === "") return bookmarks;
  return bookmarks.filter(
    ({ record, kind, note }) =>
      note.toLowerCase().includes(sought) || kind.toLowerCase().includes(sought) || String(record).startsWith(sought),
  );
}
