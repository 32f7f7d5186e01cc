// The conversation of any family as AG-UI has it: its messages, or a log that the official client replays to them: one run
// with one list of messages.

import type { Result } from "../../../shared/result.ts";
import type { Pacer } from "../conversation/pacer.ts";
import type { EntriesInput } from "./entriesExport.ts";
import { exportEntries } from "./entriesExport.ts";
import { EntryWriter } from "./entryWriter.ts";
import type { JsonOutput } from "./output.ts";
import { createPrettySink } from "./prettySink.ts";
import type { SnapshotSummary } from "./writeSnapshot.ts";

export interface EntriesExport extends EntriesInput {
  readonly as: "snapshot" | "messages";
  readonly pretty: boolean;
}

/** `pretty` holds for messages alone, as a log's lines are records. Fails as `exportEntries` does. */
export function writeEntries(input: EntriesExport): Promise<Result<SnapshotSummary>> {
  const { as } = input;
  const sink = input.pretty && as === "messages" ? createPrettySink(input.sink) : input.sink;
  return exportEntries({ ...input, sink }, async (parts) => {
    const writer = new EntryWriter(parts, input.source);
    if (as === "messages") {
      await parts.pacer.run(writer.writeAll());
      parts.output.endLine();
    } else await writeRun(input.source.name, writer, parts.output, parts.pacer);
    return writer;
  });
}

/** A list of messages has to lie inside a run. The same file always gives the same ids. */
async function writeRun(name: string, writer: EntryWriter, output: JsonOutput, pacer: Pacer): Promise<void> {
  const ids = `"threadId":${JSON.stringify(name)},"runId":"run-1"`;
  output.put(`{"type":"RUN_STARTED",${ids}}`);
  output.endLine();
  output.put('{"type":"MESSAGES_SNAPSHOT","messages":');
  await pacer.run(writer.writeAll());
  output.put("}");
  output.endLine();
  output.put(`{"type":"RUN_FINISHED",${ids}}`);
  output.endLine();
}
