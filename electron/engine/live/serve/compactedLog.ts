// The compacted log of a finished session: written once, whoever asks first, and served to all from there.

import fs from "node:fs";
import path from "node:path";
import type { Result } from "../../../../shared/result.ts";
import { fail, succeed } from "../../../../shared/result.ts";
import { openAtomicFile } from "../../export/atomicFile.ts";
import { runExport } from "../../export/runExport.ts";
import { writeFailure } from "../../export/writeFailure.ts";
import { makeRoomFor } from "../../index/cacheLimit.ts";
import { derivedHead, derivedName, openDerived } from "../../index/derivedFiles.ts";
import { removeFile } from "../../index/keptFiles.ts";
import { closeQuietly } from "../../source/closeQuietly.ts";
import type { Source } from "../../source/source.ts";
import type { LinesFile } from "./lineFeed.ts";
import type { ServedTranscript } from "./openedSession.ts";
import type { ServedSession } from "./servedSession.ts";
import type { SummedLog } from "./summedLog.ts";
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
  const log = readSumsOf(handle, from, bytes);
  if (log !== undefined) return { ...log, key: fingerprint.slice(0, 16), close, forget };
  close();
  forget();
  return undefined;
}

/** Undefined also where the disk refuses: it is made anew. */
function readSumsOf(handle: number, from: number, bytes: number): SummedLog | undefined {
  try {
    return readSums(handle, from, bytes);
  } catch {
    return undefined;
  }
}

/** Writes it, for its owner alone. */
export async function writeCompactedLog(
  name: string,
  fingerprint: string,
  transcript: ServedTranscript,
  thread: string | undefined,
): Promise<Result<unknown>> {
  try {
    // The file that takes its place keeps its mode.
    fs.closeSync(fs.openSync(name, "w", 0o600));
  } catch (error) {
    return fail(writeFailure(path.basename(name), error));
  }
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
  else removeFile(name);
  return written;
}
