// JSON as people read it, character for character but for the blanks between its values: parsing it would change 1.10, -0,
// 9007199254740993 and keys that stand twice.

/** Strings, brackets, separators, and all other values. */
export const jsonTokens = /"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+/gs;

/** Parses all of it: for texts of an item, not for records. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The text as it is, when it is no JSON. */
export function indentedJson(json: string): string {
  if (!isJson(json)) return json;
  let text = "";
  let depth = 0;
  let before = "";
  const line = (): string => `\n${"  ".repeat(depth)}`;
  for (const [token] of json.matchAll(jsonTokens)) {
    const isClosing = token === "}" || token === "]";
    if (isClosing) depth--;
    if (isClosing ? before !== "{" && before !== "[" : before === "{" || before === "[" || before === ",")
      text += line();
    text += token === ":" ? ": " : token;
    if (token === "{" || token === "[") depth++;
    before = token;
  }
  return text;
}
