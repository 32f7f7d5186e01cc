// The sessions of this machine in pages: those of the usual places of every family, and of folders that the user adds.

import type { Result } from "../../../shared/result.ts";
import { fail, succeed } from "../../../shared/result.ts";
import { LibraryProblems } from "./libraryProblems.ts";
import type { OwnFolder, Place } from "./places.ts";
import type { SessionFacts } from "./sessionFacts.ts";
import { sessionFacts } from "./sessionFacts.ts";
import type { PageEnd } from "./sessionFiles.ts";
import { sessionFiles } from "./sessionFiles.ts";

/** The most sessions of a page. */
export const pageSessions = 500;

/** May hold fewer than the limit though more follow: a file that is gone by the time it is opened is left out. */
export interface SessionsPage {
  /** Written last first. */
  readonly sessions: readonly SessionFacts[];
  /** Goes on behind them; undefined on the last page. */
  readonly next: string | undefined;
}

/**
 * A page of at most `limit` sessions; the failure is that of a token which is none. `problems` are told what could not be read. Throws
 * the signal's reason.
 */
export async function listSessions(
  places: readonly (Place | OwnFolder)[],
  limit: number,
  token: string | undefined,
  signal?: AbortSignal,
  problems = new LibraryProblems(),
): Promise<Result<SessionsPage>> {
  const after = token === undefined ? undefined : readPageToken(token);
  if (token !== undefined && after === undefined) return fail({ code: "no-such-page" });
  const files = await sessionFiles(places, after, limit + 1, signal, problems);
  const page = files.slice(0, limit);
  const last = files.length > limit ? page.at(-1) : undefined;
  const sessions: SessionFacts[] = [];
  for (const file of page) {
    const facts = await sessionFacts(file, problems);
    if (facts !== undefined) sessions.push(facts);
  }
  return succeed({
    sessions,
    next: last === undefined ? undefined : writePageToken(last),
  });
}

export function writePageToken({ modifiedMs, path }: PageEnd): string {
  return Buffer.from(`${modifiedMs} ${path}`).toString("base64url");
}

export function readPageToken(token: string): PageEnd | undefined {
  const [, time, path] = /^(\d+(?:\.\d+)?) (.+)$/s.exec(Buffer.from(token, "base64url").toString("utf8")) ?? [];
  return time === undefined || path === undefined ? undefined : { modifiedMs: Number(time), path };
}
