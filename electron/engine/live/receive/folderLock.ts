// One receiver at a time writes into a folder: a note there says which. The note of one that was killed is taken over.

import fs from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { Result } from "../../../../shared/result.ts";
import { fail, succeed } from "../../../../shared/result.ts";
import { heartbeatMs, stateOf, thisWriter } from "../../environment/writer.ts";
import { writeFailure } from "../../export/writeFailure.ts";
import { systemWord } from "../../source/fileSource.ts";

export const lockName = ".seekline-receiver";

const writerSchema = z.object({ place: z.string(), pid: z.number(), start: z.number() });

/** Gives the function that lets the folder go. */
export function lockFolder(folder: string): Result<() => void> {
  const note = path.join(folder, lockName);
  // The second time behind one that is gone.
  for (const isLast of [false, true]) {
    try {
      fs.writeFileSync(note, JSON.stringify(thisWriter()), { flag: "wx", mode: 0o600 });
      const heart = setInterval(() => fs.utimes(note, new Date(), new Date(), () => undefined), heartbeatMs).unref();
      return succeed(() => {
        clearInterval(heart);
        removeQuietly(note);
      });
    } catch (error) {
      if (systemWord(error) !== "EEXIST") return fail(writeFailure(lockName, error));
      if (isLast || isHeld(note)) return fail({ code: "folder-in-use", folder, note: lockName });
      removeQuietly(note);
    }
  }
  return fail({ code: "folder-in-use", folder, note: lockName });
}

function isHeld(note: string): boolean {
  try {
    const { mtimeMs } = fs.statSync(note);
    const writer = writerSchema.safeParse(parsed(fs.readFileSync(note, "utf8")));
    // A torn note was being written when its program was killed.
    return writer.success && stateOf(writer.data, mtimeMs) !== "gone";
  } catch {
    return false;
  }
}

/** What stays there is of a writer that is gone. */
function removeQuietly(note: string): void {
  try {
    fs.rmSync(note, { force: true });
  } catch {
    // The next receiver takes it over.
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
