import type { Workspace } from "../data/workspace.ts";

/** Asks where to and writes the text there. Answers what came of it; undefined when the user thought better of it. */
export async function saveText(
  { desktop, transcript }: Pick<Workspace, "desktop" | "transcript">,
  suggestedName: string,
  text: string,
): Promise<string | undefined> {
  const open = transcript.getState();
  if (open.phase !== "open") return undefined;
  const saved = await desktop.saveText({ from: open.file.id, suggestedName: suggestedName.slice(-255), text });
  if (!saved.ok) return saved.failure;
  return saved.value === undefined ? undefined : `Saved as “${saved.value}”.`;
}
