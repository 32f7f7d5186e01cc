// A sample of what most people have: a coding session. A parser of CSV loses fields; the agent finds out why, mends it, is wrong
// once, is refused once, and says what it did.

import { type SessionCall, SessionTeller } from "./sessionTeller.ts";
import type { Shape } from "./shape.ts";

/** Tuesday 9 June 2026, 09:12 UTC. */
const startTime = Date.UTC(2026, 5, 9, 9, 12);

// biome-ignore lint/correctness/useYield: a story is short enough to be told in one go
export const parserStory: Shape = function* ({ log, random }) {
  const story = new SessionTeller(log, random, startTime);
  lostFields(story);
  story.wait(74_000);
  quotedNewlines(story);
  story.wait(31_000);
  pushIt(story);
  return { runs: 0, messages: story.messages, toolCalls: story.toolCalls };
};

const source = "src/csv/parseRow.ts";

const sourceLines = [
  "export function parseRow(row: string, separator = ','): readonly string[] {",
  "  const fields: string[] = [];",
  "  let field = '';",
  "  let quoted = false;",
  "  for (const character of row) {",
  "    if (character === '\"') quoted = !quoted;",
  "    else if (character === separator && !quoted) {",
  "      fields.push(field);",
  "      field = '';",
  "    } else field += character;",
  "  }",
  "  if (field !== '') fields.push(field);",
  "  return fields;",
  "}",
];

function lostFields(story: SessionTeller): void {
  story.ask(
    "Our bank import loses the last column when it is empty: `12.50,EUR,` gives two fields, not three. Find out why and mend it, with a test.",
  );
  story.think(
    "An empty last field: either the split drops it, or a trim does. Look at the parser and at its tests before guessing, and run them once to see where things stand.",
  );
  story.call("I'll look at the parser and its tests, and run them as they are.", [
    {
      tool: "Read",
      input: { file_path: `/home/dev/ledger/${source}` },
      result: numbered(sourceLines),
      kept: {
        type: "text",
        file: { filePath: `/home/dev/ledger/${source}`, content: sourceLines.join("\n"), numLines: 14 },
      },
      milliseconds: 38,
    },
    {
      tool: "Grep",
      input: { pattern: "parseRow\\(", path: "/home/dev/ledger/src", output_mode: "content", "-n": true },
      result:
        "src/csv/parseRow.ts:1:export function parseRow(row: string, separator = ',')\nsrc/csv/parseFile.ts:18:    const fields = parseRow(line, options.separator);\nsrc/import/bank.ts:42:  const [amount, currency, note] = parseRow(line);",
      milliseconds: 61,
    },
    bash(
      "npm test -- csv",
      "Run the tests of the parser",
      " ✓ src/csv/parseRow.test.ts (6 tests) 9ms\n\n Test Files  1 passed (1)\n      Tests  6 passed (6)",
      2_870,
    ),
  ]);
  story.call(
    "The loop is right; line 12 is not: it pushes the last field only if it is **not empty**. A test that shows it first:",
    [
      edit(
        "src/csv/parseRow.test.ts",
        22,
        [
          "  it('keeps a quoted separator', () => {",
          "    expect(parseRow('\"a,b\",c')).toEqual(['a,b', 'c']);",
          "  });",
        ],
        [],
        [
          "",
          "  it('keeps an empty last field', () => {",
          "    expect(parseRow('12.50,EUR,')).toEqual(['12.50', 'EUR', '']);",
          "  });",
        ],
      ),
    ],
  );
  story.call(undefined, [
    bash(
      "npm test -- csv",
      "See the new test fail",
      " ❯ src/csv/parseRow.test.ts (7 tests | 1 failed) 12ms\n   × keeps an empty last field\n     → expected [ '12.50', 'EUR' ] to deeply equal [ '12.50', 'EUR', '' ]\n\n Test Files  1 failed (1)\n      Tests  1 failed | 6 passed (7)",
      2_910,
      1,
    ),
  ]);
  story.call("It fails for the right reason. Now the mending:", [
    edit(
      source,
      9,
      ["    } else field += character;", "  }"],
      ["  if (field !== '') fields.push(field);"],
      ["  fields.push(field);"],
      ["  return fields;"],
    ),
  ]);
  story.call(undefined, [
    bash(
      "npm test -- csv",
      "Run the tests again",
      " ✓ src/csv/parseRow.test.ts (7 tests) 8ms\n\n Test Files  1 passed (1)\n      Tests  7 passed (7)",
      2_840,
    ),
  ]);
  story.say(
    "Mended. `parseRow` pushed the last field only when it held something, so an empty last column was lost.\n\n| row | before | now |\n|---|---|---|\n| `12.50,EUR,` | 2 fields | 3 fields |\n| `12.50,EUR,rent` | 3 fields | 3 fields |\n| an empty line | 0 fields | 1 empty field |\n\nThe last row is a change, too: `parseFile` skips empty lines before it calls `parseRow`, so nothing else sees it.",
  );
  story.endTurn();
}

function quotedNewlines(story: SessionTeller): void {
  story.ask("Good. Some banks put line breaks into quoted notes. Does `parseFile` survive that?");
  story.think(
    "parseFile reads line by line, so a quoted newline ends the record early. It has to join lines while a quote is open. Count the quotes of what was read so far: an odd number means that the note goes on.",
  );
  const before = ["  for await (const line of lines) {", "    if (line === '') continue;"];
  const after = [
    "  let open = '';",
    "  for await (const part of lines) {",
    "    const line = open + part;",
    "    open = hasOpenQuote(line) ? line + '\\n' : '';",
    "    if (line === '' || open !== '') continue;",
  ];
  story.call("No: it takes every line for a record. I'll let it go on while a quote is open.", [
    {
      tool: "Edit",
      input: {
        file_path: "/home/dev/ledger/src/csv/parseFile.ts",
        old_string: "for (const line of lines) {",
        new_string: "for (const part of lines) {",
      },
      result:
        "<tool_use_error>String to replace not found in file.\nString: for (const line of lines) {</tool_use_error>",
      kept: "Error: String to replace not found in file.",
      failed: true,
      milliseconds: 24,
    },
  ]);
  story.call("It is a `for await`. Once more:", [
    edit("src/csv/parseFile.ts", 15, ["  const lines = readLines(file);"], before, after, [
      "    const fields = parseRow(line, options.separator);",
    ]),
    bash(
      "npm test",
      "Run all tests",
      " ✓ src/csv/parseRow.test.ts (7 tests) 8ms\n ✓ src/csv/parseFile.test.ts (5 tests) 31ms\n ✓ src/import/bank.test.ts (11 tests) 44ms\n\n Test Files  3 passed (3)\n      Tests  23 passed (23)",
      6_420,
    ),
  ]);
  story.say(
    "It does now. Lines are joined while a quote is open:\n\n```ts\nconst line = open + part;\nopen = hasOpenQuote(line) ? line + '\\n' : '';\n```\n\nA file that ends inside a quote is still accepted: its last note is cut. Say if that should be an error.",
  );
  story.endTurn();
}

function pushIt(story: SessionTeller): void {
  story.ask("Fine as it is. Commit and push.");
  story.call(undefined, [
    bash(
      'git commit -am "Keep empty last fields and quoted line breaks"',
      "Commit both changes",
      "[main 4be01c9] Keep empty last fields and quoted line breaks\n 4 files changed, 19 insertions(+), 4 deletions(-)",
      210,
    ),
  ]);
  story.call(undefined, [
    {
      tool: "Bash",
      input: { command: "git push origin main", description: "Push the commit" },
      result: "Permission to use Bash with command git push origin main has been denied.",
      kept: "Error: Permission to use Bash with command git push origin main has been denied.",
      failed: true,
      milliseconds: 12,
    },
  ]);
  story.say(
    "Committed as `4be01c9`. Pushing to `main` is not allowed here, so that is left to you: `git push origin main`.",
  );
  story.endTurn();
}

function bash(command: string, description: string, stdout: string, milliseconds: number, status = 0): SessionCall {
  const kept = { stdout, stderr: "", interrupted: false, isImage: false };
  if (status === 0) return { tool: "Bash", input: { command, description }, result: stdout, kept, milliseconds };
  const result = `Exit code ${status}\n${stdout}`;
  return {
    tool: "Bash",
    input: { command, description },
    result,
    kept: `Error: ${result}`,
    failed: true,
    milliseconds,
  };
}

/** An edit as the program keeps it: a hunk with the lines around, from this line on. */
function edit(
  file: string,
  from: number,
  above: readonly string[],
  removed: readonly string[],
  added: readonly string[],
  below: readonly string[] = [],
): SessionCall {
  const around = above.length + below.length;
  const lines = [
    ...above.map((line) => ` ${line}`),
    ...removed.map((line) => `-${line}`),
    ...added.map((line) => `+${line}`),
    ...below.map((line) => ` ${line}`),
  ];
  const hunk = {
    oldStart: from,
    oldLines: around + removed.length,
    newStart: from,
    newLines: around + added.length,
    lines,
  };
  const filePath = `/home/dev/ledger/${file}`;
  const [old_string, new_string] = [
    [...above, ...removed, ...below].join("\n"),
    [...above, ...added, ...below].join("\n"),
  ];
  return {
    tool: "Edit",
    input: { file_path: filePath, old_string, new_string },
    result: `The file ${filePath} has been updated successfully.`,
    kept: { filePath, oldString: old_string, newString: new_string, structuredPatch: [hunk], userModified: false },
    milliseconds: 31,
  };
}

function numbered(lines: readonly string[]): string {
  return lines.map((line, index) => `${String(index + 1).padStart(6)}→${line}`).join("\n");
}
