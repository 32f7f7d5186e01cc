// What the system says of the disk that a folder is on.

import fs from "node:fs";

export interface DiskSpace {
  /** Bytes that may still be written. */
  readonly free: number;
  readonly total: number;
  /** It is no disk but memory: what is written there takes memory away. */
  readonly isMemory: boolean;
}

/** As Linux numbers them: tmpfs and ramfs (statfs(2)). */
const memoryTypes: readonly number[] = [0x01021994, 0x858458f6];

/** Whether nothing more goes there, of this user: what is left free for the system's own is free for it alone. False where nobody can tell. */
export function isDiskFull(folder: string): boolean {
  try {
    const { bavail, bfree, blocks } = fs.statfsSync(folder);
    return blocks > 0 && (process.getuid?.() === 0 ? bfree : bavail) === 0;
  } catch {
    return false;
  }
}

/** Undefined where the system does not tell. */
export function diskSpaceOf(folder: string): DiskSpace | undefined {
  try {
    const { bavail, blocks, bsize, type } = fs.statfsSync(folder);
    const isMemory = process.platform === "linux" && memoryTypes.includes(type);
    // Some file systems made by the kernel have no size at all.
    return blocks === 0 ? undefined : { free: bavail * bsize, total: blocks * bsize, isMemory };
  } catch {
    return undefined;
  }
}
