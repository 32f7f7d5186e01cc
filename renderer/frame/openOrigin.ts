import { failureSentence } from "../data/failureSentence.ts";
import type { Workspace } from "../data/workspace.ts";

/** Opens the transcript that a record of a group is from, at that record. */
export async function openOrigin(workspace: Workspace, record: number): Promise<void> {
  const { connection, desktop, transcript } = workspace;
  const connected = connection.state.getState();
  const open = transcript.getState();
  if (connected.phase !== "ready" || open.phase !== "open") return;
  const origin = await connected.engine.request("originOf", { transcript: open.id, record });
  if (!origin.ok) return workspace.tell({ tone: "warning", text: failureSentence(origin.failure) });
  const file = await desktop.offeredFile(origin.value.file);
  if (file === undefined) return workspace.tell({ tone: "warning", text: failureSentence({ code: "engine-stopped" }) });
  await workspace.open(file, { reading: file.members ?? {}, filter: "", record: origin.value.record });
}
