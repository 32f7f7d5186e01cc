import { z } from "zod";
import type { Bookmark } from "../../shared/bookmarks.ts";
import { longestBookmarkKind, longestNote, mostBookmarks } from "../../shared/bookmarks.ts";

const whole = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);

/** What the page sends, and what a file of them holds. */
export const bookmarksSchema: z.ZodType<readonly Bookmark[]> = z
  .array(
    // What another version adds to one stays with it.
    z.looseObject({
      record: whole,
      offset: whole,
      length: whole,
      hash: z.string().regex(/^[0-9a-f]{16}$/),
      kind: z.string().max(longestBookmarkKind),
      note: z.string().max(longestNote),
    }),
  )
  .max(mostBookmarks);

/** As the engine tells them (`query/heads.ts`). */
export const headsSchema: z.ZodType<readonly string[]> = z.array(z.string().regex(/^\d{1,6}-[0-9a-f]{16}$/)).max(20);
