// The compacted log of a finished session: written once, whoever asks first, and served to all from there.

import fs from "node:fs";
import type { Result } from "../../../../shared/result.ts";
import { succeed } from "../../../../shared/result.ts";
import { openAtomicFile } from "../../export/atomicFile.ts";
import { runExport } from "../../export/runExport.ts";
import { makeRoomFor } from "../../index/cacheLimit.ts";
import { derivedHead, derivedName, openDerived } from "../../index/derivedFiles.ts";
import { removeFile } from "../../index/keptFiles.ts";
import { closeQuietly } from "../../source/closeQuietly.ts";
import type { Source } from "../../source/source.ts";
import type { LinesFile } from "./lineFeed.ts";
import type { ServedSession, ServedTranscript } from "./servedSession.ts";
import { readSums, SummedOutput } from "./summedLog.ts";

/** Where the log of a session, or of one of its threads, is kept; undefined where nothing can be. */
export function compactedName({ source, redaction }: ServedSession, thread: string | undefined): string | undefined {
  return derivedName(source, "compacted", [thread, redaction]);
}

/** The session goes on: no log is kept of it. */
export function forgetCompactedLog(session: ServedSession, thread: string | undefined): void {
  const name = compactedName(session, thread);
  if (name !== undefined) removeFile(name);
}

/** The kept log of this name, when it was made of these bytes of the source. */
export function openCompactedLog(name: string, source: Source, fingerprint: string): LinesFile | undefined {
  const kept = openDerived(name, derivedHead(source, fingerprint));
  if (kept === undefined) return undefined;
  const { handle, from, bytes } = kept;
  const close = () => closeQuietly(handle);
  const forget = () => void removeFile(name);
  const log = readSums(handle, from, bytes);
  if (log !== undefined) return { ...log, key: fingerprint.slice(0, 16), close, forget };
  close();
  forget();
  return undefined;
}

/** Writes it, for its owner alone. */
export async function writeCompactedLog(
  name: string,
  fingerprint: string,
  transcript: ServedTranscript,
  thread: string | undefined,
): Promise<Result<unknown>> {
  // The file that takes its place keeps its mode.
  fs.closeSync(fs.openSync(name, "w", 0o600));
  const written = await runExport(
    transcript,
    { as: "snapshot", filter: "", pretty: false, dropRaw: false, thread },
    async () => {
      const opened = await openAtomicFile(name);
      if (!opened.ok) return opened;
      await opened.value.write(Buffer.from(derivedHead(transcript.source, fingerprint)));
      return succeed(new SummedOutput(opened.value));
    },
  );
  if (written.ok) makeRoomFor(name);
  else fs.rmSync(name, { force: true });
  return written;
}
