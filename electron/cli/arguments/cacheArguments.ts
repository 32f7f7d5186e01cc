import { parseArgs } from "node:util";
import { fail, succeed } from "../../../shared/result.ts";
import type { ReadRequest } from "./argumentValues.ts";
import { help } from "./argumentValues.ts";

/** None but help: what is to be done is a word of its own, and no transcript is read. */
export const cacheOptions = { help } as const;
const cacheActions = ["ls", "clear"] as const;
/** `ls` lists what is kept, `clear` removes it all, for every transcript; there is no way to remove one. */
export type CacheAction = (typeof cacheActions)[number];

export interface CacheRequest {
  readonly command: "cache";
  readonly action: CacheAction;
}

export function readCacheArguments(args: readonly string[]): ReadRequest<CacheRequest> {
  const { values, positionals } = parseArgs({ args: [...args], options: cacheOptions, allowPositionals: true });
  if (values.help === true) return succeed(undefined);
  const [wanted, ...more] = positionals;
  const action = cacheActions.find((name) => name === wanted);
  if (action === undefined || more.length > 0) return fail(`cache takes one of ${cacheActions.join(", ")}`);
  return succeed({ command: "cache", action });
}
