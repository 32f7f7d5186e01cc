// The sessions of this machine, a page at a time.

import { printJson, printText } from "../../shared/printText.ts";
import type { Result } from "../../shared/result.ts";
import { fail, succeed } from "../../shared/result.ts";
import { formatTitle } from "../../shared/transcript.ts";
import { LibraryProblems } from "../engine/library/libraryProblems.ts";
import type { SessionsPage } from "../engine/library/listSessions.ts";
import { listSessions } from "../engine/library/listSessions.ts";
import { ownFolder, usualPlaces } from "../engine/library/places.ts";
import { searchSessions } from "../engine/library/searchSessions.ts";
import type { SessionFacts } from "../engine/library/sessionFacts.ts";
import type { LibraryRequest } from "./arguments/libraryArguments.ts";
import { folderFailure } from "./folderFailure.ts";
import { isNode20 } from "./isNode20.ts";
import { printBytes, printCount, printCounted, printDuration, printTime } from "./printed.ts";
import type { ReadSession } from "./readSession.ts";

export async function libraryCommand(
  { folders, search: text, json, limit, token }: LibraryRequest,
  { terminal, signal }: ReadSession,
): Promise<Result<undefined>> {
  optimiseLate();
  for (const name of folders) {
    const failure = folderFailure(name);
    if (failure !== undefined) return fail(failure);
  }
  const places = [...usualPlaces(), ...folders.map(ownFolder)];
  const onProgress = (searched: number, found: number): void =>
    terminal.progress(`searching · ${printCounted(searched, "session")} · ${printCount(found)} found`);
  const problems = new LibraryProblems();
  const page =
    text === undefined
      ? await listSessions(places, limit, token, signal, problems)
      : await searchSessions(places, { text, signal, problems, onProgress }, limit, token);
  terminal.progress("");
  if (!page.ok) return page;
  const problem = problems.sentence();
  if (problem !== undefined) terminal.say(`seekline: ${problem}`);
  await terminal.output.write(json ? `${printJson(toJson(page.value, problems))}\n` : printPage(page.value, text));
  return succeed(undefined);
}

/**
 * JavaScript runs for some tenths of a second here: optimising it as early as the runtime does by default takes longer than it saves. Only on
 * Node 20, since V8 says so on standard error when it does not know a flag.
 */
function optimiseLate(): void {
  if (!isNode20) return;
  process.getBuiltinModule("node:v8").setFlagsFromString("--interrupt-budget=1000000");
}

function toJson({ sessions, next }: SessionsPage, problems: LibraryProblems) {
  return {
    sessions: sessions.map(({ started, ended, modified, arePromptsExact, ...facts }) => ({
      ...facts,
      title: facts.title ?? null,
      project: facts.project ?? null,
      started: started ?? null,
      ended: ended ?? null,
      durationMs: started === undefined || ended === undefined ? null : ended - started,
      modified,
      promptsExact: arePromptsExact,
      lastError: facts.lastError ?? null,
    })),
    ...(next === undefined ? {} : { continue: next }),
    ...(problems.count === 0 ? {} : { problems: problems.listed, problemCount: problems.count }),
  };
}

function printPage({ sessions, next }: SessionsPage, text: string | undefined): string {
  if (sessions.length === 0 && text !== undefined) return "No session holds this text.\n";
  if (sessions.length === 0) return "No sessions were found. Name a folder that holds some.\n";
  const more = next === undefined ? "" : `\nMore with: --continue ${next}\n`;
  return `${sessions.map(printSession).join("\n")}${more}`;
}

/** Three lines each: what, when and where. */
function printSession(session: SessionFacts): string {
  const { path, format, title, project, started, ended, modified, bytes, prompts, arePromptsExact, lastError } =
    session;
  const facts = [
    printTime(started ?? modified),
    ...(started === undefined || ended === undefined || ended <= started ? [] : [printDuration(ended - started)]),
    formatTitle(format),
    arePromptsExact ? printCounted(prompts, "prompt") : `${printCount(prompts)} or more prompts`,
    printBytes(bytes),
    ...(project === undefined ? [] : [project]),
    ...(lastError === undefined ? [] : [`error: ${lastError}`]),
  ];
  return [title ?? "(untitled)", `  ${facts.join(" · ")}`, `  ${path}`].map((line) => `${printText(line)}\n`).join("");
}
