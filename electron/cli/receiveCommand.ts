// Receives streams of events into a folder, until it is interrupted.

import path from "node:path";
import { isLoopback } from "../../shared/endpoint.ts";
import type { Result } from "../../shared/result.ts";
import { fail } from "../../shared/result.ts";
import { tokenSetting } from "../engine/environment/tokenSetting.ts";
import { eventsFile } from "../engine/live/receive/receivedStream.ts";
import { startReceiver } from "../engine/live/receive/receiver.ts";
import type { ReceiveRequest } from "./arguments/receiveArguments.ts";
import { folderFailure } from "./folderFailure.ts";
import { untilInterrupted } from "./interruption.ts";
import { unexpectedOnce } from "./lastResort.ts";
import { printCounted } from "./printed.ts";
import type { ReadSession } from "./readSession.ts";

export async function receiveCommand(
  { folder, port, host }: ReceiveRequest,
  { terminal, signal }: ReadSession,
): Promise<Result<undefined>> {
  const token = tokenSetting();
  if (!token.ok) return token;
  if (!isLoopback(host) && token.value === undefined) return fail({ code: "token-missing", host });
  const missing = folderFailure(folder);
  if (missing !== undefined) return fail(missing);
  const receiver = await startReceiver({
    folder: path.resolve(folder),
    host,
    port,
    token: token.value,
    onUnexpected: unexpectedOnce("seekline", terminal.say),
    onEvents: (stream, accepted, complete) => {
      const state = complete ? "complete" : "so far";
      terminal.progress(`${eventsFile(stream)} · ${printCounted(accepted, "event")} ${state}`);
    },
  });
  if (!receiver.ok) return receiver;
  await terminal.output.write(`receiving at http://${host}:${receiver.value.port}/\n`);
  await untilInterrupted(signal);
  await receiver.value.close();
  return fail({ code: "cancelled" });
}
