import { checkOptions } from "../../arguments/checkArguments.ts";
import { describeCommand, transcript } from "../commandDescription.ts";

/** With `strict`, a status of 1 also means that something was found; without it only that the check failed. */
export const check = describeCommand({
  name: "check",
  specs: checkOptions,
  operands: [transcript],
  summary: "Says what is wrong: damage, calls without a result, ids given twice, times that run backwards and more.",
  more: "docs/rules.md has every rule. At most 1,000 findings of a rule are listed; the rest are counted.",
  options: {
    json: "one JSON object per line: rule, record, line, message",
    strict: "exit status 1 when anything was found",
  },
});
