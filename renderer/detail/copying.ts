// Copying puts a text together as a whole, so it has a bound. Above it, the sentence says what to do instead.

import type { Result } from "../../shared/result.ts";
import type { TextSlice } from "../../shared/rows.ts";
import { failureSentence } from "../data/failureSentence.ts";
import { formatBytes } from "../data/format.ts";
import type { TooLong } from "./recordReader.ts";
import { readWhole } from "./recordReader.ts";

/** Bytes of a transcript that may go to the clipboard at once. */
export const mostCopied = 10_000_000;

/** Puts a text on the clipboard, by way of main. Answers a sentence when it was not taken. */
export type CopyText = (text: string) => Promise<string | undefined>;

/** Copies a text that is read in slices. Answers a sentence when it cannot. */
export async function copyWhole(
  copyText: CopyText,
  what: "record" | "value",
  bytes: number,
  read: (from: number) => Promise<Result<TextSlice>>,
): Promise<string | undefined> {
  const text = bytes > mostCopied ? tooLong : await readWhole(read, mostCopied);
  if (!text.ok) {
    return text.failure.code === "too-long"
      ? `This ${what} is ${formatBytes(bytes)} long; up to ${formatBytes(mostCopied)} can be copied. Filter for its record and export that instead.`
      : failureSentence(text.failure);
  }
  return copyText(text.value);
}

const tooLong: { readonly ok: false; readonly failure: TooLong } = { ok: false, failure: { code: "too-long" } };
