// A file for what cannot be read by position: it is written once, read many times and removed when nobody needs it any more. It is
// private, and when this process is killed the next one removes it. It never fills its disk to the last byte, since the index and
// other programs need some of it.

import fs from "node:fs";
import { mkdir, open, rm } from "node:fs/promises";
import path from "node:path";
import type { Failure } from "../../../shared/failure.ts";
import type { Result } from "../../../shared/result.ts";
import { fail, succeed } from "../../../shared/result.ts";
import { diskSpaceOf } from "../environment/diskSpace.ts";
import { spoolFolder } from "../environment/spoolFolder.ts";
import { beginUnfinished } from "../environment/unfinishedFiles.ts";
import { warn } from "../environment/warnings.ts";
import { wordsFor } from "../environment/writableFolder.ts";
import { systemWord } from "../source/fileSource.ts";

/** Bytes between two looks at how much room is left. */
const lookBytes = 4 * 1024 * 1024;
/** What is left free: so many bytes, or this part of a small disk. */
const reserve = { bytes: 64 * 1024 * 1024, part: 0.05 };
/** In a default folder that is memory, this much is worth a word. */
const muchMemory = 64 * 1024 * 1024;

export interface SpoolFile {
  readonly path: string;
  /** The open file, for a program that writes to it by itself. */
  readonly descriptor: number;
  readonly bytes: () => number;
  /** Why no more should be written by others; undefined while there is room. */
  whyFull(): Failure | undefined;
  /** Throws SpoolFailed when the disk takes no more; what was written before stays. */
  write(bytes: Uint8Array): Promise<void>;
  /** Nothing more is written. */
  end(): Promise<void>;
  /** Also removes what goes with it. What cannot be removed is left to the next start. */
  remove(): Promise<void>;
}

export class SpoolFailed extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.code);
    this.failure = failure;
  }
}

/** `name` is what messages call it; it stands in a folder of its own. */
export async function createSpoolFile(name: string): Promise<Result<SpoolFile>> {
  const parent = spoolFolder();
  if (parent === undefined) return fail({ code: "no-room", folder: undefined });
  const { path: folder, forget } = beginUnfinished(parent);
  const remove = () => rm(folder, { recursive: true, force: true }).then(forget, () => undefined);
  const file = path.join(folder, name);
  try {
    await mkdir(folder, { mode: 0o700 });
    const handle = await open(file, "ax", 0o600);
    let bytes = 0;
    let lookedAt = Number.NEGATIVE_INFINITY;
    let isOpen = true;
    const refuse = (error: unknown): SpoolFailed => new SpoolFailed(spoolFailure(name, parent, bytes, error));
    const end = async (): Promise<void> => {
      if (!isOpen) return;
      isOpen = false;
      try {
        await handle.close();
      } catch (error) {
        // Some file systems tell of a full disk only now.
        throw refuse(error);
      }
    };
    return succeed({
      path: file,
      descriptor: handle.fd,
      bytes: () => bytes,
      whyFull: () => {
        if (!isOpen) return undefined;
        // Its path may be gone: somebody cleans up.
        const { size } = fs.fstatSync(handle.fd);
        return roomIn(parent, size) > 0 ? undefined : spoolFailure(name, parent, size, undefined);
      },
      write: async (part) => {
        let room = part.length;
        if (bytes + part.length - lookedAt >= lookBytes) {
          lookedAt = bytes + part.length;
          room = Math.max(0, Math.min(part.length, roomIn(parent, lookedAt)));
        }
        try {
          for (let at = 0; at < room; ) {
            const { bytesWritten } = await handle.write(part, at, room - at);
            at += bytesWritten;
            bytes += bytesWritten;
          }
        } catch (error) {
          throw refuse(error);
        }
        if (room < part.length) throw refuse(undefined);
      },
      end,
      remove: async () => {
        await end().catch(() => undefined);
        await remove();
      },
    });
  } catch (error) {
    await remove();
    return fail(spoolFailure(name, parent, 0, error));
  }
}

/** Bytes that may still go there. Points a folder out that is memory, too: at once when the user named it, else when much goes there. */
function roomIn(folder: string, total: number): number {
  const { SEEKLINE_SPOOL_DIR: named } = process.env;
  const space = diskSpaceOf(folder);
  if (space === undefined) return Number.POSITIVE_INFINITY;
  if (space.isMemory && (named === folder || total > muchMemory)) {
    warn(
      `The folder for temporary files, “${folder}”, is kept in memory, so large transcripts take memory there. Name one on a disk in SEEKLINE_SPOOL_DIR.`,
    );
  }
  return Math.floor(space.free - Math.min(reserve.bytes, space.total * reserve.part));
}

/** `error` undefined: what is left free would be less than is needed. */
function spoolFailure(name: string, folder: string, bytes: number, error: unknown): Failure {
  const word = error === undefined ? "ENOSPC" : systemWord(error);
  if (word === "ENOSPC" || word === "EDQUOT") {
    return bytes === 0 ? { code: "no-room", folder } : { code: "spool-full", name, folder, bytes };
  }
  return { code: "not-writable", name, detail: wordsFor(error) };
}
