// The files that a program of `run` prints into.

import fs from "node:fs";
import path from "node:path";
import type { Failure } from "../../shared/failure.ts";
import type { Result } from "../../shared/result.ts";
import { fail, succeed } from "../../shared/result.ts";
import { wordsFor } from "../engine/export/writeFailure.ts";
import type { FilePlace } from "../engine/source/source.ts";
import { createSpoolFile } from "../engine/spool/spoolFile.ts";

/** A file that the program writes to by its descriptor. */
export interface OutputFile extends FilePlace {
  readonly descriptor: number;
  /** Why it may take no more; undefined while it may. */
  whyFull(): Failure | undefined;
  remove(): Promise<void>;
}

/** A file that goes with the run. */
export async function spooledOutput(name: string): Promise<Result<OutputFile>> {
  const created = await createSpoolFile(name);
  if (!created.ok) return created;
  const { path: file, descriptor, whyFull, remove } = created.value;
  return succeed({ path: file, original: name, descriptor, whyFull, remove });
}

/** The file is new, so that nothing is written over, and stays whatever happens. */
export function keptOutput(file: string): Result<OutputFile> {
  try {
    const descriptor = fs.openSync(file, "ax+");
    const remove = async (): Promise<void> => fs.closeSync(descriptor);
    return succeed({ path: file, original: file, descriptor, whyFull: () => undefined, remove });
  } catch (error) {
    const isThere = error instanceof Error && "code" in error && error.code === "EEXIST";
    const detail = isThere ? "it is there already" : wordsFor(error);
    return fail({ code: "not-writable", name: path.basename(file), detail });
  }
}
