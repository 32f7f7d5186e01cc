// What is shown as Markdown and what as it is written. Rendering costs more than in proportion for some texts that are
// perfectly valid, so there are bounds of length, depth and number of marks; beyond them the text stands as it is.

/** Characters. */
const longest = 64 * 1024;
/** Marks at the beginning of a line, each of which nests a block. */
const deepest = 60;
const mostMarks = 4_000;

/**
 * Whether a text costs no more than it should to be drawn as Markdown: judged by its length, nesting and marks, before
 * it is parsed.
 */
export function isMarkdownSafe(text: string): boolean {
  if (text.length > longest) return false;
  if (new RegExp(`^[ \\t>*+\\-\\d.)]{${deepest},}`, "m").test(text.replace(/^[ \t]*[-*_=]+[ \t]*$/gm, "")))
    return false;
  return (text.match(/[[\]()*_`~!|<]/g)?.length ?? 0) <= mostMarks;
}

/** The address of a link that may be offered, or undefined: the user is asked before it is opened. */
export function linkAddress(url: string): string | undefined {
  const parsed = URL.parse(url);
  return parsed !== null && (parsed.protocol === "https:" || parsed.protocol === "http:") ? parsed.href : undefined;
}
