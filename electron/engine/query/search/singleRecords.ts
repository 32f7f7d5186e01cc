// Looks for a text or a regular expression in single records: those that share their line with others, where ripgrep's
// answer for the line says too little. Only records of lines with a match come here, which leaves out those that match
// by themselves alone (`^` in the middle of a line). Few in any sane transcript.

import { assertNever } from "../../../../shared/assertNever.ts";
import type { RegexCondition, TextCondition } from "../../../../shared/filter/filterTree.ts";
import type { ByteRange } from "../../scanner/byteWindow.ts";
import type { Source } from "../../source/source.ts";
import { ByteSearch } from "./byteSearch.ts";
import { handBytes, patternOf } from "./lineSearch.ts";
import { commonArguments, findRipgrep } from "./ripgrepProgram.ts";
import { runRipgrep } from "./ripgrepRun.ts";

/** A record of more bytes is not handed to ripgrep, which would hold it in memory: it has what its line has. */
const longRecord = 64 * 1024 * 1024;

/** Positions in `places` of the records with a match. Gives up early, with any answer, when stopped. */
export async function searchRecords(
  source: Source,
  condition: TextCondition | RegexCondition,
  places: readonly ByteRange[],
  stopped: () => boolean,
): Promise<readonly number[]> {
  switch (condition.type) {
    case "text":
      return searchTexts(source, condition, places, stopped);
    case "regex":
      return searchByRipgrep(source, condition, places, stopped);
    default:
      return assertNever(condition);
  }
}

async function searchTexts(
  source: Source,
  condition: TextCondition,
  places: readonly ByteRange[],
  stopped: () => boolean,
): Promise<readonly number[]> {
  const search = new ByteSearch(source, condition);
  const found: number[] = [];
  for (const [position, { offset, length }] of places.entries()) {
    await search.run({ from: offset, to: offset + length, stopped }, () => {
      found.push(position);
      return false;
    });
    if (stopped()) break;
  }
  return found;
}

/** Hands the records over as lines; what ripgrep counts as lines are then positions. */
async function searchByRipgrep(
  source: Source,
  condition: RegexCondition,
  places: readonly ByteRange[],
  stopped: () => boolean,
): Promise<readonly number[]> {
  const program = findRipgrep();
  const found: number[] = places.flatMap(({ length }, position) => (length > longRecord ? [position] : []));
  if (program === undefined) return found;
  const pattern = patternOf(condition);
  const args = [...commonArguments(pattern), "--line-number", "--no-mmap", "--regexp", pattern.pattern, "--", "-"];
  return new Promise((resolve, reject) => {
    const run = runRipgrep(program, args, {
      onNumber: (line) => found.push(line - 1),
      onEnd: (end) => (end.ended === "done" ? resolve(found) : reject(new Error(end.message))),
    });
    const hand = async (): Promise<void> => {
      for (const { offset, length } of places) {
        const to = length > longRecord ? offset : offset + length;
        await handBytes(source, run, offset, to, stopped);
        run.input?.write("\n");
        if (!stopped()) continue;
        run.kill();
        resolve(found);
        return;
      }
      run.input?.end();
    };
    hand().catch(reject);
  });
}
