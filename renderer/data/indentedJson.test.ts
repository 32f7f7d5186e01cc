import fc from "fast-check";
import { expect, it } from "vitest";
import { indentedJson } from "./indentedJson.ts";

it("looks as JSON.stringify makes it look", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      // Numbers keep their spelling, which is not always that of JavaScript.
      expect(indentedJson(JSON.stringify(value))).toBe(JSON.stringify(value, undefined, 2));
    }),
  );
});

it("keeps digits, keys that stand twice, and what is no JSON", () => {
  expect(indentedJson('{"a":1.10,"a":-0,"b":[9007199254740993,1e400]}')).toBe(
    '{\n  "a": 1.10,\n  "a": -0,\n  "b": [\n    9007199254740993,\n    1e400\n  ]\n}',
  );
  expect(indentedJson('{"a":1')).toBe('{"a":1');
  expect(indentedJson(" { } ")).toBe("{}");
});
