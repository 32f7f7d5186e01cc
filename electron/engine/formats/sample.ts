// The first records of a source, as far as a few hundred KB hold them: what formats are recognised by. Also judges the
// file as a whole, since a wrong file should be named as such and not shown as millions of malformed lines.

import type { Source } from "../source/source.ts";
import type { Head } from "./format.ts";
import { readHead } from "./head.ts";

const sampleBytes = 256 * 1024;
const sampleRecords = 40;
/** Bytes of one line that are looked at. */
const lineBytes = 64 * 1024;

export interface Sample {
  readonly heads: readonly Head[];
  /** A sentence when the file does not look like JSON Lines at all. */
  readonly notice: string | undefined;
}

export function readSample(source: Source): Sample {
  const buffer = new Uint8Array(sampleBytes);
  const bytes = buffer.subarray(0, source.readInto(buffer, 0, sampleBytes, 0));
  if (bytes.length === 0)
    return {
      heads: [],
      notice: "This file is empty. Rows appear here as soon as something is written to it and you reload.",
    };
  const lines = linesOf(bytes, source.size);
  const heads = lines
    .map(({ text, whole }) => readHead(text, whole))
    .filter((head) => typeof head === "object" && head !== null);
  return { heads, notice: heads.length > 0 ? undefined : noticeOf(bytes, source.size) };
}

/** The first lines that are not blank; the last one may be cut. */
function linesOf(bytes: Uint8Array, size: number): readonly { readonly text: string; readonly whole: boolean }[] {
  const decoder = new TextDecoder();
  const lines: { text: string; whole: boolean }[] = [];
  let start = 0;
  while (start < bytes.length && lines.length < sampleRecords) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline < 0 ? bytes.length : newline;
    const whole = end - start <= lineBytes && (newline >= 0 || bytes.length === size);
    const text = decoder.decode(bytes.subarray(start, Math.min(end, start + lineBytes))).trim();
    if (text !== "") lines.push({ text, whole });
    start = end + 1;
  }
  return lines;
}

function noticeOf(bytes: Uint8Array, size: number): string {
  if (bytes.includes(0)) return "This looks like a binary file, not JSON Lines. Its lines are shown as they are.";
  const text = new TextDecoder().decode(bytes);
  if (/^[\s\uFEFF]*[{[]/.test(text) && parses(text, size === bytes.length)) {
    return "This is one JSON document over many lines, not JSON Lines. Put one value on each line (for example with jq -c '.[]') to inspect it by record.";
  }
  return "No line at the beginning of this file is a JSON object. Its lines are shown as they are.";
}

function parses(text: string, whole: boolean): boolean {
  const head = readHead(text, whole);
  return typeof head === "object" && head !== null && Object.keys(head).length > 0;
}
