import type { View } from "../engine/query/view.ts";
import type { Session } from "./openInput.ts";

/** Whether a view of what is followed has all that will ever come. Never so of a plain file. */
export function isWhole({ transcript, live }: Session, view: View): boolean {
  const bytes = live?.endedAt();
  if (bytes === undefined || !transcript.isCurrent(view)) return false;
  const { state, bytesDone } = transcript.progress();
  return state.phase === "complete" && bytesDone >= bytes && view.complete();
}
