// Texts that say in their first lines that something failed, and what they are read like by whoever reads the conversation.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readProse } from "../formats/codex/commandResults.ts";
import { failureProse } from "../formats/codex/failures.ts";
import { createMemorySource } from "../source/memorySource.ts";
import { createIndexScan, flagBit } from "./indexScan.ts";

const plan = {
  kind: [[["type"]]],
  time: [],
  pair: [],
  role: [],
  tool: [],
  denials: [["success"]],
  prose: { ...failureProse, paths: [["output"]] },
};

/** Whether each of the records is flagged as an error, wherever the bytes are cut. */
function flagged(records: readonly object[], maxChunk?: number, shortcuts?: boolean): readonly boolean[] {
  const source = createMemorySource(`${records.map((record) => JSON.stringify(record)).join("\n")}\n`);
  const scan = createIndexScan(source, plan, { maxChunk, shortcuts });
  while (scan.step(source.size, () => {}));
  scan.finish(() => {});
  return [...scan.open().flags.subarray(0, records.length)].map((flags) => (flags & flagBit.error) !== 0);
}

const head = (code: number) => `Chunk ID: a1\nWall time: 0.1 seconds\nProcess exited with code ${code}\nOutput:\n`;

describe("a text that a tool gave", () => {
  it.each([
    [`${head(3)}two failed`, true],
    [`${head(0)}fine`, false],
    [`${head(0)}Process exited with code 3`, false],
    [`${head(0)}error: is what the file says`, false],
    [`${head(-1)}`, true],
    ["Exit code: 2\nWall time: 1 seconds\nOutput:\nno", true],
    [`${head(0)}Exit code: 1\nWall time: 0 seconds\nOutput:\nno`, true],
    [
      "Command: sh -c 'x\nProcess exited with code 3\n'\nWall time: 0.1 seconds\nProcess exited with code 0\nOutput:\n",
      false,
    ],
    ["Command: ls\nChunk ID: a\nWall time: 0.1 seconds\nProcess exited with code 1\nOutput:\n", true],
    ["Wall time: 4.4 seconds\naborted by user", true],
    ["aborted", true],
    ["abortedly", false],
    ["unsupported call: plan", true],
    ["Script completed\nWall time 0.3 seconds\nOutput:\n", false],
    ["Script failed\nWall time 0.3 seconds\nOutput:\n", true],
    ["Plan updated", false],
    ["", false],
  ])("%j: %s", (output, expected) => {
    expect(flagged([{ output }])).toEqual([expected]);
    expect(readProse(output, output, "").outcome === "failed").toBe(expected);
  });

  it("is none of another type, and only `false` is a denial", () => {
    const records = [
      { output: 1 },
      { output: ["error: no"] },
      { success: false },
      { success: true },
      { success: "false" },
    ];
    expect(flagged(records)).toEqual([false, false, true, false, false]);
  });

  it("is read as who reads the conversation does, wherever the bytes are cut, among records that it repeats", () => {
    const line = fc.constantFrom(
      ...[
        "Chunk ID: a",
        "Wall time: 1 seconds",
        "Process exited with code 0",
        "Process exited with code 12",
        "Output:",
      ],
      ...[
        "Exit code: 1",
        "Exit code: 0",
        "Original token count: 4",
        "Script completed",
        "error: no",
        "aborted",
        "roses",
      ],
      ...['a "quoted" \\n word', "é\u0001", "Process running with session ID 4"],
    );
    const output = fc.array(line, { maxLength: 6 }).map((lines) => lines.join("\n"));
    fc.assert(
      fc.property(
        fc.array(output, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 200 }),
        (outputs, cut) => {
          const records = outputs.map((text) => ({ type: "result", output: text }));
          const expected = outputs.map((text) => readProse(text, text, "").outcome === "failed");
          expect(flagged(records)).toEqual(expected);
          expect(flagged(records, cut)).toEqual(expected);
          expect(flagged(records, cut, false)).toEqual(expected);
        },
      ),
    );
  });
});
