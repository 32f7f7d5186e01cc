// The files that a program of `run` prints into.

import fs from "node:fs";
import path from "node:path";
import type { Failure } from "../../shared/failure.ts";
import type { Result } from "../../shared/result.ts";
import { fail, succeed } from "../../shared/result.ts";
import { isDiskFull } from "../engine/environment/diskSpace.ts";
import { spoolFolder } from "../engine/environment/spoolFolder.ts";
import { wordsFor } from "../engine/export/writeFailure.ts";
import type { FilePlace } from "../engine/source/source.ts";
import { createSpoolFile } from "../engine/spool/spoolFile.ts";

/** Characters of a program's name that a file is called by. */
const longestName = 100;

/** A file that the program writes to by its descriptor. */
export interface OutputFile extends FilePlace {
  readonly descriptor: number;
  /** Why it may take no more; undefined while it may. */
  whyFull(): Failure | undefined;
  /** Why it may lack something, when its program has ended; undefined where nothing speaks for that. */
  whyCut(): Failure | undefined;
  remove(): Promise<void>;
}

function sizeOf(descriptor: number): number {
  return fs.fstatSync(descriptor).size;
}

/** A file that goes with the run. */
export async function spooledOutput(name: string): Promise<Result<OutputFile>> {
  const created = await createSpoolFile(name);
  if (!created.ok) return created;
  const { path: file, descriptor, whyFull, remove } = created.value;
  const folder = path.dirname(path.dirname(file));
  const whyCut = (): Failure | undefined =>
    isDiskFull(folder) ? { code: "spool-full", name, folder, bytes: sizeOf(descriptor) } : undefined;
  return succeed({ path: file, original: name, descriptor, whyFull, whyCut, remove });
}

/** The file is new, so that nothing is written over, and stays whatever happens. */
export function keptOutput(file: string): Result<OutputFile> {
  try {
    const descriptor = fs.openSync(file, "ax+");
    const remove = async (): Promise<void> => fs.closeSync(descriptor);
    const name = path.basename(file);
    const whyCut = (): Failure | undefined =>
      isDiskFull(path.dirname(file)) ? { code: "kept-full", name, bytes: sizeOf(descriptor) } : undefined;
    return succeed({ path: file, original: file, descriptor, whyFull: whyCut, whyCut, remove });
  } catch (error) {
    const isThere = error instanceof Error && "code" in error && error.code === "EEXIST";
    const detail = isThere ? "it is there already" : wordsFor(error);
    return fail({ code: "not-writable", name: path.basename(file), detail });
  }
}

/** A file that the app may still have to open when the program has ended: it stays, unless nothing was printed. */
export function watchedOutput(program: string): Result<OutputFile> {
  const parent = spoolFolder();
  if (parent === undefined) return fail({ code: "no-room", folder: undefined });
  const name = `${path.basename(program).slice(0, longestName)}.jsonl`;
  try {
    const folder = fs.mkdtempSync(path.join(parent, "seekline-run-"));
    const output = keptOutput(path.join(folder, name));
    if (!output.ok) return output;
    const remove = async (): Promise<void> => {
      const isEmpty = sizeOf(output.value.descriptor) === 0;
      await output.value.remove();
      if (isEmpty) fs.rmSync(folder, { recursive: true, force: true });
    };
    return succeed({ ...output.value, remove });
  } catch (error) {
    return fail({ code: "not-writable", name, detail: wordsFor(error) });
  }
}
