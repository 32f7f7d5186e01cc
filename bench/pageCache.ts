// Takes a file out of the system's page cache, so that it is read from the disk again. Linux does so for whoever may read the
// file and tells what has stayed; what cannot be told is not measured.

import { runProgram } from "./runProgram.ts";

/** Part of the file that may stay: pages that something else maps. */
const mostKept = 0.01;

/** Undefined once the file is cold; else why not. */
export async function dropFromPageCache(file: string, bytes: number): Promise<string | undefined> {
  await runProgram(["sync", file]);
  const dropped = await runProgram(["dd", `if=${file}`, "iflag=nocache", "count=0", "status=none"]);
  if (dropped?.status !== 0) return "the page cache cannot be emptied here";
  const kept = await runProgram(["fincore", "--bytes", "--noheadings", "--output", "RES", file]);
  if (kept?.status !== 0) return "nothing tells what is in the page cache";
  return Number(kept.output) > mostKept * bytes ? "some of the file stays in the page cache" : undefined;
}
