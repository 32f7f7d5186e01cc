// A notice of a newer version, and whether its publisher has written it. Nothing of it is believed before its signature
// holds: Ed25519 (RFC 8032) over the notice's own bytes, with the key that the user has named.

import { createPublicKey, verify } from "node:crypto";
import { z } from "zod";
import { fail, type Result, succeed } from "../../../shared/result.ts";
import { type Version, versionSchema } from "./version.ts";

/** What lies at the address. `notice` is JSON in a string, so that it is signed as it is written. */
const signedSchema = z.object({ notice: z.string().max(10_000), signature: z.base64().max(200) });

export interface Notice {
  readonly version: Version;
  /** Where a person gets it. */
  readonly page: string;
}

const noticeSchema: z.ZodType<Notice> = z
  .object({
    // A publisher may sign for several products with one key.
    product: z.literal("seekline"),
    version: versionSchema,
    page: z.url({ protocol: /^https$/ }).max(2000),
  })
  .transform(({ version, page }) => ({ version, page }));

/** `publicKey`: SubjectPublicKeyInfo in DER (RFC 8410), in base 64. The failure is a sentence. */
export function readNotice(text: string, publicKey: string): Result<Notice, string> {
  const signed = signedSchema.safeParse(parseJson(text));
  if (!signed.success) return fail("What lies at the address is no notice of an update.");
  const { notice, signature } = signed.data;
  if (!isSigned(notice, signature, publicKey)) {
    return fail("The notice at the address is not signed with the key in updates.json, so it was not believed.");
  }
  const read = noticeSchema.safeParse(parseJson(notice));
  return read.success
    ? succeed(read.data)
    : fail("The notice at the address is not one that this version understands.");
}

function isSigned(notice: string, signature: string, publicKey: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, "base64"), format: "der", type: "spki" });
    if (key.asymmetricKeyType !== "ed25519") return false;
    return verify(null, Buffer.from(notice), key, Buffer.from(signature, "base64"));
  } catch {
    return false; // no key at all
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
