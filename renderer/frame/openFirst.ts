import type { GrantedFile } from "../../shared/desktop.ts";
import { formatCount } from "../data/format.ts";
import type { Workspace } from "../data/workspace.ts";

/** Opens the first of the files that were given at once, and says that the others are not open. */
export function openFirst(workspace: Workspace, file: GrantedFile, others: number): void {
  void workspace.open(file);
  if (others === 0) return;
  const rest = others === 1 ? "1 more file was" : `${formatCount(others)} more files were`;
  workspace.tell({
    tone: "warning",
    text: `Seekline opens one file at a time: this is “${file.name}”, and ${rest} not opened.`,
  });
}
