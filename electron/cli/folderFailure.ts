import fs from "node:fs";
import type { Failure } from "../../shared/failure.ts";
import { failureOf } from "../engine/source/readingFailure.ts";

/** Why what somebody names is no folder; undefined when it is one. */
export function folderFailure(name: string): Failure | undefined {
  try {
    const status = fs.statSync(name, { throwIfNoEntry: false });
    if (status === undefined) return { code: "no-such-folder", name };
    return status.isDirectory() ? undefined : { code: "not-a-folder", name };
  } catch (error) {
    return failureOf(error, name);
  }
}
