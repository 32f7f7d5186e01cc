import fc from "fast-check";
import { expect, test } from "vitest";
import { diffLines, editsOf } from "./diff.ts";

const signs = (json: unknown) =>
  editsOf(JSON.stringify(json)).map(({ lines }) => lines.map(({ sign, text }) => sign + text).join("\n"));

test("a replacement shows what goes, what comes and what stays", () => {
  const input = { file_path: "/a.ts", old_string: "a\nb\nc", new_string: "a\nB\nc\nd" };
  expect(signs(input)).toEqual([" a\n-b\n+B\n c\n+d"]);
});

test("several replacements, a new file and a patch are edits; a command is none", () => {
  expect(
    signs({
      path: "x",
      edits: [
        { oldText: "1", newText: "2" },
        { oldText: "3", newText: "4" },
      ],
    }),
  ).toHaveLength(2);
  expect(signs({ file_path: "x", content: "one\ntwo\n" })).toEqual(["+one\n+two"]);
  expect(editsOf("*** Begin Patch\n*** Update File: a\n@@\n-old\n+new\n*** End Patch")[0]?.lines[3]).toEqual({
    sign: "-",
    text: "old",
  });
  expect(signs({ command: "ls -l" })).toEqual([]);
  expect(editsOf('{"old_string": "cut')).toEqual([]);
});

test("without what comes a diff is the old text, without what goes the new one", () => {
  const texts = fc.array(fc.constantFrom("a", "b", "c", ""), { maxLength: 30 });
  fc.assert(
    fc.property(texts, texts, (before, after) => {
      const lines = diffLines(before, after);
      expect(lines.filter(({ sign }) => sign !== "+").map(({ text }) => text)).toEqual(before);
      expect(lines.filter(({ sign }) => sign !== "-").map(({ text }) => text)).toEqual(after);
    }),
  );
});
