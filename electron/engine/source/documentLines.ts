// A file that is one JSON document over many lines, or several, as JSON Lines: a line for each value, and where a document is a
// list, or holds one of messages, a line for each of its members. Bytes inside values stay as they are: only white space
// between tokens goes, and the commas and brackets of a list that is taken apart. What stands around the list in its object
// is a line before and a line behind it.

import { bytesAt } from "./packed/piecesOf.ts";
import type { Source } from "./source.ts";

/** Bytes by which a file is judged. */
const judgedBytes = 64 * 1024;
const partBytes = 256 * 1024;
/** Bytes that are written beside those that are read, at most for each of them. */
const mostWritten = 5;
/** Lists of a document whose members are what happened, one after the other. */
const takenApart: ReadonlySet<string> = new Set([
  ...["messages", "steps", "events", "records", "turns", "entries", "history", "trajectory"],
]);
/** Longer keys are none of these. */
const mostKey = 10;

const quote = 0x22;
const comma = 0x2c;
const newline = 0x0a;
const openArray = 0x5b;
const backslash = 0x5c;
const closeArray = 0x5d;
const openObject = 0x7b;
const closeObject = 0x7d;

/**
 * Whether a file begins with a JSON value that takes more than a line. A list whose members take a line each is read as it
 * is, and so is a file whose first line is torn.
 */
export function isDocument(source: Source): boolean {
  const bytes = bytesAt(source, 0, judgedBytes);
  const text = new TextDecoder().decode(bytes).trimStart();
  const opening = text[0];
  if (opening !== "{" && opening !== "[") return false;
  const levels = levelsWithLines(text, bytes.length === source.size);
  return opening === "{" ? levels >= 1 : levels >= 2;
}

/** How deep the lines of the first value go, torn or whole; 0 when it takes one line, is empty, or is no JSON as far as it is there. */
function levelsWithLines(text: string, isWhole: boolean): number {
  let closers = "";
  let levels = 0;
  let inString = false;
  /** The text up to the last comma, and what would close it there. */
  let begun: string | undefined;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === "\n") levels = inString ? levels : Math.max(levels, closers.length);
    else if (inString) {
      if (character === "\\") at++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === "{" || character === "[") closers = (character === "{" ? "}" : "]") + closers;
    else if (character === ",") begun = text.slice(0, at) + closers;
    else if (character === "}" || character === "]") {
      closers = closers.slice(1);
      if (closers === "") return holdsSomething(text.slice(0, at + 1)) ? levels : 0;
    }
  }
  // One that is torn at the file's end is told from a torn first line with records behind it by its indented lines.
  if (begun === undefined || (isWhole && !isIndented(text))) return 0;
  return holdsSomething(begun) ? levels : 0;
}

/** Whether every line behind the first begins with white space or closes what was opened. */
function isIndented(text: string): boolean {
  return !/\n[^\s\]}]/.test(text);
}

function holdsSomething(json: string): boolean {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "object" && value !== null && Object.keys(value).length > 0;
  } catch {
    return false;
  }
}

/**
 * Parts of any length that are the reader's to keep, without a byte order mark. Damage is handed on as it is, for the
 * scanner to find. Throws a SourceError.
 */
export async function* linesOfDocuments(source: Source): AsyncGenerator<Uint8Array, undefined, undefined> {
  const lines = new DocumentLines();
  for (let at = hasByteOrderMark(source) ? 3 : 0; ; ) {
    const part = bytesAt(source, at, partBytes);
    if (part.length === 0) break;
    at += part.length;
    yield lines.take(part);
  }
  return undefined;
}

function hasByteOrderMark(source: Source): boolean {
  const [first, second, third] = bytesAt(source, 0, 3);
  return first === 0xef && second === 0xbb && third === 0xbf;
}

/** Takes the bytes of documents part by part, and gives those of lines. It knows tokens, not grammar: damage is handed on. */
class DocumentLines {
  #depth = 0;
  #inString = false;
  #isEscaped = false;
  /** The depth of the members of the list that is taken apart; 0: none is. */
  #members = 0;
  /** In the outermost object: the key that was read last, as far as it is compared. */
  #key = "";
  #inKey = false;
  #awaitsKey = false;
  /** A list that may be taken apart was opened, and nothing of it has been read. */
  #isOpening = false;
  /** Behind such a list the rest of its object begins a line. */
  #isBehind = false;
  #isLineEmpty = true;
  #out = Buffer.alloc(0);
  #length = 0;

  take(part: Uint8Array): Uint8Array {
    this.#out = Buffer.allocUnsafe(part.length * mostWritten);
    this.#length = 0;
    for (const byte of part) {
      if (this.#inString) this.#takeInString(byte);
      else if (byte === newline || byte === 0x20 || byte === 0x09 || byte === 0x0d) {
        if (this.#depth === 0) this.#endLine();
      } else this.#takeToken(byte);
    }
    return this.#out.subarray(0, this.#length);
  }

  #takeInString(byte: number): void {
    this.#put(byte);
    if (byte === newline) {
      // No string goes over a line: this one is torn.
      this.#inString = false;
      this.#isLineEmpty = true;
    } else if (this.#isEscaped) this.#isEscaped = false;
    else if (byte === backslash) this.#isEscaped = true;
    else if (byte === quote) {
      this.#inString = false;
      this.#inKey = false;
    } else if (this.#inKey && this.#key.length <= mostKey) this.#key += String.fromCharCode(byte);
  }

  #takeToken(byte: number): void {
    if (this.#isOpening) this.#openList(byte);
    switch (byte) {
      case quote:
        this.#inString = true;
        this.#inKey = this.#awaitsKey;
        this.#awaitsKey = false;
        if (this.#inKey) this.#key = "";
        this.#put(byte);
        break;
      case openObject:
      case openArray:
        this.#open(byte);
        break;
      case closeObject:
      case closeArray:
        this.#close(byte);
        break;
      case comma:
        this.#takeComma();
        break;
      default:
        this.#put(byte);
    }
  }

  #open(byte: number): void {
    if (this.#depth === 0) {
      this.#endLine();
      if (byte === openArray) {
        this.#members = ++this.#depth;
        return;
      }
    } else if (this.#depth === 1 && this.#members === 0 && byte === openArray && takenApart.has(this.#key)) {
      this.#isOpening = true;
      return;
    }
    this.#depth++;
    this.#awaitsKey = this.#depth === 1 && byte === openObject;
    this.#put(byte);
  }

  /** A list of objects ends the line that it stands in; any other one is a value like all. */
  #openList(byte: number): void {
    this.#isOpening = false;
    this.#put(openArray);
    this.#depth++;
    if (byte !== openObject) return;
    this.#put(closeArray);
    this.#put(closeObject);
    this.#endLine();
    this.#members = this.#depth;
  }

  #takeComma(): void {
    if (this.#isBehind) {
      this.#isBehind = false;
      this.#put(openObject);
    } else if (this.#depth === this.#members && this.#members > 0) this.#endLine();
    else if (this.#depth > 0) this.#put(comma);
    else this.#endLine();
    this.#awaitsKey = this.#depth === 1 && this.#members === 0;
  }

  #close(byte: number): void {
    const endsList = this.#depth === this.#members && this.#members > 0;
    if (this.#depth > 0) this.#depth--;
    if (endsList) {
      this.#endLine();
      this.#members = 0;
      this.#isBehind = this.#depth === 1;
    } else {
      if (!(this.#isBehind && this.#depth === 0)) this.#put(byte);
      this.#isBehind = false;
    }
    if (this.#depth === 0) this.#endLine();
  }

  #put(byte: number): void {
    this.#out[this.#length++] = byte;
    this.#isLineEmpty = false;
  }

  #endLine(): void {
    if (!this.#isLineEmpty) this.#put(newline);
    this.#isLineEmpty = true;
  }
}
