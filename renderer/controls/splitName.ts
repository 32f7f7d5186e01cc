/** Shorter names are cut at their end, if at all. */
const longFrom = 24;
const endLength = 12;

/** A name as one line, whatever is in it: line breaks and tabs are signs. */
export function nameLine(name: string): string {
  return name.replace(/\r\n|[\n\r]/g, "⏎").replaceAll("\t", "⇥");
}

/** The end of a long name, which often tells it from others, and what is before it; undefined for a short one. */
export function splitName(name: string): { readonly head: string; readonly end: string } | undefined {
  if (name.length < longFrom) return undefined;
  const at = splitAt(name);
  return { head: name.slice(0, at), end: name.slice(at) };
}

/** Not between the halves of a pair. */
function splitAt(name: string): number {
  const at = name.length - endLength;
  return /[\uDC00-\uDFFF]/.test(name.charAt(at)) ? at + 1 : at;
}
