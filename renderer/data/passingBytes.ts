import type { ViewState } from "../../shared/engineContract.ts";
import type { Progress } from "../../shared/transcript.ts";

/**
 * How many bytes are told of the records that pass: their own, or, where all do, the size of the transcript, in which line
 * breaks count. So one thing has one size, wherever it stands.
 */
export function passingBytes(
  { records, bytes, complete }: Pick<ViewState, "records" | "bytes" | "complete">,
  whole: Pick<Progress, "records" | "bytesTotal">,
): number {
  return complete && records === whole.records ? whole.bytesTotal : bytes;
}
