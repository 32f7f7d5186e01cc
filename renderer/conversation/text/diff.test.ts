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

const patch = "*** Begin Patch\n*** Update File: a\n@@\n-old\n+new\n*** End Patch";

test.each([
  ["what follows <<", { command: ["bash", "-lc", `apply_patch <<'PATCH'\n${patch}\nPATCH\n`] }],
  ["a shell's only word", { command: ["bash", "-lc", `${patch}\n`] }],
  ["a program's only word", { command: ["apply_patch", patch], workdir: "/x" }],
  ["a command", { command: `apply_patch <<EOF\n${patch}\nEOF` }],
])("a patch is an edit where it is all that a shell is given, as %s", (_, input) => {
  expect(signs(input)).toEqual([" *** Begin Patch\n *** Update File: a\n @@\n-old\n+new\n *** End Patch"]);
});

test.each([
  ["more before it", { command: ["bash", "-lc", `cd x && apply_patch <<'P'\n${patch}\nP`] }],
  ["more behind it", { command: ["bash", "-lc", `apply_patch <<'P'\n${patch}\nP\nrm -rf x`] }],
  ["another program", { command: ["python", "-c", patch] }],
])("a command that does more than a patch is shown as it is: %s", (_, input) => {
  expect(editsOf(JSON.stringify(input))).toEqual([]);
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
