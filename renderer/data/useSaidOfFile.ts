import type { Failure } from "../../shared/failure.ts";
import { useOpenTranscript } from "./useWorkspace.ts";

/** Is the open file no longer the one that was indexed? The line above the list says what became of it. */
export function useFileHasChanged(): boolean {
  const change = useOpenTranscript((open) => open.progress.change);
  return change !== undefined && change !== "grown";
}

/** What was indexed is not there any more. A file that was moved or replaced is read, and followed, as long as it is open. */
export function useIsOverwritten(): boolean {
  const change = useOpenTranscript((open) => open.progress.change);
  return change === "shrunk" || change === "rewritten";
}

/**
 * Is this failure what the line above the list says of the whole file? Whatever is read of a file that has changed fails
 * for this one reason: it is said once, with the button that helps, and trying again would not help.
 */
export function useSaidOfFile(failure: Failure | undefined): boolean {
  const hasChanged = useFileHasChanged();
  return hasChanged && failure?.code === "source-changed";
}
