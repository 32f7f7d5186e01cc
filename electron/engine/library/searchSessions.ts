// The sessions in which a text stands anywhere, written last first, in pages: all of each file is looked through, some files at a
// time, and only those of one page are kept.

import type { Result } from "../../../shared/result.ts";
import { fail, succeed } from "../../../shared/result.ts";
import { filesWithText } from "./filesWithText.ts";
import type { LibraryProblems } from "./libraryProblems.ts";
import { readPageToken, type SessionsPage, writePageToken } from "./listSessions.ts";
import type { OwnFolder, Place } from "./places.ts";
import type { SessionFacts } from "./sessionFacts.ts";
import { sessionFacts } from "./sessionFacts.ts";
import type { PageEnd, SessionFile } from "./sessionFiles.ts";
import { sessionFiles } from "./sessionFiles.ts";

/** Files whose names are at hand; for more the folders are looked through again. */
const namedFiles = 5_000;
/** Files that are searched together. */
const batchFiles = 50;

export interface SessionSearch {
  /** Stands in JSON in any spelling, and in any case of letters. */
  readonly text: string;
  readonly signal: AbortSignal;
  /** Told what could not be looked through. */
  readonly problems: LibraryProblems;
  /** So many files are looked through, and so many of them hold it. */
  readonly onProgress?: ((searched: number, found: number) => void) | undefined;
}

/** A page of at most `limit` sessions; the failure is that of a token which is none. Throws the signal's reason. */
export async function searchSessions(
  places: readonly (Place | OwnFolder)[],
  { text, signal, problems, onProgress }: SessionSearch,
  limit: number,
  token: string | undefined,
): Promise<Result<SessionsPage>> {
  let after: PageEnd | undefined = token === undefined ? undefined : readPageToken(token);
  if (token !== undefined && after === undefined) return fail({ code: "no-such-page" });
  const sessions: SessionFacts[] = [];
  let searched = 0;
  for (;;) {
    const files = await sessionFiles(places, after, namedFiles, signal, problems);
    for (let at = 0; at < files.length; at += batchFiles) {
      const batch = files.slice(at, at + batchFiles);
      const holding = await filesWithText(
        batch.map(({ path }) => path),
        text,
        signal,
        problems,
      );
      for (const file of batch) {
        searched++;
        after = file;
        const facts = holding.has(file.path) ? await sessionFacts(file, problems) : undefined;
        if (facts !== undefined) sessions.push(facts);
        if (sessions.length === limit) return succeed(await pageUpTo(file, sessions, places, signal));
      }
      onProgress?.(searched, sessions.length);
      signal.throwIfAborted();
    }
    if (files.length < namedFiles) return succeed({ sessions, next: undefined });
  }
}

async function pageUpTo(
  last: SessionFile,
  sessions: readonly SessionFacts[],
  places: readonly (Place | OwnFolder)[],
  signal: AbortSignal,
): Promise<SessionsPage> {
  const isLast = (await sessionFiles(places, last, 1, signal)).length === 0;
  return { sessions, next: isLast ? undefined : writePageToken(last) };
}
