// The arguments of send, receive and serve.

import { parseArgs } from "node:util";
import type { Filter } from "../../shared/filter/filter.ts";
import type { Result } from "../../shared/result.ts";
import { fail, succeed } from "../../shared/result.ts";
import { isStreamId } from "../engine/live/ingest/isStreamId.ts";
import type { Input } from "./argumentValues.ts";
import { common, readFilter, readInput, readPort } from "./argumentValues.ts";

export interface SendRequest extends Input {
  readonly command: "send";
  readonly filter: Filter;
  readonly filterText: string;
  readonly to: URL;
  /** Undefined: named after the source's beginning. */
  readonly stream: string | undefined;
  /** Say what was sent as one JSON object. */
  readonly json: boolean;
}

export interface ReceiveRequest {
  readonly command: "receive";
  readonly folder: string;
  readonly port: number;
  readonly host: string;
}

export interface ServeRequest {
  readonly command: "serve";
  /** A folder of sessions, or one of them. */
  readonly place: string;
  readonly port: number;
  readonly host: string;
}

/** Undefined: help is asked for. */
export type ReadRequest<Request> = Result<Request | undefined, string>;

export function readSendArguments(args: readonly string[]): ReadRequest<SendRequest> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      ...common,
      to: { type: "string" },
      filter: { type: "string" },
      stream: { type: "string" },
      follow: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
    },
    allowPositionals: true,
  });
  if (values.help === true) return succeed(undefined);
  const input = readInput(positionals, values);
  const filter = readFilter(values.filter);
  if (!input.ok) return input;
  if (!filter.ok) return filter;
  const to = readEndpoint(values.to);
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
  });
}

/** Names and passwords in addresses end in logs. */
function readEndpoint(text: string | undefined): Result<URL, string> {
  if (text === undefined) return fail("--to is missing: the URL of the endpoint");
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    return fail(`--to takes an http or https URL, not “${text}”`);
  if (url.username !== "" || url.password !== "") {
    return fail("--to takes no name and password: give a token in SEEKLINE_TOKEN or SEEKLINE_TOKEN_FILE");
  }
  return succeed(url);
}

export function readReceiveArguments(args: readonly string[]): ReadRequest<ReceiveRequest> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      dir: { type: "string" },
      port: { type: "string" },
      host: { type: "string", default: "127.0.0.1" },
      help: { type: "boolean", short: "h" },
    },
    allowPositionals: true,
  });
  if (values.help === true) return succeed(undefined);
  if (positionals.length > 0) return fail("receive takes no FILE: --dir DIR says where the streams go");
  if (values.dir === undefined) return fail("--dir DIR is missing: the folder for what is received");
  const port = readPort(values.port);
  if (!port.ok) return port;
  return succeed({ command: "receive", folder: values.dir, port: port.value, host: values.host });
}

export function readServeArguments(args: readonly string[]): ReadRequest<ServeRequest> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      port: { type: "string" },
      host: { type: "string", default: "127.0.0.1" },
      help: { type: "boolean", short: "h" },
    },
    allowPositionals: true,
  });
  if (values.help === true) return succeed(undefined);
  const [place, ...more] = positionals;
  if (place === undefined) return fail("DIR or FILE is missing: what to serve");
  if (more.length > 0) return fail("serve takes one DIR or FILE");
  const port = readPort(values.port);
  if (!port.ok) return port;
  return succeed({ command: "serve", place, port: port.value, host: values.host });
}
