import { expect, it } from "vitest";
import { gistOf } from "./resultGist.ts";

it.each([
  ["\n  first\nsecond", "first"],
  ["", ""],
  ["Chunk ID: 5a\nWall time: 0.1 seconds\nProcess exited with code 0\nOriginal token count: 1\nOutput:\nsown", "sown"],
  ["Exit code: 1\nWall time: 2 seconds\nOutput:\n\nno such bed", "no such bed"],
  ["Command: ls\nDirectory: (root)\nOutput: beds.txt\nError: (none)", "beds.txt"],
  ["Command: ls\nDirectory: (root)\nStdout: (empty)\nStderr: no such folder", "Stderr: no such folder"],
  ["<persisted-output>\nOutput too large (2 MB).", "Output too large (2 MB)."],
  ["...output truncated...\n\nbeans", "beans"],
  ["Total output lines: 900\n\nbeans", "beans"],
  ["<path>/beds</path>\n<type>folder</type>\n<entries>\nbeans.txt", "beans.txt"],
  ["<tool_use_error>No such bed.</tool_use_error>", "<tool_use_error>No such bed.</tool_use_error>"],
  ['{"output":"beans\\npeas","metadata":{"exit_code":0}}', "beans"],
  ['{"output":"beans\\npe', "beans"],
  ['[\n  {"bed": 1}\n]', '[ {"bed": 1} ]'],
  ["Script completed\nWall time 0.3 seconds\nOutput:\n", "Script completed"],
])("%j is told as %j", (text, gist) => {
  expect(gistOf(text)).toBe(gist);
});
