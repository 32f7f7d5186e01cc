// Where temporary files go: what `SEEKLINE_SPOOL_DIR` names, else the system's folder for them. One that cannot be used is
// named once, and the next one serves.

import os from "node:os";
import { warn } from "./warnings.ts";
import { whyNotWritable } from "./writableFolder.ts";

/** Where the system's own settings name a folder that is not there. */
const lastResort = process.platform === "win32" ? [] : ["/tmp"];

/** The folders in which a file can be made now, best first. Each is looked at only when it is asked for. */
export function* spoolFolders(): Generator<string> {
  const { SEEKLINE_SPOOL_DIR: named } = process.env;
  const wanted = [...(named === undefined || named === "" ? [] : [named]), os.tmpdir(), ...lastResort];
  for (const folder of new Set(wanted)) {
    const problem = whyNotWritable(folder);
    if (problem === undefined) yield folder;
    else warn(`The folder for temporary files, “${folder}”, cannot be used: ${problem}. Others are used instead.`);
  }
}

/** The first of them; undefined when there is none. */
export function spoolFolder(): string | undefined {
  return spoolFolders().next().value ?? undefined;
}
