import { parseArgs } from "node:util";
import { fail, succeed } from "../../../shared/result.ts";
import type { ReadRequest } from "./argumentValues.ts";
import { help, host, readPort, readRedact, redactOptions, text } from "./argumentValues.ts";

/** No options of reading: a folder may hold sessions of every family, each is recognised by itself. */
export const serveOptions = { port: text, host, ...redactOptions, help } as const;

/** `port` is 0 for any that is free. Whether `place` is there is looked at when serving begins. */
export interface ServeRequest {
  readonly command: "serve";
  /** A folder of sessions, or one of them. */
  readonly place: string;
  readonly port: number;
  readonly host: string;
  /** Tell markers in the place of what is secret. */
  readonly redact: boolean;
  /** A file of the user's own rules for what is redacted. */
  readonly redactRules: string | undefined;
}

export function readServeArguments(args: readonly string[]): ReadRequest<ServeRequest> {
  const { values, positionals } = parseArgs({ args: [...args], options: serveOptions, allowPositionals: true });
  if (values.help === true) return succeed(undefined);
  const [place, ...more] = positionals;
  if (place === undefined) return fail("DIR or FILE is missing: what to serve");
  if (more.length > 0) return fail("serve takes one DIR or FILE");
  const port = readPort(values.port);
  if (!port.ok) return port;
  return succeed({ command: "serve", place, port: port.value, host: values.host, ...readRedact(values) });
}
