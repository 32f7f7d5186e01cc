import { parseArgs } from "node:util";
import { fail, succeed } from "../../../shared/result.ts";
import type { ReadRequest } from "./argumentValues.ts";
import { help, host, readPort, text } from "./argumentValues.ts";

/** `--dir` and `--port` have no default: nobody opens a port or fills a folder without having named it. */
export const receiveOptions = { dir: text, port: text, host, help } as const;

/**
 * `port` is 0 for any that is free. Tokens are no part of it: they come from the environment, as arguments are seen by
 * others.
 */
export interface ReceiveRequest {
  readonly command: "receive";
  readonly folder: string;
  readonly port: number;
  readonly host: string;
}

export function readReceiveArguments(args: readonly string[]): ReadRequest<ReceiveRequest> {
  const { values, positionals } = parseArgs({ args: [...args], options: receiveOptions, allowPositionals: true });
  if (values.help === true) return succeed(undefined);
  if (positionals.length > 0) return fail("receive takes no FILE: --dir DIR says where the streams go");
  if (values.dir === undefined) return fail("--dir DIR is missing: the folder for what is received");
  const port = readPort(values.port);
  if (!port.ok) return port;
  return succeed({ command: "receive", folder: values.dir, port: port.value, host: values.host });
}
