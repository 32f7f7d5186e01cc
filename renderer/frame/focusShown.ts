import { focusBeginning } from "../overview/beginsHere.ts";
import type { WorkbenchHandle } from "./Workbench.tsx";

/** Gives the keyboard to what the shown tab is about: its list or conversation, or the button by which a file is opened. */
export function focusShown(workbench: WorkbenchHandle | null): void {
  if (workbench !== null) {
    workbench.focusList();
    return;
  }
  focusBeginning();
}
