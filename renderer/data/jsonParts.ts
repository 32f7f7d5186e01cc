// The parts of a JSON value, each as it is written: parsing them would change 1.10, 9007199254740993 and keys that stand twice.

import { isJson, jsonTokens } from "./indentedJson.ts";

/** `name` is read, with its escapes; the value is not. */
export interface JsonMember {
  readonly name: string;
  /** Its value as it is written. */
  readonly json: string;
}

/** The members of an object, in order; one that stands twice is there twice. Undefined: the text is no object. */
export function jsonMembers(json: string): readonly JsonMember[] | undefined {
  if (!/^\s*\{/.test(json) || !isJson(json)) return undefined;
  return parts(json).map((part) => {
    const [name = ""] = part.match(jsonTokens) ?? [];
    return { name: jsonText(name) ?? "", json: part.slice(part.indexOf(":", name.length) + 1).trim() };
  });
}

/** The elements of an array, in order. Undefined: the text is no array. */
export function jsonElements(json: string): readonly string[] | undefined {
  return /^\s*\[/.test(json) && isJson(json) ? parts(json) : undefined;
}

/** What a string says; undefined for other values. */
export function jsonText(json: string): string | undefined {
  if (!json.startsWith('"')) return undefined;
  const value: unknown = JSON.parse(json);
  return typeof value === "string" ? value : undefined;
}

/** What stands between the commas of the outermost brackets. */
function parts(json: string): readonly string[] {
  const found: string[] = [];
  let depth = 0;
  let from = 0;
  for (const { 0: token, index } of json.matchAll(jsonTokens)) {
    if (token === "}" || token === "]") depth--;
    if (depth === 0 || (depth === 1 && token === ",")) {
      found.push(json.slice(from, index).trim());
      from = index + 1;
    }
    if (token === "{" || token === "[") depth++;
  }
  // What stood before the first bracket, and nothing between brackets that are empty.
  return found.slice(1).filter((part) => part !== "");
}
