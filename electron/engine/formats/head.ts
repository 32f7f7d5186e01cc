// Reads the first bytes of a record as a value, cut where they end: a string keeps what is there of it, containers are
// closed, a member without a value is left out. So a row's preview costs a few KB however long its record is.

/** The value, or undefined when the text does not begin as JSON. */
export function readHead(text: string, whole: boolean): unknown {
  try {
    return JSON.parse(whole ? text : complete(text));
  } catch {
    return undefined;
  }
}

/** The shortest JSON text that begins like `text`. */
function complete(text: string): string {
  const closers: string[] = [];
  /** Up to here the text is whole but for the closers: behind a value, or behind an opening bracket. */
  let safe = 0;
  let safeDepth = 0;
  let inString = false;
  let stringStart = 0;
  let expectsKey = false;
  const mark = (end: number): void => {
    safe = end;
    safeDepth = closers.length;
  };
  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    if (inString) {
      if (character === "\\") at++;
      else if (character === '"') {
        inString = false;
        if (!expectsKey) mark(at + 1);
      }
    } else if (character === '"') {
      inString = true;
      stringStart = at;
    } else if (character === "{" || character === "[") {
      closers.push(character === "{" ? "}" : "]");
      expectsKey = character === "{";
      mark(at + 1);
    } else if (character === "}" || character === "]") {
      closers.pop();
      expectsKey = false;
      mark(at + 1);
    } else if (character === ":") expectsKey = false;
    else if (character === ",") {
      // Numbers and words are whole only when something follows.
      mark(at);
      expectsKey = closers.at(-1) === "}";
    }
    at++;
  }
  if (inString && !expectsKey) return cutString(text, stringStart) + closers.reverse().join("");
  return text.slice(0, safe) + closers.slice(0, safeDepth).reverse().join("");
}

/** Closes a string that is cut, perhaps inside an escape. */
function cutString(text: string, start: number): string {
  const tail = /\\(?:u[0-9a-fA-F]{0,3})?$/.exec(text);
  const cut =
    tail !== null && tail.index > start && !isEscapedAt(text, tail.index, start) ? text.slice(0, tail.index) : text;
  return `${cut}"`;
}

/** True when the backslash at `at` is itself escaped. */
function isEscapedAt(text: string, at: number, start: number): boolean {
  let backslashes = 0;
  while (at - 1 - backslashes > start && text.charAt(at - 1 - backslashes) === "\\") backslashes++;
  return backslashes % 2 === 1;
}

/** A member of an object, or undefined. */
export function memberOf(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return Object.hasOwn(value, key) ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined;
}

/** A member that is a string. */
export function textOf(value: unknown, key: string): string | undefined {
  const member = memberOf(value, key);
  return typeof member === "string" ? member : undefined;
}

/** The first of several members that is a string: producers spell one field in several ways. */
export function firstText(value: unknown, ...keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const text = textOf(value, key);
    if (text !== undefined && text !== "") return text;
  }
  return undefined;
}

/** Compact text of any value, for previews. */
export function compact(value: unknown): string {
  return typeof value === "string" ? value : value === undefined ? "" : JSON.stringify(value);
}

/** The members of an object but for the named ones, as compact text without the outer braces. */
export function othersOf(value: unknown, ...left: readonly string[]): string {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return compact(value);
  return Object.entries(value)
    .filter(([key]) => !left.includes(key))
    .map(([key, member]) => `${key}: ${compact(member)}`)
    .join("  ");
}
