// Commands that take several transcripts as one.

import { printText } from "../../shared/printText.ts";
import type { Result } from "../../shared/result.ts";
import { removeUnfinishedFiles } from "../engine/environment/unfinishedFiles.ts";
import { groupMembers, groupName } from "../engine/group/groupMembers.ts";
import { openGroup } from "../engine/groupSession.ts";
import type { Transcript } from "../engine/transcript.ts";
import type { ExportRequest } from "./arguments/exportArguments.ts";
import type { RowsRequest } from "./arguments/rowsArguments.ts";
import type { StatsRequest } from "./arguments/statsArguments.ts";
import { groupExportCommand, groupExportProblem } from "./groupExportCommand.ts";
import { printCounted } from "./printed.ts";
import type { ReadSession } from "./readSession.ts";
import { rowsCommand } from "./rowsCommand.ts";
import { statsCommand } from "./statsCommand.ts";

export type GroupRequest = ExportRequest | RowsRequest | StatsRequest;

/** Problems that are said; the rest are counted. */
const mostSaid = 100;

/** What is wrong with a request for several transcripts, in a sentence; undefined: nothing. */
export function groupUseProblem(request: GroupRequest): string | undefined {
  if (request.command === "export") return groupExportProblem(request);
  return request.command === "rows" && request.fold ? "--fold is of one transcript: give one FILE" : undefined;
}

export async function runOnGroup(request: GroupRequest, session: ReadSession): Promise<Result<undefined>> {
  removeUnfinishedFiles();
  if (request.command === "export") return groupExportCommand(request, session);
  return withGroup(request, session, (transcript) =>
    request.command === "stats"
      ? statsCommand(request, { ...session, transcript })
      : rowsCommand(request, { ...session, transcript }),
  );
}

async function withGroup(
  { members: places, format, kindPath, timePath, follow }: RowsRequest | StatsRequest,
  { terminal }: ReadSession,
  use: (transcript: Transcript) => Promise<Result<undefined>>,
): Promise<Result<undefined>> {
  const members = await groupMembers(places);
  if (!members.ok) return members;
  let problems = 0;
  const transcript = openGroup(groupName(places), members.value, {
    ...{ format, kindPath, timePath, follow: follow === true ? { places } : undefined },
    onProblem: ({ name }, problem) => {
      if (problems++ < mostSaid) terminal.say(`seekline: ${printText(name)}: ${problem}`);
    },
  });
  try {
    const result = await use(transcript);
    const more = problems - mostSaid;
    if (more > 0) terminal.say(`seekline: ${printCounted(more, "more problem")} of other transcripts`);
    return result;
  } finally {
    transcript.close();
  }
}
