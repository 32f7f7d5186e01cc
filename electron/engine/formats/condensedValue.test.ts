import { describe, expect, it } from "vitest";
import { numberAt, valueAt } from "./condensedValue.ts";

describe("a member of a condensed value", () => {
  const inherited = ["constructor", "toString", "hasOwnProperty", "__proto__"];

  it("is none when the object only inherits it", () => {
    for (const name of inherited) {
      expect(valueAt({}, name)).toBeUndefined();
      expect(valueAt({ a: {} }, "a", name, "name")).toBeUndefined();
    }
  });

  it("is there under any name that the text gives it", () => {
    for (const name of inherited) expect(numberAt(JSON.parse(`{${JSON.stringify(name)}:{"a":1}}`), name, "a")).toBe(1);
  });

  it("is one of an array only by its place", () => {
    expect(valueAt([7], 0)).toBe(7);
    expect(valueAt([7], "0")).toBeUndefined();
    expect(valueAt([7], "length")).toBeUndefined();
    expect(valueAt("text", "length")).toBeUndefined();
  });
});
