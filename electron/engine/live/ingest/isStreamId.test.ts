import { expect, it } from "vitest";
import { isStreamId } from "./isStreamId.ts";

it.each(["a", "0", "session-1_x", "a".repeat(100)])("may be a stream and a file: %j", (id) => {
  expect(isStreamId(id)).toBe(true);
});

it.each([
  ["leads out of the folder", "../a"],
  ["is a path", "a/b"],
  ["is one of Windows", "a\\b"],
  ["is another drive", "c:a"],
  ["is hidden", ".a"],
  ["would be an option", "-a"],
  ["differs in case alone from another", "A"],
  ["is none", ""],
  ["is longer than a file's name may be", "a".repeat(101)],
  ["ends in a line end", "a\n"],
  ["holds a NUL", "a\0"],
])("may be neither where it %s", (_, id) => {
  expect(isStreamId(id)).toBe(false);
});
