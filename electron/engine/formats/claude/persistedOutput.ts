// A result that was too long: the message holds the beginning of it between marks, and a file beside the session all of it
// (`<session>/tool-results/`, seen from 2.1 on).

import type { KeptPart } from "../../../../shared/conversation.ts";
import { beginsAt, listAt, valueAt } from "../condensedValue.ts";
import type { ReadingContext } from "../format.ts";

/** How it begins. */
export const persisted = "<persisted-output>";
const saved = /^<persisted-output>\s*Output too large[^\n]*? saved to: ([^\n]+)/;
const preview = /\nPreview \(first [^\n]*\):\n([\s\S]*?)(?:\n\.\.\.)?\n?<\/persisted-output>/;
/** Of such a text, which holds 2 KB of the result. */
const longestText = 16 * 1024;

/** Of a result, which is a text or a list of blocks. */
export function firstText(content: unknown): unknown {
  return Array.isArray(content) ? valueAt(content, 0, "text") : content;
}

/** The text of such a result in a block, where it may be a block itself; undefined: the result is another one. */
export function persistedText(block: unknown, context: ReadingContext): string | undefined {
  const [first] = listAt(block, "content");
  if (!(beginsAt(block, "content", persisted) || beginsAt(first, "text", persisted))) return undefined;
  return context.textOf(firstText(valueAt(block, "content")), longestText);
}

/** The path of the file, on the machine that wrote it. */
export function placeOfAll(text: string): string | undefined {
  return saved.exec(text)?.[1];
}

/** `bytes`: the length of the whole, where the record tells it. */
export function keptOfPersisted(text: string, bytes: number | undefined): KeptPart {
  const [, kept] = preview.exec(text) ?? [];
  return { kept: kept === undefined ? undefined : Buffer.byteLength(kept), of: bytes, unit: "bytes" };
}
