import { secretsOptions } from "../../arguments/secretsArguments.ts";
import { describeCommand, file, transcript } from "../commandDescription.ts";

/** The pattern of an export with `--redact`: what it lists is what that hides, under the same rules. */
export const secrets = describeCommand({
  name: "secrets",
  specs: secretsOptions,
  operands: [transcript],
  summary:
    "Lists the keys, tokens and passwords that an export with --redact hides: their kinds and places, never what they are.",
  more: "docs/redaction.md says what is found, and how to add rules of your own.",
  options: {
    "redact-rules": {
      value: file(),
      says: "with the rules in this file; without it with those in the file that SEEKLINE_REDACT_RULES names",
    },
    json: "one JSON object per line: kind, record, line, offset, length, context",
  },
});
