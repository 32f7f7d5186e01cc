// What the forms for people to read have to say: a page has a head, entries, and blocks of text in them.

export type BlockSort = "text" | "reasoning" | "input" | "output";

export interface PageEntry {
  readonly id: string;
  /** `User`, `Assistant`, `System`. */
  readonly speaker: string;
  /** In ISO 8601; "" when it is not known. */
  readonly time: string;
  readonly record: number;
  readonly marks: readonly string[];
  readonly attachments: number;
}

export interface PageCall {
  readonly tool: string;
  readonly outcome: "done" | "failed" | "unknown";
}

export interface Block {
  readonly before: string;
  /** What stands for a part of the text; parts come in order. */
  readonly part: (text: string) => string;
  /** What stands behind it, with what was kept back. */
  readonly after: () => string;
}

export interface PageForm {
  readonly begin: (title: string) => string;
  /** A line of the table of contents: `before`, then the beginning of the prompt as `label` spells it, then `after`. */
  readonly contents:
    | { readonly begin: string; readonly line: (id: string, label: string) => string; readonly end: string }
    | undefined;
  readonly entry: (entry: PageEntry) => string;
  readonly endEntry: string;
  readonly call: (call: PageCall) => string;
  readonly endCall: string;
  /** A picture, its bytes in base64; undefined: the form holds none. */
  readonly picture: ((mediaType: string, base64: string) => string) | undefined;
  /** Whether `block` has to know the longest row of backticks in a text of this sort. */
  readonly measures: (sort: BlockSort) => boolean;
  readonly block: (sort: BlockSort, longestRow: number) => Block;
  readonly end: string;
}

const firstPicture = 0x2400;

/**
 * Control characters as the signs for them, so that no terminal and no page obeys them; line feeds and tabs stay. What Unicode keeps from
 * being a character (U+FFFE) HTML forbids.
 */
export function withoutControls(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\p{Noncharacter_Code_Point}]/gu, (sign) => {
    const code = sign.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(firstPicture + code) : code === 0x7f ? "\u2421" : "\ufffd";
  });
}
