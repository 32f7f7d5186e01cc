import { parseArgs } from "node:util";
import { endpointProblem } from "../../../shared/endpoint.ts";
import type { Filter } from "../../../shared/filter/filter.ts";
import type { Result } from "../../../shared/result.ts";
import { fail, succeed } from "../../../shared/result.ts";
import { isStreamId } from "../../engine/live/ingest/isStreamId.ts";
import type { Input, ReadRequest } from "./argumentValues.ts";
import { flag, readFilter, readInput, readingOptions, readRedact, redactOptions, text } from "./argumentValues.ts";

/** There is none for the token, which other programs could read among the arguments. */
export const sendOptions = {
  ...readingOptions,
  to: text,
  filter: text,
  stream: text,
  follow: flag,
  ...redactOptions,
  json: flag,
} as const;

/** `to` is http or https, without name and password; `stream` is a name that a receiver takes. */
export interface SendRequest extends Input {
  readonly command: "send";
  readonly filter: Filter;
  readonly filterText: string;
  readonly to: URL;
  /** Undefined: named after the source's beginning. */
  readonly stream: string | undefined;
  /** Say what was sent as one JSON object. */
  readonly json: boolean;
  /** Send markers in the place of what is secret. */
  readonly redact: boolean;
  /** A file of the user's own rules for what is redacted. */
  readonly redactRules: string | undefined;
}

export function readSendArguments(args: readonly string[]): ReadRequest<SendRequest> {
  const { values, positionals } = parseArgs({ args: [...args], options: sendOptions, allowPositionals: true });
  if (values.help === true) return succeed(undefined);
  const input = readInput(positionals, values);
  const filter = readFilter(values.filter);
  if (!input.ok) return input;
  if (!filter.ok) return filter;
  const to = readAddress(values.to);
  if (!to.ok) return to;
  const { stream, follow, json } = values;
  if (stream !== undefined && !isStreamId(stream)) {
    return fail(`--stream takes at most 100 lower-case letters, digits, - and _, not “${stream}”`);
  }
  const filterText = values.filter ?? "";
  return succeed({
    command: "send",
    ...input.value,
    follow,
    filter: filter.value,
    filterText,
    to: to.value,
    stream,
    json,
    ...readRedact(values),
  });
}

function readAddress(text: string | undefined): Result<URL, string> {
  if (text === undefined) return fail("--to is missing: the URL of the endpoint");
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const problem = endpointProblem(url);
  if (url !== undefined && problem === undefined) return succeed(url);
  return fail(
    problem === "no-url"
      ? `--to takes an http or https URL, not “${text}”`
      : "--to takes no name and password: give a token in SEEKLINE_TOKEN or SEEKLINE_TOKEN_FILE",
  );
}
