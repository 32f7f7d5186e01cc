import type { Workspace } from "../../data/workspace.ts";
import { type CopiedAs, copyRows } from "./copyRows.ts";

/** Puts the selected records on the clipboard, and says what happened. */
export async function copySelected(workspace: Workspace, as: CopiedAs): Promise<void> {
  const { shown } = workspace.viewing.store.getState();
  const open = workspace.transcript.getState();
  const connected = workspace.connection.state.getState();
  if (shown === undefined || open.phase !== "open" || connected.phase !== "ready") return;
  const to = { engine: connected.engine, transcript: open.id };
  const copying = { to, list: shown.state, file: open.file.name, copyText: workspace.desktop.copyText };
  const answer = await copyRows(copying, workspace.selecting.selected(), as);
  workspace.tell({ tone: answer.ok ? "info" : "warning", text: answer.ok ? answer.value : answer.failure });
}
