import { parseArgs } from "node:util";
import { fail, succeed } from "../../../shared/result.ts";
import type { ReadRequest } from "./argumentValues.ts";
import { flag, help, text } from "./argumentValues.ts";

/** No options of reading: ranges of bytes are compared, whatever they hold. */
export const verifyOptions = { source: text, json: flag, help } as const;

/** Holds an export against its transcript again; it opens none by itself. */
export interface VerifyRequest {
  readonly command: "verify";
  readonly manifest: string;
  /** Where the transcript is now; undefined: where the manifest says. */
  readonly source: string | undefined;
  readonly json: boolean;
}

export function readVerifyArguments(args: readonly string[]): ReadRequest<VerifyRequest> {
  const { values, positionals } = parseArgs({ args: [...args], options: verifyOptions, allowPositionals: true });
  if (values.help === true) return succeed(undefined);
  const [manifest, ...more] = positionals;
  if (manifest === undefined) return fail("MANIFEST is missing: the file that export --manifest wrote");
  if (more.length > 0) return fail("verify takes one MANIFEST");
  return succeed({ command: "verify", manifest, source: values.source, json: values.json });
}
