import { parseArgs } from "node:util";
import { succeed } from "../../../shared/result.ts";
import type { Input, ReadRequest } from "./argumentValues.ts";
import { flag, readInput, readingOptions, text } from "./argumentValues.ts";

/** Without `--redact-rules`, those in the file that `SEEKLINE_REDACT_RULES` names are used. */
export const secretsOptions = { ...readingOptions, "redact-rules": text, json: flag } as const;

/** One transcript; nothing in it asks for the secrets themselves, which are never printed. */
export interface SecretsRequest extends Input {
  readonly command: "secrets";
  readonly json: boolean;
  /** A file of the user's own rules for what is redacted. */
  readonly redactRules: string | undefined;
}

export function readSecretsArguments(args: readonly string[]): ReadRequest<SecretsRequest> {
  const { values, positionals } = parseArgs({ args: [...args], options: secretsOptions, allowPositionals: true });
  if (values.help === true) return succeed(undefined);
  const input = readInput(positionals, values);
  if (!input.ok) return input;
  return succeed({ command: "secrets", ...input.value, json: values.json, redactRules: values["redact-rules"] });
}
