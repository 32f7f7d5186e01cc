// Going to a place that somebody has named. Each answers a sentence when it cannot be reached.

import { assertNever } from "../../shared/assertNever.ts";
import type { Failure } from "../../shared/failure.ts";
import type { ReadCitation } from "../data/citation.ts";
import { failureSentence } from "../data/failureSentence.ts";
import { formatCount, formatTime } from "../data/format.ts";
import type { Workspace } from "../data/workspace.ts";
import type { Place } from "./place.ts";

/**
 * Undefined: somebody is there, or a notice has said that the filter hides the record. A sentence: there is no such
 * place, or another record than was cited. The caller shows it.
 */
export async function travel(workspace: Workspace, to: Place): Promise<string | undefined> {
  switch (to.type) {
    case "record":
      return inWords(await workspace.goToRecord(to.record), "");
    case "line":
      return inWords(
        await workspace.goToPlace({ line: to.line }),
        `No record stands on line ${formatCount(to.line)} or behind it.`,
      );
    case "byte":
      return inWords(
        await workspace.goToPlace({ byte: to.byte }),
        `No record stands at byte ${formatCount(to.byte)} or behind it.`,
      );
    case "share":
      return inWords(await workspace.goToShare(to.share), "");
    case "citation":
      return goToCited(workspace, to.citation);
    case "time":
      return inWords(await workspace.goToTime(to.time), tooLate(workspace));
    default:
      return assertNever(to);
  }
}

function inWords(failure: Failure | "later" | undefined, later: string): string | undefined {
  if (failure === "later") return later;
  return failure === undefined ? undefined : failureSentence(failure);
}

function tooLate({ transcript }: Workspace): string {
  const open = transcript.getState();
  const last = open.phase === "open" ? open.progress.lastTime : undefined;
  const time = last === undefined ? undefined : formatTime(last)?.full;
  if (open.phase !== "open" || time === undefined) return "No record has a time. Go to one by its number.";
  return `No record is that late${open.progress.state.phase === "indexing" ? " so far" : ""}: the last time is ${time}.`;
}

/** The record is selected even if it is another one than was cited, and that is said. */
async function goToCited(workspace: Workspace, { offset, length, hash }: ReadCitation): Promise<string | undefined> {
  const connected = workspace.connection.state.getState();
  const open = workspace.transcript.getState();
  if (connected.phase !== "ready" || open.phase !== "open") return failureSentence({ code: "engine-stopped" });
  // Its bytes are those of a member, which lie elsewhere in the group.
  if (open.isGroup) return "A citation counts the bytes of one file. Open that file by itself to go there.";
  const transcript = open.id;
  const found = await connected.engine.request("recordAt", { transcript, at: { byte: offset } });
  if (!found.ok) return failureSentence(found.failure);
  const { record } = found.value;
  if (record === undefined) return "The file ends before the place that is cited.";
  const cited = await connected.engine.request("cite", { transcript, record });
  if (!cited.ok) return failureSentence(cited.failure);
  const arrived = await workspace.goToRecord(record);
  if (arrived !== undefined) return failureSentence(arrived);
  const { value } = cited;
  const isSame = value.offset === offset && value.length === length && value.hash === hash;
  return isSame
    ? undefined
    : `Other bytes stand at the place that is cited; record ${formatCount(record)} is there now.`;
}
