// Members by which a row of Codex is an error: an exit code, a status, what an MCP server or a patch says of itself, and the first
// lines of what the model was told, as `readProse` reads them. What only the end of a text tells, or which tool gave it, is found
// when the conversation is read.

import type { LevelMember } from "../../scanner/errorLevels.ts";
import { failedExits } from "../../scanner/errorLevels.ts";
import type { FailureProse } from "../../scanner/failureProse.ts";
import type { FieldPath } from "../../scanner/fields.ts";
import { refusals } from "./refusals.ts";

/** In the items or events at these places, which spell an exit code like this. */
export function failuresAt(
  exitCode: "exit_code" | "exitCode",
  ...places: readonly FieldPath[]
): readonly LevelMember[] {
  return places.flatMap((place) => [
    { path: [...place, exitCode], numbers: failedExits },
    { path: [...place, "status"], numbers: [] },
  ]);
}

/** Outputs: a text, the first part of a list, or (before 0.1xx) an object with one of them. */
export const failureProse: FailureProse = {
  paths: [["payload", "output"], ["payload", "output", 0, "text"], ["payload", "output", "content"], ["output"]],
  head: ["Script completed", "Script running", "Process running with session ID ", "Original token count: "],
  begin: ["Chunk ID: ", "Wall time"],
  opening: ["Command: "],
  code: ["Process exited with code "],
  codeAgain: ["Exit code: "],
  output: ["Output:"],
  refusal: [
    ...refusals,
    ...["exec_command failed for ", "exec_command failed: ", "write_stdin failed: ", "collab spawn failed: "],
    ...["collab wait failed: ", "resources/list failed: ", "resources/read failed: ", "view_image failed: "],
  ],
};
