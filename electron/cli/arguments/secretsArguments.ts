import { parseArgs } from "node:util";
import { succeed } from "../../../shared/result.ts";
import type { Input, ReadRequest } from "./argumentValues.ts";
import { flag, readInput, readingOptions, text } from "./argumentValues.ts";

export const secretsOptions = { ...readingOptions, "redact-rules": text, json: flag } as const;

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
