// Whether the records of an export still stand in its transcript.

import { describeFailure } from "../../shared/failure.ts";
import { printJson, printText } from "../../shared/printText.ts";
import type { Result } from "../../shared/result.ts";
import { succeed } from "../../shared/result.ts";
import { verifyManifest } from "../engine/export/manifest/verifyManifest.ts";
import type { VerifyRequest } from "./arguments/verifyArguments.ts";
import { printBytes, printCounted } from "./printed.ts";
import type { ReadSession } from "./readSession.ts";

export async function verifyCommand(
  { manifest, source, json }: VerifyRequest,
  { terminal, signal }: ReadSession,
): Promise<Result<undefined>> {
  const verified = await verifyManifest(manifest, {
    source,
    signal,
    onProgress: (bytes) => terminal.progress(`verifying: ${printBytes(bytes)}`),
  });
  terminal.progress("");
  if (!verified.ok) {
    const { code, ...facts } = verified.failure;
    const said = { verified: false, error: describeFailure(verified.failure), code, ...facts };
    if (json) await terminal.output.write(`${printJson(said)}\n`);
    return verified;
  }
  const { ranges, records, bytes, source: name } = verified.value;
  await terminal.output.write(
    json
      ? `${printJson({ verified: true, ...verified.value })}\n`
      : `All ${printCounted(records, "record")} (${printCounted(ranges, "range")}, ${printBytes(bytes)}) stand in “${printText(name)}” as they were exported.\n`,
  );
  return succeed(undefined);
}
