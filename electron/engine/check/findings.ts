// Hands findings on as they come, at most a thousand of a rule; the rest are counted.

import type { Finding, RuleName } from "../../../shared/findings.ts";
import { ruleTitles } from "../../../shared/findings.ts";
import { mostFindings } from "../../../shared/limits.ts";

export class Findings {
  readonly #counts = new Map<RuleName, number>();
  readonly #give: (finding: Finding) => void;

  constructor(give: (finding: Finding) => void) {
    this.#give = give;
  }

  add(finding: Finding): void {
    const count = (this.#counts.get(finding.rule) ?? 0) + 1;
    this.#counts.set(finding.rule, count);
    if (count <= mostFindings) this.#give(finding);
  }

  /** Says of each rule that had more than were listed how many more. Gives the number of all. */
  finish(): number {
    let all = 0;
    for (const [rule, count] of this.#counts) {
      all += count;
      const more = count - mostFindings;
      if (more > 0) {
        const message = `${more} more: ${ruleTitles[rule]}.`;
        this.#give({ rule, record: undefined, line: undefined, message });
      }
    }
    return all;
  }
}
