// Serves the sessions of a folder, or one file, until it is interrupted.

import { isLoopback } from "../../shared/endpoint.ts";
import type { Result } from "../../shared/result.ts";
import { fail, succeed } from "../../shared/result.ts";
import { tokenSetting } from "../engine/environment/tokenSetting.ts";
import { removeUnfinishedFiles } from "../engine/environment/unfinishedFiles.ts";
import type { OpenTranscript } from "../engine/live/serve/openedSession.ts";
import { openRedacted } from "../engine/live/serve/openRedacted.ts";
import { ServedFolder } from "../engine/live/serve/servedFolder.ts";
import { startServer } from "../engine/live/serve/server.ts";
import { redactionRules } from "../engine/redaction/redactionRules.ts";
import { openTranscript } from "../engine/session.ts";
import type { ServeRequest } from "./arguments/serveArguments.ts";
import { untilInterrupted } from "./interruption.ts";
import { unexpectedOnce } from "./lastResort.ts";
import type { ReadSession } from "./readSession.ts";

export async function serveCommand(
  { place, port, host, redact, redactRules }: ServeRequest,
  { terminal, signal }: ReadSession,
): Promise<Result<undefined>> {
  const token = tokenSetting();
  if (!token.ok) return token;
  if (!isLoopback(host) && token.value === undefined) return fail({ code: "token-missing", host });
  const folder = ServedFolder.open(place);
  if (!folder.ok) return folder;
  const open = redact ? await openingRedacted(redactRules, signal) : succeed(openTranscript);
  if (!open.ok) return open;
  removeUnfinishedFiles();
  const onUnexpected = unexpectedOnce("seekline", terminal.say);
  const server = await startServer({
    folder: folder.value,
    host,
    port,
    token: token.value,
    open: open.value,
    onUnexpected,
  });
  if (!server.ok) return server;
  await terminal.output.write(`serving at http://${host}:${server.value.port}/sessions\n`);
  await untilInterrupted(signal);
  await server.value.close();
  return fail({ code: "cancelled" });
}

/** The rules are read once: what a server hides does not change while it runs. */
async function openingRedacted(file: string | undefined, signal: AbortSignal): Promise<Result<OpenTranscript>> {
  const rules = await redactionRules(file);
  return rules.ok ? succeed(openRedacted(openTranscript, rules.value, signal)) : rules;
}
