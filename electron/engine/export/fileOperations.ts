// The few file system calls that an export needs, as an interface, so that tests can let each of them fail.

import fs from "node:fs/promises";

export interface WritableFile {
  /** Writes some of the bytes, at least one, and gives how many. */
  write(bytes: Uint8Array): Promise<number>;
  chmod(mode: number): Promise<void>;
  /** Waits until the file is on the disk. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

export interface FileOperations {
  /** Creates a file that must not exist yet, for its owner only. */
  create(path: string): Promise<WritableFile>;
  rename(from: string, to: string): Promise<void>;
  /** Removes a file; fine when there is none. */
  remove(path: string): Promise<void>;
  /** Waits until a folder's entries are on the disk, where the system can do that. Throws when it can, and that failed. */
  syncFolder(path: string): Promise<void>;
}

/**
 * The system's own. Failures are Node's errors with their codes; `syncFolder` passes over those by which a system says
 * that it cannot.
 */
export const nodeFiles: FileOperations = {
  async create(path) {
    const handle = await fs.open(path, "wx", 0o600);
    return {
      write: async (bytes) => (await handle.write(bytes)).bytesWritten,
      chmod: (mode) => handle.chmod(mode),
      sync: () => handle.sync(),
      close: () => handle.close(),
    };
  },
  rename: (from, to) => fs.rename(from, to),
  remove: (path) => fs.rm(path, { force: true }),
  async syncFolder(path) {
    const handle = await fs.open(path, "r").catch(unlessImpossible);
    try {
      await handle?.sync().catch(unlessImpossible);
    } finally {
      await handle?.close().catch(() => undefined);
    }
  },
};

/** Windows opens no folders, a folder may be closed to readers, and some network file systems flush none. */
const impossible: readonly string[] = ["EACCES", "EBADF", "EINVAL", "EISDIR", "ENOSYS", "ENOTSUP", "EPERM"];

function unlessImpossible(error: unknown): undefined {
  if (error instanceof Error && "code" in error && impossible.includes(String(error.code))) return undefined;
  throw error;
}
