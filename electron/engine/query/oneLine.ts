import { beginningOf } from "../../../shared/beginningOf.ts";

/** Line breaks and tabs become signs, so that a preview is one line and shows them. Cut between characters. */
export function oneLine(text: string, length: number): string {
  const line = text
    .slice(0, length + 1)
    .replace(/\r\n|[\n\r\u2028\u2029]/g, "⏎")
    .replaceAll("\t", "⇥");
  return beginningOf(line, length);
}
