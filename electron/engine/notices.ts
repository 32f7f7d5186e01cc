// What is said of a transcript that is read in another way than before.

import type { FormatChoice, NamingMembers } from "../../shared/transcript.ts";
import { formatTitle } from "../../shared/transcript.ts";
import type { TranscriptIndex } from "./index/transcriptIndex.ts";

/** What is said when later records showed a better way to read the file. */
export function learnedNotice(before: FormatChoice, { name, kind, time }: FormatChoice): string {
  const from = ({ members }: NamingMembers): string => members.map(({ path }) => `“${path}”`).join(", ");
  const parts = [
    ...(kind.members.length === 0 ? [] : [`kinds from ${from(kind)}`]),
    ...(time.members.length === 0 ? [] : [`times from ${from(time)}`]),
  ];
  const as = name === before.name ? "" : ` as ${formatTitle(name)}`;
  const how = parts.length === 0 ? "" : `, with ${parts.join(" and ")}`;
  return `Some records are not like those that were looked at first. The file was indexed anew${as}${how}.`;
}

/** What is said when the file is not the one that was indexed last time. */
export function changeNotice(origin: TranscriptIndex["origin"]): string | undefined {
  switch (origin) {
    case "truncated":
      return "This file is shorter than when it was last opened. It is indexed anew.";
    case "replaced":
      return "Another file stands where one was opened before. It is indexed anew.";
    case "rewritten":
      return "This file was rewritten since it was last opened. It is indexed anew.";
    default:
      return undefined;
  }
}
