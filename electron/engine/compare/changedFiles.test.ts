import { describe, expect, it } from "vitest";
import { changedFiles } from "./changedFiles.ts";

describe("the files that a call changes", () => {
  it.each([
    ["Edit", '{"replace_all":false,"file_path":"/a/b.ts","old_string":"x"}', ["/a/b.ts"]],
    ["Read", '{"file_path":"/a/b.ts"}', []],
    ["write_file", '{"path": "src/x.py", "content": "file"}', ["src/x.py"]],
    ["MultiEdit", '{"filePath":"a"}', ["a"]],
    ["Bash", '{"command":"rm x"}', []],
    [
      "shell",
      '{"command":["apply_patch","*** Begin Patch\n*** Update File: src/a.ts\n@@\n*** Add File: src/b.ts\n*** End Patch"]}',
      ["src/a.ts", "src/b.ts"],
    ],
  ])("are those that it names: %s", (tool, text, files) => {
    expect(changedFiles(tool, text)).toEqual(files);
  });
});
