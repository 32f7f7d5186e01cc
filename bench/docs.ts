// The parts of a page that come from results: between `<!-- NAME:begin … -->` and `<!-- NAME:end -->`.

/** Puts `content` between a page's markers. Throws when it has none: results would be lost in silence. */
export function replaceMarked(page: string, name: string, content: string): string {
  const begin = new RegExp(`<!-- ${name}:begin[^>]*-->\\n`).exec(page);
  const end = page.indexOf(`<!-- ${name}:end -->`);
  if (begin === null || end < begin.index) throw new Error(`the page has no markers ${name}:begin and ${name}:end`);
  return `${page.slice(0, begin.index + begin[0].length)}\n${content.trim()}\n\n${page.slice(end)}`;
}
