import fs from "node:fs";
import path from "node:path";
import { closeQuietly } from "../source/closeQuietly.ts";
import { randomWord } from "./randomWord.ts";

/** Open for reading and writing, for its owner only. Who asked for it closes it, once; its bytes are gone then. */
export interface UnnamedFile {
  /** The system's number of the open file. */
  readonly handle: number;
  close(): void;
}

/**
 * An empty file in a folder, of which nothing is left behind, not even by a crash: an open file may be removed everywhere but on Windows.
 * There, and where the folder does not allow it, it is removed when it is closed. Undefined when the folder takes none.
 */
export function openUnnamed(folder: string, stem: string): UnnamedFile | undefined {
  const name = path.join(folder, `${stem}-${randomWord()}`);
  let handle: number;
  try {
    handle = fs.openSync(name, "wx+", 0o600);
  } catch {
    return undefined;
  }
  const isRemoved = process.platform !== "win32" && removeQuietly(name);
  return {
    handle,
    close: () => {
      closeQuietly(handle);
      if (!isRemoved) removeQuietly(name);
    },
  };
}

/** False: it is still there. */
function removeQuietly(file: string): boolean {
  try {
    fs.rmSync(file, { force: true });
    return true;
  } catch {
    return false;
  }
}
