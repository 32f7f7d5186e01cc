// Only ripgrep can tell whether a regular expression is one, so it is asked before a view is opened: with nothing to
// search, which takes some milliseconds.

import { printFilter } from "../../../../shared/filter/filterPrint.ts";
import type { Filter, FilterProblem, RegexCondition } from "../../../../shared/filter/filterTree.ts";
import { conditionsOf } from "../../../../shared/filter/filterTree.ts";
import { patternOf } from "./lineSearch.ts";
import { commonArguments, findRipgrep } from "./ripgrepProgram.ts";
import { runRipgrep } from "./ripgrepRun.ts";

/** The first problem that shows only now; `text` is what the filter was read from. */
export async function checkFilter(filter: Filter, text: string): Promise<FilterProblem | undefined> {
  for (const condition of conditionsOf(filter)) {
    if (condition.type !== "regex") continue;
    const complaint = await complaintOf(condition);
    if (complaint === undefined) continue;
    const at = Math.max(0, text.indexOf(printFilter(condition)));
    return { at, message: complaint };
  }
  return undefined;
}

function complaintOf(condition: RegexCondition): Promise<string | undefined> {
  const program = findRipgrep();
  if (program === undefined) {
    return Promise.resolve("regular expressions need ripgrep, which is not installed; search for plain text instead");
  }
  const pattern = patternOf(condition);
  const args = [...commonArguments(pattern), "--regexp", pattern.pattern, "--", "-"];
  return new Promise((resolve) => {
    const run = runRipgrep(program, args, {
      onNumber: () => {},
      onEnd: (end) => {
        if (end.ended === "done") resolve(undefined);
        else if (end.started) resolve(`ripgrep cannot read this regular expression: ${end.message}`);
        else resolve(`regular expressions need ripgrep, which cannot be started (${end.message})`);
      },
    });
    run.input?.end();
  });
}
