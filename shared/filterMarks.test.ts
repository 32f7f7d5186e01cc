import { expect, it } from "vitest";
import { parseFilter } from "./filter.ts";
import { findInText } from "./filterMarks.ts";

/** The text with its marks in brackets. */
function marked(filter: string, text: string): string {
  const parsed = parseFilter(filter);
  if (!parsed.ok) throw new Error(parsed.failure.message);
  let shown = "";
  let at = 0;
  for (const { from, to } of findInText(parsed.value, text)) {
    shown += `${text.slice(at, from)}[${text.slice(from, to)}]`;
    at = to;
  }
  return shown + text.slice(at);
}

it.each([
  ["exit", "Exit code: exit", "[Exit] code: [exit]"],
  ["case:exit", "Exit code: exit", "Exit code: [exit]"],
  ["kind:A (code OR exit)", "exit code", "[exit] [code]"],
  ["exit -code", "exit code", "[exit] code"],
  ["-(-code)", "exit code", "exit [code]"],
  ["ab bc", "abcd", "[abc]d"],
  ['"a.b[c]-/"', "axb a.b[c]-/", "axb [a.b[c]-/]"],
  ["ÉCOLE", "école", "[école]"],
  ["/e.it/", "exit", "exit"],
  ["kind:exit", "exit", "exit"],
])("%s in %s", (filter, text, expected) => expect(marked(filter, text)).toBe(expected));
