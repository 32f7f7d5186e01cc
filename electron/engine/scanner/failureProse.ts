// How texts begin that say that something failed, for members that hold what a tool gave as prose.

import type { FieldPath } from "./fields.ts";
import type { ScannerInstance } from "./scannerModule.ts";

/** Beginnings of lines, in plain letters, of at most 38 each. All lists together: 56. */
export interface FailureProse {
  /** The texts. */
  readonly paths: readonly FieldPath[];
  /** Lines of a head that say nothing of a failure, and those of them with which a head may begin behind an opening. */
  readonly head: readonly string[];
  readonly begin: readonly string[];
  /** What may stand in front of a head, of any number of lines. */
  readonly opening: readonly string[];
  /** Lines with an exit code behind these words: of several, the last one counts. Some may begin another head behind the first. */
  readonly code: readonly string[];
  readonly codeAgain: readonly string[];
  /** The last line of a head. */
  readonly output: readonly string[];
  /** Words in the place of an output that say that nothing came of it. A blank at their end also stands for the end of the text. */
  readonly refusal: readonly string[];
}

// In the order of the numbers in assembly/failureProse.ts.
const sorts = ["head", "begin", "opening", "code", "codeAgain", "output", "refusal"] as const;
const utf8 = new TextEncoder();

export function addProseWords(scanner: ScannerInstance, prose: FailureProse): void {
  const words = sorts.flatMap((sort, number) =>
    prose[sort].map((word) => {
      const bytes = utf8.encode(word);
      return [bytes.length, number, ...bytes];
    }),
  );
  const scratch = scanner.scratchAddress();
  new Uint8Array(scanner.memory.buffer).set(words.flat(), scratch);
  scanner.addProseWords(scratch, words.length);
}
