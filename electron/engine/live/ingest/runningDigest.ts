// A digest of all events of a stream up to one of them, made from the digest before it and that event alone. So both ends
// know after every event whether they hold the same ones, and keep 32 bytes for it. docs/ingest-protocol.md has the rule.

import { createHash } from "node:crypto";

/** 64 hexadecimal digits. */
export type RunningDigest = string;

/** That of no event. */
export const noEvents: RunningDigest = "0".repeat(64);

/** The SHA-256 of the digest before (its 32 bytes) and the event. */
export function digestAfter(before: RunningDigest, event: Uint8Array): RunningDigest {
  return createHash("sha256").update(before, "hex").update(event).digest("hex");
}
