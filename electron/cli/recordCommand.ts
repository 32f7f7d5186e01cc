import type { Result } from "../../shared/result.ts";
import { fail, succeed } from "../../shared/result.ts";
import { maxReadBytes } from "../engine/source/source.ts";
import type { RecordRequest } from "./arguments/recordArguments.ts";
import type { Session } from "./openInput.ts";
import { waitForIndex } from "./openInput.ts";

/** Prints a record's bytes in parts of at most 1 MiB: exactly, but on a terminal. */
export async function recordCommand(request: RecordRequest, session: Session): Promise<Result<undefined>> {
  const { transcript, terminal, signal } = session;
  const indexed = await waitForIndex(session, ({ records }) => records > request.record);
  if (!indexed.ok) return indexed;
  const place = transcript.record(request.record);
  if (!place.ok) return place;
  const { offset, length } = place.value;
  // Who reads part by part may ask for one more at the end.
  if (request.offset > length) {
    return fail({ code: "behind-record", record: request.record, length, offset: request.offset });
  }
  const first = offset + request.offset;
  const last = offset + Math.min(request.offset + (request.length ?? Infinity), length);
  const buffer = Buffer.allocUnsafe(Math.min(maxReadBytes, Math.max(last - first, 1)));
  for (let at = first; at < last; ) {
    signal.throwIfAborted();
    const read = transcript.source.readInto(buffer, 0, Math.min(buffer.length, last - at), at);
    if (read === 0) return fail({ code: "source-changed", name: transcript.name, change: "shrunk" });
    await terminal.output.write(buffer.subarray(0, read));
    at += read;
  }
  // A shell's prompt belongs on a line of its own.
  if (terminal.isOutputRead && last > first) await terminal.output.write("\n");
  return succeed(undefined);
}
