// Standard output where a person reads it: what a transcript holds is text there, and nothing that a terminal obeys. Into a pipe or
// a file bytes go as they are.

import { printLines } from "../../shared/printText.ts";
import type { StandardOutput } from "./standardOutput.ts";

/** Spells out what a terminal would obey, but for ends of lines and tabs; bytes that are no UTF-8 become U+FFFD. */
export function shownOutput(output: StandardOutput): StandardOutput {
  // A character may come in two writes.
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let written = 0;
  return {
    get bytesWritten() {
      return written;
    },
    async write(given) {
      const bytes = typeof given === "string" ? Buffer.from(given) : given;
      await output.write(printLines(decoder.decode(bytes, { stream: true })));
      written += bytes.length;
    },
    async finish() {
      await output.write(printLines(decoder.decode()));
      await output.finish();
    },
  };
}
