// The head of a command's result as it lies in a record, escaped: read as `readProse` reads its text, wherever that is plain to see.

import type { TextBytes } from "../../paging/textIds.ts";
import { backslash } from "../../scanner/jsonBytes.ts";

/** A head with all of its lines, and an output behind it that says nothing of itself. */
export interface PlainProse {
  /** How the command ended; undefined: the head does not tell. */
  readonly exitCode: number | undefined;
}

const output = "Output:";
/** How the lines of a head begin. What stands behind it: a number, or anything. */
const lines: readonly (readonly [beginning: string, what: "anything" | "exit code" | "number" | "nothing"])[] = [
  ["Chunk ID: ", "anything"],
  ["Wall time: ", "anything"],
  ["Wall time ", "anything"],
  ["Process exited with code ", "exit code"],
  ["Exit code: ", "exit code"],
  ["Original token count: ", "number"],
  [output, "nothing"],
];
/** How an output begins that has a head of its own, or of which a part is missing. */
const odd = ["Exit code: ", "Total output lines: ", "Warning: truncated output ("];
const longestOdd = 32;
const letterN = 0x6e;
const letterU = 0x75;
const mostDigits = 9;
const beyondAscii = 0x7f;

/** `isWhole`: else it is the beginning of a longer text. Undefined: it may say anything. */
export function readPlainProse({ bytes, at, length }: TextBytes, isWhole: boolean): PlainProse | undefined {
  const end = at + length;
  let exitCode: number | undefined;
  for (let from = at; from < end; ) {
    const line = lines.find(([beginning]) => begins(bytes, from, end, beginning));
    if (line === undefined) return undefined;
    const [beginning, what] = line;
    const behind = from + beginning.length;
    const lineEnd = endOfLine(bytes, behind, end);
    if (lineEnd < 0 || (lineEnd === end && !isWhole)) return undefined;
    if (what === "nothing" && lineEnd !== behind) return undefined;
    if (what === "number" || what === "exit code") {
      const number = numberIn(bytes, behind, lineEnd);
      if (number === undefined) return undefined;
      if (what === "exit code") exitCode = number;
    }
    from = Math.min(end, lineEnd + 2);
    if (beginning === output) return isPlainOutput(bytes, from, end, isWhole) ? { exitCode } : undefined;
  }
  return undefined;
}

function isPlainOutput(bytes: Uint8Array, at: number, end: number, isWhole: boolean): boolean {
  return (isWhole || at + longestOdd <= end) && !odd.some((beginning) => mayBegin(bytes, at, end, beginning));
}

/** Also where one of its letters may be written as `\u…`. */
function mayBegin(bytes: Uint8Array, at: number, end: number, beginning: string): boolean {
  let n = 0;
  while (n < beginning.length && at + n < end && bytes[at + n] === beginning.charCodeAt(n)) n++;
  return n === beginning.length || (bytes[at + n] === backslash && bytes[at + n + 1] === letterU);
}

function begins(bytes: Uint8Array, at: number, end: number, beginning: string): boolean {
  if (beginning.length > end - at) return false;
  for (let n = 0; n < beginning.length; n++) if (bytes[at + n] !== beginning.charCodeAt(n)) return false;
  return true;
}

/** Where an escaped line break stands, or the end; -1: there is something else in the line than plain letters. */
function endOfLine(bytes: Uint8Array, at: number, end: number): number {
  for (let n = at; n < end; n++) {
    const byte = bytes[n] ?? 0;
    if (byte === backslash) return bytes[n + 1] === letterN && n + 1 < end ? n : -1;
    if (byte > beyondAscii) return -1;
  }
  return end;
}

function numberIn(bytes: Uint8Array, at: number, end: number): number | undefined {
  if (at === end || end - at > mostDigits) return undefined;
  let number = 0;
  for (let n = at; n < end; n++) {
    const digit = (bytes[n] ?? 0) - 0x30;
    if (!(digit >= 0 && digit <= 9)) return undefined;
    number = number * 10 + digit;
  }
  return number;
}
