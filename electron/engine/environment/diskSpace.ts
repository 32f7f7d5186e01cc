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
