import fs from "node:fs";
import path from "node:path";
import type { Failure } from "../../../shared/failure.ts";
import { systemWord } from "../source/fileSource.ts";

/** What a person is told when the system refuses to create or to write a file. */
export function writeFailure(name: string, error: unknown): Failure {
  const word = systemWord(error);
  if (word === "ENOSPC" || word === "EDQUOT") return { code: "disk-full", name };
  return { code: "not-writable", name, detail: wordsFor(error) };
}

/** What the system says when it refuses, for people. */
export function wordsFor(error: unknown): string {
  const word = systemWord(error);
  if (word === "ENOENT" && isRefusedByFolder(error)) return "no files can be made there";
  return plainWords.get(word) ?? word;
}

/** A folder of the system itself, such as `/proc`, says of a file that is to be made that there is none. */
function isRefusedByFolder(error: unknown): boolean {
  if (!(error instanceof Error) || !("syscall" in error) || error.syscall !== "open") return false;
  return "path" in error && typeof error.path === "string" && fs.existsSync(path.dirname(error.path));
}

const plainWords: ReadonlyMap<string, string> = new Map([
  ["EACCES", "you may not write there"],
  ["EPERM", "you may not write there"],
  ["EROFS", "the disk is read-only"],
  ["ENOENT", "its folder does not exist"],
  ["ENOTDIR", "its folder is not a folder"],
  ["ENAMETOOLONG", "its name is too long"],
  ["EFBIG", "the disk takes no files that large"],
  ["EIO", "the disk reports an error"],
  ["ENOSPC", "the disk is full"],
  ["EDQUOT", "the disk is full"],
  ["EBADF", "it is not open for that"],
  ["EISDIR", "it is a folder"],
]);
