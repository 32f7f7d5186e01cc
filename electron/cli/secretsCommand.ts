// Lists what an export with --redact would hide: where it stands and what it is, never the secret itself.

import { printJson, printText } from "../../shared/printText.ts";
import type { Result } from "../../shared/result.ts";
import { succeed } from "../../shared/result.ts";
import type { Redacted } from "../engine/export/redactedTranscript.ts";
import { redactTranscript } from "../engine/export/redactedTranscript.ts";
import { oneLine } from "../engine/query/oneLine.ts";
import type { SecretsRequest } from "./arguments/secretsArguments.ts";
import type { Session } from "./openInput.ts";
import { waitForIndex } from "./openInput.ts";
import { printBytes, printCounted } from "./printed.ts";

/** Bytes in front of a secret, and behind its beginning, that show what it belongs to. */
const [bytesBefore, bytesBehind] = [60, 40];

export async function secretsCommand(
  { json, redactRules }: SecretsRequest,
  session: Session,
): Promise<Result<undefined>> {
  const { transcript, terminal, signal } = session;
  const indexed = await waitForIndex(session);
  if (!indexed.ok) return indexed;
  const found = await redactTranscript(transcript, {
    rules: redactRules,
    signal,
    onProgress: (done, total) => terminal.progress(`looking for secrets: ${printBytes(done)} of ${printBytes(total)}`),
  });
  terminal.progress("");
  if (!found.ok) return found;
  const print = json ? jsonOf : lineOf;
  for (const secret of secretsIn(found.value, session)) {
    signal.throwIfAborted();
    await terminal.output.write(print(secret));
  }
  const counts = found.value.masks.counts();
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  const kinds = counts.map(({ kind, count }) => `${count} ${kind}`).join(", ");
  if (!json)
    await terminal.output.write(all === 0 ? "Nothing was found.\n" : `${printCounted(all, "secret")}: ${kinds}\n`);
  return succeed(undefined);
}

interface ListedSecret {
  readonly kind: string;
  readonly record: number | null;
  readonly line: number | null;
  /** In the file, in bytes. */
  readonly offset: number;
  readonly length: number;
  /** What stands around it, redacted. */
  readonly context: string;
}

/** In the order of the file; one that is spread over several records by its first part. */
function* secretsIn({ transcript: { source }, masks }: Redacted, session: Session): Generator<ListedSecret> {
  const buffer = Buffer.alloc(bytesBefore + bytesBehind);
  for (let number = 0; number < masks.count; number++) {
    const { kind, offset, length, part, total } = masks.mask(number);
    if (part > 0) continue;
    const record = session.transcript.recordAtByte(offset);
    const place = record === undefined ? undefined : session.transcript.record(record);
    const [start, end] =
      place?.ok === true ? [place.value.offset, place.value.offset + place.value.length] : [offset, offset];
    const from = Math.max(start, offset - bytesBefore);
    const read = source.readInto(buffer, 0, Math.max(0, Math.min(end, offset + bytesBehind) - from), from);
    yield {
      kind: masks.kinds[kind] ?? "",
      record: record ?? null,
      line: place?.ok === true ? place.value.line : null,
      offset,
      length: Math.max(length, total),
      context: oneLine(buffer.toString("utf8", 0, read), buffer.length),
    };
  }
}

function jsonOf(secret: ListedSecret): string {
  return `${printJson(secret)}\n`;
}

function lineOf({ kind, record, line, length, context }: ListedSecret): string {
  const place = record === null ? "" : `record ${record} (line ${line}), `;
  return `${kind.padEnd(16)} ${place}${length} bytes: ${printText(context)}\n`;
}
