// Reads what can be read of a value that need not be JSON: odd words (NaN, 007), commas too many, members without a value,
// brackets that do not match, a text that ends anywhere. What is whole comes out as JSON.parse would give it, but numbers
// keep their digits (numberText.ts); a bare word that is none of JSON's comes out as its text. For judging and showing the
// first bytes of a record, never for export.

import { backslash } from "../scanner/jsonBytes.ts";
import { exactNumber } from "./numberText.ts";

export interface LooseValue {
  /** Undefined when nothing could be read. */
  readonly value: unknown;
  /** Where in the text it ends. */
  readonly end: number;
  /** True when something on the way is not JSON. */
  readonly odd: boolean;
  /** True when the text ended inside it: strings keep what is there, and what is open is closed. */
  readonly cut: boolean;
}

/** Containers deeper than this come out empty: a reader that calls itself must not be led down for ever. */
const deepest = 100;
/** Of blanks only JSON's own: any other (a no-break space, a byte order mark) is a character of an odd word, so no word is empty. */
const endOfWord = /[ \t\r\n,{}[\]"]/g;

/** Reads the value at `from`. `whole`: nothing follows the text, so a number at its end is all there. */
export function readLoosely(text: string, from: number, whole: boolean): LooseValue {
  return new LooseReader(text, from, whole).read();
}

class LooseReader {
  readonly #text: string;
  readonly #whole: boolean;
  #at: number;
  #odd = false;
  #cut = false;

  constructor(text: string, from: number, whole: boolean) {
    this.#text = text;
    this.#at = from;
    this.#whole = whole;
  }

  read(): LooseValue {
    const value = this.#value(0);
    return { value, end: this.#at, odd: this.#odd, cut: this.#cut };
  }

  #value(depth: number): unknown {
    this.#skipBlanks();
    switch (this.#text[this.#at]) {
      case '"':
        return this.#string();
      case "{":
        return this.#object(depth);
      case "[":
        return this.#array(depth);
      default:
        return this.#word();
    }
  }

  #object(depth: number): unknown {
    this.#at++;
    const entries: (readonly [string, unknown])[] = [];
    for (let more = true; more; ) {
      // Between two members a comma, and none behind the last.
      const comma = this.#comma(entries.length > 0);
      if (this.#text[this.#at] === '"') {
        if (!comma) this.#odd = true;
        const key = this.#string();
        const value = this.#memberValue(depth);
        if (value !== undefined) entries.push([key, value]);
      } else more = this.#betweenMembers(comma && entries.length > 0, "}");
    }
    return Object.fromEntries(entries);
  }

  #memberValue(depth: number): unknown {
    this.#skipBlanks();
    if (this.#ends()) return undefined;
    if (this.#text[this.#at] !== ":") {
      this.#odd = true;
      return undefined;
    }
    this.#at++;
    return depth < deepest ? this.#value(depth + 1) : this.#skipDeep();
  }

  #array(depth: number): unknown {
    this.#at++;
    const values: unknown[] = [];
    for (let more = true; more; ) {
      const comma = this.#comma(values.length > 0);
      const next = this.#text[this.#at];
      if (next === undefined || "]}:,".includes(next)) more = this.#betweenMembers(comma && values.length > 0, "]");
      else {
        if (!comma) this.#odd = true;
        const value = depth < deepest ? this.#value(depth + 1) : this.#skipDeep();
        if (value !== undefined) values.push(value);
      }
    }
    return values;
  }

  /** Takes a comma, if one is due. True: what comes next stands where a value may stand. */
  #comma(due: boolean): boolean {
    this.#skipBlanks();
    if (!due) return true;
    if (this.#text[this.#at] !== ",") return false;
    this.#at++;
    this.#skipBlanks();
    return true;
  }

  /** What stands in a container and begins no member: its end, or a character too many. False: the container is over. */
  #betweenMembers(behindComma: boolean, closer: string): boolean {
    if (this.#ends()) return false;
    const character = this.#text[this.#at];
    this.#at++;
    if (character === closer) {
      if (behindComma) this.#odd = true;
      return false;
    }
    this.#odd = true;
    return character !== "}" && character !== "]";
  }

  /** True at the end of the text, inside a container. */
  #ends(): boolean {
    if (this.#at < this.#text.length) return false;
    this.#cut = true;
    return true;
  }

  #string(): string {
    const start = ++this.#at;
    const text = this.#text;
    for (let quote = text.indexOf('"', start); quote >= 0; quote = text.indexOf('"', quote + 1)) {
      let before = quote;
      while (before > start && text.charCodeAt(before - 1) === backslash) before--;
      if ((quote - before) % 2 === 1) continue;
      this.#at = quote + 1;
      return this.#decoded(text.slice(start, quote));
    }
    this.#at = text.length;
    this.#cut = true;
    // An escape that is cut is no part of what is there.
    return this.#decoded(text.slice(start).replace(/(?<!\\)((?:\\\\)*)\\(?:u[0-9a-fA-F]{0,3})?$/, "$1"));
  }

  #decoded(raw: string): string {
    try {
      return String(JSON.parse(`"${raw}"`));
    } catch {
      this.#odd = true;
      return raw;
    }
  }

  #word(): unknown {
    const start = this.#at;
    endOfWord.lastIndex = start;
    this.#at = endOfWord.exec(this.#text)?.index ?? this.#text.length;
    const word = this.#text.slice(start, this.#at);
    if (this.#at === this.#text.length && !this.#whole) {
      this.#cut = true;
      return undefined;
    }
    if (word === "") {
      this.#odd = true;
      return undefined;
    }
    try {
      const value: unknown = JSON.parse(word);
      return typeof value === "number" ? exactNumber(word) : value;
    } catch {
      this.#odd = true;
      return word;
    }
  }

  /** Passes a container that is too deep; its members are not looked at. */
  #skipDeep(): unknown {
    this.#skipBlanks();
    const opening = this.#text[this.#at];
    if (opening !== "{" && opening !== "[") return this.#value(deepest);
    let open = 0;
    do {
      const character = this.#text[this.#at];
      if (character === '"') {
        this.#string();
        continue;
      }
      if (character === "{" || character === "[") open++;
      else if (character === "}" || character === "]") open--;
      this.#at++;
    } while (open > 0 && !this.#ends());
    return opening === "{" ? {} : [];
  }

  #skipBlanks(): void {
    while (isBlank(this.#text.charCodeAt(this.#at))) this.#at++;
  }
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}
