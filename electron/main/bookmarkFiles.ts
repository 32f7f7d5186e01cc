// The bookmarks of each transcript, in a file of their own in one folder of the user data. Its name says whose they are: by
// the beginning of the transcript's content, since files are moved and renamed, and by its path, since copies and forks begin
// alike. They are the user's work: none are ever dropped to make room.

import { createHash } from "node:crypto";
import { readdirSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { Bookmark } from "../../shared/bookmarks.ts";
import { bookmarksSchema } from "./bookmarkSchema.ts";
import { takeJsonFile, writeJsonFile } from "./jsonFile.ts";

/** Shorter beginnings may be those of any file: only at the same path do they count. */
const tellingBytes = 64;

const fileSchema: z.ZodType<{ readonly path: string; readonly bookmarks: readonly Bookmark[] }> = z.object({
  path: z.string(),
  bookmarks: bookmarksSchema,
});

export interface BookmarkFiles {
  /** Of the transcript at a path, whose content begins so (`heads`, the longest last). */
  of(transcript: string, heads: readonly string[]): readonly Bookmark[];
  /** Keeps these and no others. False: they could not be written. */
  keep(transcript: string, heads: readonly string[], bookmarks: readonly Bookmark[]): boolean;
}

export function openBookmarkFiles(folder: string): BookmarkFiles {
  /** Names of files that may be of this transcript, the best one first. */
  const candidates = (
    transcript: string,
    heads: readonly string[],
    names: readonly string[] | undefined,
  ): readonly string[] => {
    const place = placeOf(transcript);
    const known = new Map(heads.map((head, index) => [head, index]));
    return (names ?? [])
      .flatMap((name) => {
        const parts = /^((\d+)-[0-9a-f]+)-([0-9a-f]+)\.json$/.exec(name);
        const at = known.get(parts?.[1] ?? "");
        const isHere = parts?.[3] === place;
        if (at === undefined || !(isHere || Number(parts?.[2]) >= tellingBytes)) return [];
        return [{ name, at, isHere }];
      })
      .sort((a, b) => Number(b.isHere) - Number(a.isHere) || b.at - a.at || writtenAt(b.name) - writtenAt(a.name))
      .map(({ name }) => name);
  };
  const writtenAt = (name: string): number => {
    try {
      return statSync(path.join(folder, name)).mtimeMs;
    } catch {
      return 0;
    }
  };
  /** Transcripts whose bookmarks could not be read: they would be lost if others were kept. */
  const unread = new Set<string>();

  return {
    of(transcript, heads) {
      unread.delete(transcript);
      const names = namesIn(folder);
      if (names === undefined) unread.add(transcript);
      for (const name of candidates(transcript, heads, names)) {
        const file = path.join(folder, name);
        const found = takeJsonFile(file, fileSchema);
        if (found.is === "value") return found.value.bookmarks;
        if (found.is === "unreadable") unread.add(transcript);
      }
      return [];
    },
    keep(transcript, heads, bookmarks) {
      const head = heads.at(-1);
      if (head === undefined) return false;
      const place = placeOf(transcript);
      const name = `${head}-${place}.json`;
      const file = path.join(folder, name);
      if (unread.has(transcript) || !writeJsonFile(file, { path: transcript, bookmarks })) return false;
      // Those that were kept when the file was shorter.
      for (const older of candidates(transcript, heads, namesIn(folder))) {
        if (older !== name && older.endsWith(`-${place}.json`)) removeQuietly(path.join(folder, older));
      }
      return true;
    },
  };
}

function removeQuietly(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // The one that was kept now comes first all the same.
  }
}

function placeOf(transcript: string): string {
  return createHash("sha256").update(transcript).digest("hex").slice(0, 16);
}

/** None of a folder that is not there yet; undefined for one that cannot be read. */
function namesIn(folder: string): readonly string[] | undefined {
  try {
    return readdirSync(folder);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "ENOENT" ? [] : undefined;
  }
}
