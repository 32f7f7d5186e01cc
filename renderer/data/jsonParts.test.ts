import fc from "fast-check";
import { expect, it } from "vitest";
import { jsonElements, jsonMembers, jsonText } from "./jsonParts.ts";

it("takes objects apart into members that are what they were", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (object) => {
      const members = jsonMembers(JSON.stringify(object, undefined, 1)) ?? [];
      expect(members.map(({ name, json }): unknown => [name, JSON.parse(json)])).toEqual(
        Object.entries(JSON.parse(JSON.stringify(object))),
      );
    }),
  );
});

it("has members that stand twice, as they are spelled, and none of what is no object", () => {
  expect(jsonMembers(' { "a" : 1.10 , "a" : {"b":[1, 2]} , "c":"x:,}" } ')).toEqual([
    { name: "a", json: "1.10" },
    { name: "a", json: '{"b":[1, 2]}' },
    { name: "c", json: '"x:,}"' },
  ]);
  expect(jsonMembers("{}")).toEqual([]);
  for (const text of ["[1]", '"a"', "1", '{"a":', "a: 1"]) expect(jsonMembers(text)).toBeUndefined();
});

it("takes arrays apart into elements that are what they were", () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), (array) => {
      const elements = jsonElements(JSON.stringify(array, undefined, 1)) ?? [];
      expect(elements.map((json): unknown => JSON.parse(json))).toEqual(JSON.parse(JSON.stringify(array)));
    }),
  );
  expect(jsonElements("{}")).toBeUndefined();
});

it("reads a string's text and no other value's", () => {
  expect(jsonText('"a\\n\\u00e9"')).toBe("a\né");
  expect(["1", "null", "[]"].map(jsonText)).toEqual([undefined, undefined, undefined]);
});
