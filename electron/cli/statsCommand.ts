import { printJson } from "../../shared/printText.ts";
import type { Result } from "../../shared/result.ts";
import { succeed } from "../../shared/result.ts";
import type { Group } from "../engine/group/group.ts";
import type { StatsRequest } from "./arguments/statsArguments.ts";
import type { Session } from "./openInput.ts";
import { waitForIndex } from "./openInput.ts";
import { printStats } from "./statsTable.ts";

/** Transcripts of a group that `--json` lists. */
const mostSources = 1000;

export async function statsCommand(request: StatsRequest, session: Session): Promise<Result<undefined>> {
  const { transcript, terminal } = session;
  const indexed = await waitForIndex(session);
  if (!indexed.ok) return indexed;
  const progress = indexed.value;
  const kinds = transcript.kinds();
  const indexBytes = transcript.indexBytes();
  if (!request.json) {
    const name = request.file === "-" ? "standard input" : transcript.name;
    const { format, cached, group } = transcript;
    const stats = { name, format, progress, kinds, indexBytes, cached, group };
    await terminal.output.write(printStats(stats, terminal.columns));
    return succeed(undefined);
  }
  const stats = {
    format: transcript.group === undefined ? transcript.format.name : "group",
    ...(transcript.group === undefined ? {} : groupStats(transcript.group)),
    bytes: progress.bytesTotal,
    lines: progress.lines,
    records: progress.records,
    malformed: progress.malformed,
    glued: progress.glued,
    blank: progress.blank,
    commas: progress.commas,
    padding: progress.padding,
    longestRecord: progress.longestRecord,
    firstTime: progress.firstTime ?? null,
    lastTime: progress.lastTime ?? null,
    outOfOrder: progress.outOfOrder,
    kinds: kinds.map(({ kind, count, bytes }) => ({ kind, count, bytes })),
    index: { bytes: indexBytes, cached: transcript.cached, ms: Math.round(progress.elapsedMs) },
  };
  await terminal.output.write(`${printJson(stats)}\n`);
  return succeed(undefined);
}

/** The first transcripts, and what is wrong with some. */
function groupStats({ sources, parents, problems, problemCount }: Group) {
  const listed = sources.slice(0, mostSources).map(({ member, format, bytes, lines, records }, number) => {
    const parent = sources[parents[number] ?? -1]?.member.name ?? null;
    return { name: member.name, parent, format, bytes, lines, records };
  });
  return { sources: listed, sourceCount: sources.length, problems, problemCount };
}
