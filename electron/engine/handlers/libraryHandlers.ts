// The sessions of this machine for the page: it gets ids, by which main gives the files when the user chooses one.

import path from "node:path";
import type { LibrarySession } from "../../../shared/library.ts";
import { librarySessions } from "../../../shared/library.ts";
import type { Result } from "../../../shared/result.ts";
import { fail, succeed } from "../../../shared/result.ts";
import { createProgressMeter } from "../export/progressMeter.ts";
import { LibraryProblems } from "../library/libraryProblems.ts";
import type { SessionsPage } from "../library/listSessions.ts";
import { listSessions, pageSessions } from "../library/listSessions.ts";
import type { OwnFolder, Place } from "../library/places.ts";
import { ownFolder, usualPlaces } from "../library/places.ts";
import { searchSessions } from "../library/searchSessions.ts";
import type { SessionFacts } from "../library/sessionFacts.ts";
import type { EngineHandlers } from "../port/handlers.ts";

/** Gives an id for each file, in their order. */
export type OfferFiles = (files: readonly string[]) => readonly string[];

export interface LibraryParts {
  readonly offer: OfferFiles;
  /** Those that the user has added. */
  readonly folders: () => readonly string[];
}

/** The sessions in the usual places and in these folders, a page at a time, or those in which a text stands. */
export function createLibraryHandlers({ offer, folders }: LibraryParts): Pick<EngineHandlers, "library"> {
  return {
    library: async ({ find, inTexts = false, token }, { signal, emit, requestId }) => {
      const problems = new LibraryProblems();
      const page = (sessions: readonly SessionFacts[], next: string | undefined) => {
        const ids = offer(sessions.map((session) => session.path));
        const listed = sessions.map((session, index) => shown(session, ids[index] ?? ""));
        return succeed({ sessions: listed, next, problem: problems.sentence() });
      };
      const places = [...usualPlaces(), ...folders().map(ownFolder)];
      const report = createProgressMeter(
        (progress) => emit({ type: "exportProgress", request: requestId, progress }),
        () => 0,
      );
      try {
        if (inTexts && find.trim() !== "") {
          const onProgress = (searched: number) => report("searching", searched, searched + 1);
          const search = { text: find, signal, problems, onProgress };
          const found = await searchSessions(places, search, librarySessions, token);
          return found.ok ? page(found.value.sessions, found.value.next) : found;
        }
        const found = await sessionsWithWords(places, find, token, signal, problems);
        return found.ok ? page(found.value.sessions, found.value.next) : found;
      } catch (error) {
        if (signal.aborted) return fail({ code: "cancelled" });
        throw error;
      }
    },
  };
}

/** One page after the other, until it is full. Throws the signal's reason. */
async function sessionsWithWords(
  places: readonly (Place | OwnFolder)[],
  find: string,
  token: string | undefined,
  signal: AbortSignal,
  problems: LibraryProblems,
): Promise<Result<SessionsPage>> {
  const words = find
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  const found: SessionFacts[] = [];
  let next = token;
  do {
    // Who looks for something looks at more of them.
    const count = words.length === 0 ? librarySessions : pageSessions;
    const page = await listSessions(places, count, next, signal, problems);
    if (!page.ok) return page;
    found.push(...page.value.sessions.filter((session) => holds(session, words)));
    next = page.value.next;
    await new Promise(setImmediate);
    signal.throwIfAborted();
  } while (next !== undefined && found.length < librarySessions);
  return succeed({ sessions: found, next });
}

/** All words, wherever they stand in title, project and path. */
function holds({ title = "", project = "", path: file }: SessionFacts, words: readonly string[]): boolean {
  const text = `${title}\n${project}\n${file}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

function shown(session: SessionFacts, id: string): LibrarySession {
  const { path: file, format, title, project, modified, bytes, prompts, arePromptsExact, lastError } = session;
  const where = { name: path.basename(file), project: project ?? path.dirname(file) };
  return { id, ...where, format, title, modified, bytes, prompts, arePromptsExact, lastError };
}
