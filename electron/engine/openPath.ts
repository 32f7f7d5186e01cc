// What the page names is opened as it is: a file, unpacked first where it has to be, or a folder or a list of files as
// their transcripts in one.

import { splitPaths } from "../../shared/pathList.ts";
import type { Result } from "../../shared/result.ts";
import { fail, succeed } from "../../shared/result.ts";
import type { WantedReading } from "../../shared/transcript.ts";
import { groupMembers, groupName, isFolder } from "./group/groupMembers.ts";
import { openGroup } from "./groupSession.ts";
import { openTranscript } from "./session.ts";
import type { ReadableFile } from "./spool/plainFile.ts";
import { plainFile } from "./spool/plainFile.ts";
import { readableFile } from "./spool/readableFile.ts";
import type { Transcript } from "./transcript.ts";

/** How long the transcripts of a group may be read before it is shown without any record, in ms. */
const groupPatienceMs = 300;

export interface OpenedPath {
  readonly transcript: Transcript;
  /** What is read of a packed one. */
  readonly file: ReadableFile;
}

/** `pathList`: a path, or several as one list (`shared/pathList.ts`). */
export async function openPath(pathList: string, reading: WantedReading): Promise<Result<OpenedPath>> {
  const places = splitPaths(pathList);
  const isGroup = places.length > 1 || isFolder(pathList);
  return isGroup ? openPlaces(places, reading) : openFollowed(pathList, reading);
}

async function openFollowed(path: string, reading: WantedReading): Promise<Result<OpenedPath>> {
  const file = await readableFile({ path, original: path }, { follow: true });
  if (!file.ok) return file;
  const follow = file.value.path === path || file.value.growing !== undefined;
  const opened = await openTranscript(file.value, { ...reading, follow });
  if (opened.ok) return succeed({ transcript: opened.value, file: file.value });
  await file.value.remove();
  return opened;
}

/** The transcripts in folders and files as one. What is read soon is there at once. */
async function openPlaces(places: readonly string[], reading: WantedReading): Promise<Result<OpenedPath>> {
  const members = await groupMembers(places);
  if (!members.ok) return members;
  const transcript = openGroup(groupName(places), members.value, { ...reading, follow: { places } });
  const wait = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), groupPatienceMs));
  const progress = await Promise.race([transcript.whenIndexed(), wait]);
  const [path = ""] = places;
  if (progress?.state.phase !== "failed") return succeed({ transcript, file: plainFile({ path, original: path }) });
  transcript.close();
  return fail(progress.state.failure);
}
