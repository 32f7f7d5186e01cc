// The beginning of a JSON object as words: what of its members is there, with the one in which it is cut.

import { type JsonMember, jsonMembers, jsonText } from "./jsonParts.ts";

/** An object of which only the beginning is there, as of arguments that are longer than what an item holds. */
export interface CutObject {
  /** Those that are whole. */
  readonly members: readonly JsonMember[];
  /** The last one, as far as it is there: what a text says, any other value as it is written. */
  readonly cut: { readonly name: string; readonly text: string };
}

/** As those of whole JSON; a string may end with the text. */
const tokens = /"(?:[^"\\]|\\.)*(?:"|\\?$)|[[\]{},:]|[^\s[\]{},:"]+/gs;

/** Undefined: no object begins so, or its cut lies between two members, where nobody can say whose the rest is. */
export function cutObject(beginning: string): CutObject | undefined {
  if (!/^\s*\{/.test(beginning)) return undefined;
  let depth = 0;
  let from = 0;
  for (const { 0: token, index } of beginning.matchAll(tokens)) {
    if (token === "}" || token === "]") depth--;
    if (depth === 1 && token === ",") from = index;
    if (token === "{" || token === "[") depth++;
    if (depth === 0) return undefined;
  }
  const members = from === 0 ? [] : jsonMembers(`${beginning.slice(0, from)}}`);
  const rest = /^[,{]\s*("(?:[^"\\]|\\.)*")\s*:\s*(.+)$/s.exec(
    from === 0 ? beginning.trimStart() : beginning.slice(from),
  );
  const [, name, value] = rest ?? [];
  if (members === undefined || name === undefined || value === undefined) return undefined;
  return { members, cut: { name: textOf(name) ?? name, text: textBegun(value) ?? value } };
}

/** The end of an object's text, when it is the end of a member's text too: what that says. */
export function cutObjectEnd(end: string): string | undefined {
  const [, text] = /^((?:[^"\\]|\\.)*)"(?:\s*[}\]])+\s*$/s.exec(end) ?? [];
  return text === undefined ? undefined : textOf(`"${text}"`);
}

/** What the beginning of a string says, up to an escape in which it is cut. */
function textBegun(beginning: string): string | undefined {
  const [, text] = /^"((?:[^"\\]|\\u[0-9a-fA-F]{4}|\\[^u])*)(?:\\u?[0-9a-fA-F]{0,3})?$/s.exec(beginning) ?? [];
  return text === undefined ? undefined : textOf(`"${text}"`);
}

function textOf(json: string): string | undefined {
  try {
    return jsonText(json);
  } catch {
    return undefined;
  }
}
