import { expect, it } from "vitest";
import { readPreview } from "./preview.ts";

it("puts role and tool before the text", () => {
  const { subjects, rest } = readPreview({ role: "assistant", tool: "bash", preview: "ls -l" });
  expect(subjects.map(({ text }) => text)).toEqual(["assistant", "bash"]);
  expect(rest).toBe("ls -l");
});

it.each([
  ["read_file {}", "{}"],
  ["read_file", ""],
  ["read_files {}", "read_files {}"],
  ["", ""],
])("says a name once when the preview %j begins with it", (preview, rest) => {
  expect(readPreview({ role: undefined, tool: "read_file", preview }).rest).toBe(rest);
});

it("leaves a preview alone that is about nobody", () => {
  expect(readPreview({ role: undefined, tool: undefined, preview: "x" })).toEqual({ subjects: [], rest: "x" });
});
