import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Pacer } from "../conversation/pacer.ts";
import { createMemorySource } from "../source/memorySource.ts";
import { JsonOutput } from "./output.ts";

async function written(put: (output: JsonOutput) => void): Promise<string> {
  const parts: Buffer[] = [];
  const sink = {
    write: (bytes: Uint8Array): undefined => {
      parts.push(Buffer.from(bytes));
    },
  };
  const pacer = new Pacer(new AbortController().signal);
  const output = new JsonOutput(sink, createMemorySource(Buffer.alloc(0)), pacer);
  put(output);
  await pacer.run(output.flush());
  return Buffer.concat(parts).toString("utf8");
}

describe("numbers in an output", () => {
  it("are spelled as JavaScript spells them, whether they are times of thirteen digits or not", async () => {
    const number = fc.oneof(
      fc.integer({ min: 1e12 - 3, max: 1e13 + 3 }),
      fc.integer({ min: -5, max: 2 ** 40 }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.constantFrom(0, -1, 999_999_999_999, 1e12, 1_000_000_000_000.5, 1_777_700_000_000, 9_999_999_999_999, 1e13),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(number, { minLength: 1, maxLength: 40 }), async (numbers) => {
        const text = await written((output) => {
          for (const each of numbers) {
            output.putNumber(each);
            output.put(" ");
          }
        });
        expect(text).toBe(numbers.map((each) => `${each} `).join(""));
      }),
    );
  });
});
