// Where updates are looked for: a file of the user's own, `updates.json` in the app's folder. Without it there is no address,
// and so no way for the app to ask anybody (docs/updates.md).

import { z } from "zod";
import { readJsonFile } from "../jsonFile.ts";

export interface UpdateSource {
  /** https, or this machine itself. */
  readonly address: string;
  /** Base 64. */
  readonly publicKey: string;
}

const sourceSchema: z.ZodType<UpdateSource> = z.object({
  address: z.string().max(2000).refine(isAllowed),
  publicKey: z.base64().min(1).max(200),
});

/**
 * Undefined without the file, or when it is damaged: https, or http to 127.0.0.1 alone, and no name or password in it.
 * Read once, at the start.
 */
export function readUpdateSource(file: string): UpdateSource | undefined {
  const found = readJsonFile(file, sourceSchema);
  return found.is === "value" ? found.value : undefined;
}

function isAllowed(address: string): boolean {
  const url = URL.parse(address);
  if (url === null || url.username !== "" || url.password !== "") return false;
  return url.protocol === "https:" || (url.protocol === "http:" && url.hostname === "127.0.0.1");
}
