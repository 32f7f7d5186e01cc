// Finds a text that begins in one piece and ends in a later one, where pieces are handed in as they stand in the file. Nearly all borders
// between two pieces are passed over by two bytes on each side: inside a match, neighbours are neighbours in what is looked for. Only where
// they do, texts are decoded, and of what came before only as much is held as could begin a match.

import type { TextCondition } from "../../../../shared/filter/filterTree.ts";
import { textForms } from "../../../../shared/filter/textForms.ts";
import { backslash } from "../../scanner/jsonBytes.ts";

/** Rows [from, to] hold a match together. */
export type OnMatch = (from: number, to: number) => void;

/** Bytes at the end of a piece in which an escape of its last two letters may begin: six, and a bare letter behind it. */
const escapeReach = 7;
const shortPiece = 128;
/** Stands for a byte that is no bare ASCII. */
const unknown = 0x80;

export class BorderMatcher {
  readonly #pattern: RegExp;
  /** The most UTF-16 units that a match has before its last one. */
  readonly reach: number;
  /** For two ASCII bytes side by side, whether a match may hold them. */
  readonly #neighbours = new Uint8Array(128 * 128);
  /** For an ASCII byte, whether a match may begin, or end, with it. */
  readonly #firsts = new Uint8Array(128);
  readonly #lasts = new Uint8Array(128);
  readonly #onMatch: OnMatch;
  /** The piece before, as it stands in the file. */
  #held = Buffer.alloc(256);
  #heldLength = 0;
  #heldRow = 0;
  /** Read text before it that a match may begin in, and of which rows it is: each with the place where its part ends. */
  #tail = "";
  #parts: { readonly row: number; end: number }[] = [];
  #isBegun = false;

  constructor({ text, exactCase }: TextCondition, onMatch: OnMatch) {
    const forms = textForms(text);
    this.#pattern = new RegExp(forms.map(alternatives).join(""), exactCase ? "gu" : "giu");
    this.reach = forms.reduce((sum, each) => sum + Math.max(...each.map(({ length }) => length)), 0) - 1;
    this.#onMatch = onMatch;
    forms.forEach((each, place) => {
      for (const form of each) {
        for (let at = 1; at < form.length; at++) this.#allow(form.charAt(at - 1), form.charAt(at), exactCase);
        for (const next of forms[place + 1] ?? []) this.#allow(form.charAt(form.length - 1), next.charAt(0), exactCase);
        if (place === 0) allowOne(this.#firsts, form.charAt(0), exactCase);
        if (place === forms.length - 1) allowOne(this.#lasts, form.charAt(form.length - 1), exactCase);
      }
    });
  }

  /** What comes does not go on with what came. */
  begin(): void {
    this.#isBegun = false;
    this.#forgetTail();
  }

  /** The next piece, without its quotes; `row` numbers must rise. True when a match may hold the border in front of it. */
  take(row: number, raw: Uint8Array, from: number, length: number): boolean {
    if (length === 0 && this.#isBegun) return true;
    const second = length > 1 ? (raw[from + 1] ?? 0) : unknown;
    const isInside = this.#isBegun && this.#mayBeInside(raw[from] ?? 0, second);
    if (isInside) this.#match(row, raw, from, length);
    else this.#forgetTail();
    this.#hold(row, raw, from, length);
    this.#isBegun = true;
    return isInside;
  }

  /** A copy that goes on by itself. */
  save(): () => void {
    const held = Buffer.from(this.#held.subarray(0, this.#heldLength));
    const [row, tail, parts, isBegun] = [
      this.#heldRow,
      this.#tail,
      this.#parts.map((part) => ({ ...part })),
      this.#isBegun,
    ];
    return () => {
      this.#hold(row, held, 0, held.length);
      this.#tail = tail;
      this.#parts = parts.map((part) => ({ ...part }));
      this.#isBegun = isBegun;
    };
  }

  #forgetTail(): void {
    if (this.#parts.length === 0) return;
    this.#tail = "";
    this.#parts = [];
  }

  /** Whether a match may hold the border in front of a piece with these first bytes: two of each side, so far as they are bare ASCII. */
  #mayBeInside(first: number, second: number): boolean {
    const length = this.#heldLength;
    const last = this.#held[length - 1] ?? unknown;
    if (first >= 0x80 || last >= 0x80 || first === backslash) return true;
    for (let at = Math.max(0, length - escapeReach); at < length; at++) {
      if (this.#held[at] === backslash) return true;
    }
    if (this.#neighbours[last * 128 + first] !== 1) return false;
    const lastButOne = this.#held[length - 2] ?? unknown;
    return (
      (this.#lasts[first] === 1 || this.#mayBeNeighbours(first, second)) &&
      (this.#firsts[last] === 1 || this.#mayBeNeighbours(lastButOne, last))
    );
  }

  #mayBeNeighbours(one: number, next: number): boolean {
    return one >= 0x80 || next >= 0x80 || next === backslash || this.#neighbours[one * 128 + next] === 1;
  }

  /** On both sides one unit more is looked at than a match may have there: half of a pair is no letter. */
  #match(row: number, raw: Uint8Array, from: number, length: number): void {
    this.#extendTail(decoded(this.#held.subarray(0, this.#heldLength)), this.#heldRow);
    const border = this.#tail.length;
    const text = this.#tail + decoded(Buffer.from(raw.subarray(from, from + length))).slice(0, this.reach + 1);
    const pattern = this.#pattern;
    pattern.lastIndex = 0;
    for (let found = pattern.exec(text); found !== null && found.index < border; found = pattern.exec(text)) {
      const { 0: match, index } = found;
      if (index + match.length > border) {
        const first = this.#parts.find(({ end }) => index < end);
        if (first !== undefined) this.#onMatch(first.row, row);
        return;
      }
      // The one that lies over the border may begin inside of this one.
      pattern.lastIndex = index + ((match.codePointAt(0) ?? 0) > 0xffff ? 2 : 1);
    }
  }

  #extendTail(text: string, row: number): void {
    const whole = this.#tail + text;
    const cut = Math.max(0, whole.length - this.reach - 1);
    this.#tail = whole.slice(cut);
    this.#parts = [...this.#parts, { row, end: whole.length }]
      .map((part) => ({ row: part.row, end: part.end - cut }))
      .filter(({ end }) => end > 0);
  }

  #hold(row: number, raw: Uint8Array, from: number, length: number): void {
    if (length > this.#held.length) this.#held = Buffer.alloc(Math.max(length, this.#held.length * 2));
    // Most pieces are a few bytes, for which a view costs more than the copy.
    if (length > shortPiece) this.#held.set(raw.subarray(from, from + length));
    else for (let at = 0; at < length; at++) this.#held[at] = raw[from + at] ?? 0;
    this.#heldLength = length;
    this.#heldRow = row;
  }

  #allow(last: string, first: string, exactCase: boolean): void {
    for (const one of casesOf(last, exactCase)) {
      for (const other of casesOf(first, exactCase)) {
        const [left, right] = [one.charCodeAt(0), other.charCodeAt(0)];
        if (left < 0x80 && right < 0x80) this.#neighbours[left * 128 + right] = 1;
      }
    }
  }
}

function allowOne(allowed: Uint8Array, letter: string, exactCase: boolean): void {
  for (const one of casesOf(letter, exactCase)) {
    if (one.charCodeAt(0) < 0x80) allowed[one.charCodeAt(0)] = 1;
  }
}

function casesOf(letter: string, exactCase: boolean): readonly string[] {
  // Letters beyond ASCII whose other case is in it: the Kelvin sign and the long s.
  if (!exactCase && letter === "\u212a") return ["k", "K"];
  if (!exactCase && letter === "\u017f") return ["s", "S"];
  return exactCase ? [letter] : [letter.toLowerCase(), letter.toUpperCase()];
}

function alternatives(forms: readonly string[]): string {
  return `(?:${forms.map((form) => form.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")).join("|")})`;
}

/** The text of a piece; one with an escape that JSON does not know reads as it stands. */
function decoded(raw: Buffer): string {
  const text = raw.toString("utf8");
  if (!text.includes("\\")) return text;
  try {
    const value: unknown = JSON.parse(`"${text}"`);
    return typeof value === "string" ? value : text;
  } catch {
    return text;
  }
}
