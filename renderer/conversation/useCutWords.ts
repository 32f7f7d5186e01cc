import { decodedRecordBytes } from "../../shared/limits.ts";
import { formatBytes } from "../data/format.ts";
import { useOpenTranscript } from "../data/useWorkspace.ts";

/** What has to be said where nothing was found in a transcript with a record so long that a part of it may not have been read. */
export function useCutWords(): string {
  const longest = useOpenTranscript((open) => open.progress.longestRecord) ?? 0;
  return longest <= decodedRecordBytes
    ? ""
    : ` A record that holds more than ${formatBytes(decodedRecordBytes)} beside long texts is read as far as that only.`;
}
