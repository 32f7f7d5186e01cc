import type { Look } from "../../shared/desktop.ts";
import { failureSentence } from "../data/failureSentence.ts";
import type { Tabs } from "../data/tabs.ts";
import type { Workspace } from "../data/workspace.ts";

/** Opens the transcript that a record of a group is from, in a tab of its own, at that record. */
export async function openOrigin(tabs: Tabs, workspace: Workspace, record: number, look: Look): Promise<void> {
  const { connection, desktop, transcript } = workspace;
  const connected = connection.state.getState();
  const open = transcript.getState();
  if (connected.phase !== "ready" || open.phase !== "open") return;
  const origin = await connected.engine.request("originOf", { transcript: open.id, record });
  if (!origin.ok) return workspace.tell({ tone: "warning", text: failureSentence(origin.failure) });
  const file = await desktop.offeredFile(origin.value.file);
  if (file === undefined) return workspace.tell({ tone: "warning", text: failureSentence({ code: "engine-stopped" }) });
  const found = { reading: file.members ?? {}, filter: "", record: origin.value.record };
  const opened = tabs.open([{ file, found }], 0);
  if (opened === undefined) return;
  opened.settings.setState({ look });
  // It may have been open already, at another record.
  if (opened.transcript.getState().phase === "open") await opened.goToRecord(origin.value.record);
}
