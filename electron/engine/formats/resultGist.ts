// The line of a result that says most. Programs put heads before what a command printed, which say the same of every
// command: Codex ("Chunk ID: …" up to "Output:"), Gemini CLI and Qwen Code ("Command: …", "Directory: …", "Output: …"), and
// tags around it. They are passed over where a result is told in one line.

import { textAt } from "./condensedValue.ts";
import { readHead } from "./head.ts";

/** Lines at the beginning among which it is looked for. */
const mostLines = 40;

const headLine =
  /^(?:Chunk ID: |Script (?:completed|running)|Wall time:? |Process (?:exited with code|running with session ID) |Exit code: |Original token count: |Total output lines: |Command: |Directory: |\.{3}.*truncated)/;
const tagLine = /^<[\w-]+(?: [^<>]*)?>(?:[^<>]*<\/[\w-]+>)?$/;
/** What was printed stands behind it, on the same line or on the next ones. */
const outputLine = /^(?:Output|Stdout):\s*(?<printed>.*)$/;
const nothing = /^\((?:empty|none)\)$/;

/** "" for a text without any. `text` may be cut. */
export function gistOf(text: string): string {
  // Up to 0.4x Codex wrote what was printed into a member of JSON.
  const printed = text.startsWith("{") ? textAt(readHead(text, false), "output") : undefined;
  if (printed !== undefined) return gistOf(printed);
  if (/^\s*[[{]\s*\n/.test(text)) return text.replace(/\s+/g, " ").trim();
  const lines = text
    .split("\n", mostLines)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  for (const line of lines) {
    const printed = outputLine.exec(line)?.groups?.printed ?? line;
    if (printed !== "" && !isHead(printed)) return printed;
  }
  return lines[0] ?? "";
}

function isHead(line: string): boolean {
  return nothing.test(line) || headLine.test(line) || tagLine.test(line);
}
