// Regular expressions that mean the same to ripgrep, which finds the records, and to JavaScript, which marks what it
// found in them. Only those are translated whose every part is known to agree, and whose cost has a bound: JavaScript
// tries one way after another, and text of a transcript must not be able to keep it busy. All others are undefined.

import type { RegexCondition } from "./filter/filterTree.ts";

/** An expression for JavaScript that finds what ripgrep finds, within a bound of its cost. */
export interface PortableRegex {
  /** For flags `gu`, with `i` as the condition says. */
  readonly source: string;
  /** Characters of a text that can be searched within `mostSteps`. */
  readonly reach: number;
}

/** Steps of the worst search that is allowed: some milliseconds. */
const mostSteps = 300_000;
/** A shorter reach is no use. */
const leastReach = 64;
/** A repetition with more choices than these counts as one without a bound. */
const mostRepeats = 16;

/** A part of a pattern: how many ways it can match from one place, and how many times those grow with the text. */
interface Part {
  readonly source: string;
  readonly ways: number;
  readonly degree: number;
}

class NotPortable extends Error {}

/** The expression for JavaScript; undefined when it might mean something else there, or take too long. */
export function portableRegex({ pattern }: Pick<RegexCondition, "pattern">): PortableRegex | undefined {
  try {
    const { source, ways, degree } = new Translator(pattern).translate();
    const reach = Math.floor((mostSteps / ways) ** (1 / (degree + 1)));
    if (reach < leastReach) return undefined;
    new RegExp(source, "gu");
    return { source, reach };
  } catch (error) {
    if (error instanceof NotPortable || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

// What the shorthands stand for in Unicode, which is ripgrep's default.
const word = "\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\p{Join_Control}";
const shorthands: ReadonlyMap<string, string> = new Map([
  ["d", "\\p{Nd}"],
  ["s", "\\p{White_Space}"],
  ["w", word],
]);
const boundary = `(?:(?<=[${word}])(?![${word}])|(?<![${word}])(?=[${word}]))`;
const controls: ReadonlyMap<string, number> = new Map([
  ["t", 0x09],
  ["v", 0x0b],
  ["f", 0x0c],
  ["r", 0x0d],
]);

class Translator {
  readonly #characters: readonly string[];
  #next = 0;

  constructor(pattern: string) {
    this.#characters = [...pattern];
  }

  translate(): Part {
    const part = this.#alternatives();
    if (this.#next < this.#characters.length) throw new NotPortable();
    return part;
  }

  #peek(ahead = 0): string | undefined {
    return this.#characters[this.#next + ahead];
  }

  #take(): string {
    const character = this.#characters[this.#next++];
    if (character === undefined) throw new NotPortable();
    return character;
  }

  #alternatives(): Part {
    const parts = [this.#sequence()];
    while (this.#peek() === "|") {
      this.#next++;
      parts.push(this.#sequence());
    }
    return {
      source: parts.map(({ source }) => source).join("|"),
      ways: parts.reduce((sum, { ways }) => sum + ways, 0),
      degree: Math.max(...parts.map(({ degree }) => degree)),
    };
  }

  #sequence(): Part {
    let all: Part = { source: "", ways: 1, degree: 0 };
    for (let next = this.#peek(); next !== undefined && next !== "|" && next !== ")"; next = this.#peek()) {
      const { source, ways, degree } = this.#repeated();
      all = { source: all.source + source, ways: all.ways * ways, degree: all.degree + degree };
    }
    return all;
  }

  #repeated(): Part {
    const start = this.#peek();
    const part = this.#one();
    const range = this.#repetition();
    if (range === undefined) return part;
    const { least, most } = range;
    const source = `${part.source}{${least},${most ?? ""}}${range.lazy ? "?" : ""}`;
    if (start === "(") {
      // A group that is repeated may match one text in very many ways.
      if (least !== 0 || most !== 1) throw new NotPortable();
      return { source, ways: part.ways + 1, degree: part.degree };
    }
    if (part.source === boundary) throw new NotPortable();
    const choices = most === undefined ? Number.POSITIVE_INFINITY : most - least + 1;
    if (choices > mostRepeats) return { source, ways: part.ways, degree: part.degree + 1 };
    return { source, ways: part.ways * choices, degree: part.degree };
  }

  #repetition(): { readonly least: number; readonly most: number | undefined; readonly lazy: boolean } | undefined {
    const sign = this.#peek();
    if (sign === undefined || !"*+?{".includes(sign)) return undefined;
    this.#next++;
    const [least, most] = sign === "{" ? this.#counts() : rangeOf(sign);
    const lazy = this.#peek() === "?";
    if (lazy) this.#next++;
    // `a**` and the like.
    if ("*+?{".includes(this.#peek() ?? " ")) throw new NotPortable();
    return { least, most, lazy };
  }

  #counts(): readonly [number, number | undefined] {
    let text = "";
    while (this.#peek() !== "}") text += this.#take();
    this.#next++;
    const match = /^(\d{1,3})(?:(,)(\d{1,3})?)?$/.exec(text);
    if (match === null) throw new NotPortable();
    const least = Number(match[1]);
    const most = match[2] === undefined ? least : match[3] === undefined ? undefined : Number(match[3]);
    if (most !== undefined && most < least) throw new NotPortable();
    return [least, most];
  }

  #one(): Part {
    const character = this.#take();
    switch (character) {
      case "(":
        return this.#group();
      case "[":
        return single(this.#characterClass());
      case ".":
        return single("[^\\n]");
      case "\\":
        return single(this.#escape());
      // Lines begin and end elsewhere in what is shown of a record.
      case "^":
      case "$":
      case "*":
      case "+":
      case "?":
      case "{":
        throw new NotPortable();
      default:
        return single(literal(character));
    }
  }

  #group(): Part {
    if (this.#peek() === "?") {
      if (this.#peek(1) !== ":") throw new NotPortable();
      this.#next += 2;
    }
    const inside = this.#alternatives();
    if (this.#take() !== ")") throw new NotPortable();
    return { ...inside, source: `(?:${inside.source})` };
  }

  #escape(): string {
    const character = this.#take();
    const set = shorthands.get(character.toLowerCase());
    if (set !== undefined) return character === character.toLowerCase() ? `[${set}]` : `[^${set}]`;
    if (character === "b") {
      // \b{start} is another one.
      if (this.#peek() === "{") throw new NotPortable();
      return boundary;
    }
    return literal(this.#escaped(character));
  }

  /** The character that stands behind a backslash for itself, or is named there. */
  #escaped(character: string): string {
    const control = controls.get(character);
    if (control !== undefined) return String.fromCodePoint(control);
    if (character === "x" || character === "u") return this.#byNumber(character === "x" ? 2 : 4);
    if (/^[!-/:-@[-`{-~]$/.test(character)) return character;
    throw new NotPortable();
  }

  #byNumber(digits: number): string {
    let text = "";
    if (this.#peek() === "{") {
      this.#next++;
      while (this.#peek() !== "}") text += this.#take();
      this.#next++;
    } else for (let count = 0; count < digits; count++) text += this.#take();
    if (!/^[0-9A-Fa-f]{1,6}$/.test(text)) throw new NotPortable();
    const code = Number.parseInt(text, 16);
    if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) throw new NotPortable();
    return String.fromCodePoint(code);
  }

  #characterClass(): string {
    const negated = this.#peek() === "^";
    if (negated) this.#next++;
    let source = "";
    // A first bracket or dash is read in different ways.
    if (this.#peek() === "]" || this.#peek() === "-") throw new NotPortable();
    while (this.#peek() !== "]") {
      const from = this.#member();
      if (from.length > 1 && from.startsWith("\\p")) {
        source += from;
        continue;
      }
      if (this.#peek() !== "-") {
        source += literal(from);
        continue;
      }
      this.#next++;
      const to = this.#member();
      if (to.startsWith("\\p") || (to.codePointAt(0) ?? 0) < (from.codePointAt(0) ?? 0)) throw new NotPortable();
      source += `${literal(from)}-${literal(to)}`;
    }
    this.#next++;
    return `[${negated ? "^" : ""}${source}]`;
  }

  /** A character, or the properties that a shorthand stands for. */
  #member(): string {
    const character = this.#take();
    // Classes in classes, and operators between them: && -- ~~
    if (character === "[" || ("&-~".includes(character) && this.#peek() === character)) throw new NotPortable();
    if (character === "]" || character === "-") throw new NotPortable();
    if (character !== "\\") return character;
    const name = this.#take();
    return shorthands.get(name) ?? this.#escaped(name);
  }
}

function rangeOf(sign: string): readonly [number, number | undefined] {
  if (sign === "?") return [0, 1];
  return sign === "*" ? [0, undefined] : [1, undefined];
}

function single(source: string): Part {
  return { source, ways: 1, degree: 0 };
}

/** One character as itself, whatever it means elsewhere. */
function literal(character: string): string {
  return /^[\p{L}\p{Nd} ]$/u.test(character) ? character : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
