// Files that live as long as a transcript is open: the index of one that is not kept, the rows of a filter. They have no name,
// so nothing is left behind. Where no disk takes one, it is kept in memory up to a bound.

import { spoolFolders } from "../environment/spoolFolder.ts";
import { openUnnamed } from "../environment/unnamedFile.ts";
import { SourceError } from "../source/fileSource.ts";
import { createMemoryFile } from "./memoryFile.ts";
import { createMovingFile } from "./movingFile.ts";
import type { SegmentFile } from "./segmentFile.ts";
import { segmentFile } from "./segmentFile.ts";

/** Most are no longer than that, and need no file. */
const shortBytes = 64 * 1024;

/**
 * An empty file that begins in the first of `first`, if there is any, else in memory, and moves on through the folders for temporary files. A
 * SourceError says when even memory takes no more of it.
 */
export function createTemporaryFile(first: Iterable<SegmentFile> = [], inMemory?: number): SegmentFile {
  let lastFolder: string | undefined;
  function* places(): Generator<SegmentFile, undefined> {
    yield* first;
    yield createMemoryFile(shortBytes);
    for (const folder of spoolFolders()) {
      lastFolder = folder;
      const file = unnamedFile(folder);
      if (file !== undefined) yield file;
    }
    yield createMemoryFile(inMemory);
    return undefined;
  }
  return createMovingFile(places(), () => new SourceError({ code: "no-room", folder: lastFolder }));
}

/** Undefined when the folder takes none. */
function unnamedFile(folder: string): SegmentFile | undefined {
  const file = openUnnamed(folder, "seekline-index");
  return file === undefined ? undefined : segmentFile(file.handle, 0, file.close);
}
