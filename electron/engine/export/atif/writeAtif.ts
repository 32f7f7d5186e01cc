// The conversation as a trajectory of the Agent Trajectory Interchange Format (ATIF 1.8): one JSON document, which the tools
// that evaluate and train agents read. https://harborframework.com/docs/agents/trajectory-format

import type { Result } from "../../../../shared/result.ts";
import type { EntriesInput } from "../../snapshot/entriesExport.ts";
import { exportEntries } from "../../snapshot/entriesExport.ts";
import { createPrettySink } from "../../snapshot/prettySink.ts";
import type { SnapshotSummary } from "../../snapshot/writeSnapshot.ts";
import { mendedNotice, WellFormedSink } from "../wellFormedSink.ts";
import { SubagentFiles } from "./subagentFiles.ts";
import { writeTrajectory } from "./trajectory.ts";

export interface AtifExport extends EntriesInput {
  readonly pretty: boolean;
  /** The trajectories of sub-agents whose files lie beside the transcript are written, too; else they are only named. */
  readonly withSubagents: boolean;
}

/**
 * The sink gets the document in pieces of bounded size. Fails as `exportEntries` does. `notice` says how many texts had
 * to be mended, since no UTF-8 can spell half of a surrogate pair.
 */
export function writeAtif({ pretty, withSubagents, ...input }: AtifExport): Promise<Result<SnapshotSummary>> {
  const wellFormed = new WellFormedSink(input.sink);
  const sink = pretty ? createPrettySink(wellFormed) : wellFormed;
  const files = new SubagentFiles(input.source, withSubagents, input.signal);
  const whole = { ...input, sink, files, depth: 0 };
  return exportEntries(whole, async (parts) => {
    const written = await writeTrajectory(whole, parts);
    parts.output.endLine();
    await parts.pacer.run(parts.output.flush());
    return { ...written, notice: mendedNotice(wellFormed.mended) };
  });
}
