/** A tag's name, and what stands between it and its end, without the white space around. */
export interface TaggedPart {
  readonly tag: string;
  readonly text: string;
}

/** More, or longer ones, are read better as they are written. */
const mostParts = 12;
const longestPart = 500;

/**
 * The parts of a text that is nothing but tags, each with a few words in it, as programs write a command that a person has called
 * (`<command-name>/review</command-name>`); undefined for any other text.
 */
export function taggedParts(text: string): readonly TaggedPart[] | undefined {
  const parts: TaggedPart[] = [];
  let rest = text.trim();
  while (rest !== "") {
    const tag = /^<([a-z][a-z0-9_-]{0,39})>/.exec(rest)?.[1];
    if (tag === undefined || parts.length === mostParts) return undefined;
    const from = tag.length + 2;
    const to = rest.indexOf(`</${tag}>`, from);
    if (to === -1 || to - from > longestPart) return undefined;
    parts.push({ tag, text: rest.slice(from, to).trim() });
    rest = rest.slice(to + tag.length + 3).trimStart();
  }
  return parts.length === 0 ? undefined : parts;
}
