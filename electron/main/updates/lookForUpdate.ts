// The only use of a network in the whole app: one request to the address that the user has named, with nothing about the
// user in it. The answer only tells; nothing is fetched, installed or run.

import { fail, type Result, succeed } from "../../../shared/result.ts";
import { type Notice, readNotice } from "./notice.ts";
import type { UpdateSource } from "./updateSource.ts";
import { isNewer, type Version } from "./version.ts";

const limitMs = 15_000;
/** A notice has some 400 bytes. */
const limitBytes = 64 * 1024;

/** A newer version, or undefined when this is the newest. The failure is a sentence. */
export async function lookForUpdate(source: UpdateSource, own: Version): Promise<Result<Notice | undefined, string>> {
  const text = await fetchText(source.address);
  if (!text.ok) return text;
  const notice = readNotice(text.value, source.publicKey);
  if (!notice.ok) return notice;
  return succeed(isNewer(notice.value.version, own) ? notice.value : undefined);
}

async function fetchText(address: string): Promise<Result<string, string>> {
  try {
    const response = await fetch(address, {
      // The user has named one address, not where it leads to.
      redirect: "error",
      cache: "no-store",
      credentials: "omit",
      headers: { accept: "application/json", "user-agent": "seekline" },
      signal: AbortSignal.timeout(limitMs),
    });
    if (!response.ok) return fail(`The address in updates.json answers with status ${response.status}.`);
    return await boundedText(response);
  } catch {
    return fail("The address in updates.json could not be reached. Check the network and the address.");
  }
}

async function boundedText(response: Response): Promise<Result<string, string>> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > limitBytes) return fail("What lies at the address is no notice of an update.");
  }
  return succeed(text);
}
