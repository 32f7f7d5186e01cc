import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compact, memberOf, othersOf, readHead } from "./head.ts";

const numbers = [
  "125276004817190914",
  "9007199254740993",
  "-9007199254740993",
  "1e400",
  "-0",
  "1.10",
  "1.0",
  "1E5",
  "5e-324",
];

describe("numbers of a head", () => {
  it.each(numbers)("%s is shown as it stands", (number) => {
    const text = `{"n":${number},"in":[${number},{"a":${number}}],"s":"${number}"}`;
    const head = readHead(text, true);
    expect(compact(memberOf(head, "n"))).toBe(number);
    expect(compact(head)).toBe(text);
    expect(othersOf(head, "in")).toBe(`n: ${number}  s: ${number}`);
    // Cut behind it, where the number is known to be whole.
    expect(compact(readHead(text.slice(0, text.indexOf("in") - 1), false))).toBe(`{"n":${number}}`);
    expect(compact(readHead(number, true))).toBe("");
  });

  it("of any value stand as they are, and all else as JSON.stringify writes it", () => {
    const number = fc.oneof(
      fc.constantFrom(...numbers),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
      fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n }).map(String),
    );
    const { value } = fc.letrec<{ value: string }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        number,
        fc.json({ maxDepth: 1 }).map((text) => JSON.stringify(JSON.parse(text))),
        fc.array(tie("value"), { maxLength: 3 }).map((values) => `[${values.join(",")}]`),
        fc
          .uniqueArray(fc.tuple(fc.string({ unit: "binary" }), tie("value")), {
            maxLength: 3,
            selector: ([key]) => key,
          })
          .map((members) => `{${members.map(([key, text]) => `${JSON.stringify(`k${key}`)}:${text}`).join(",")}}`),
      ),
    }));
    fc.assert(
      fc.property(value, (text) => {
        expect(compact(readHead(`[${text}]`, true))).toBe(`[${text}]`);
      }),
      { numRuns: 500 },
    );
  });
});
