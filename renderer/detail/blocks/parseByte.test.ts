import { describe, expect, it } from "vitest";
import { parseByte } from "./parseByte.ts";

describe("parseByte", () => {
  it.each([
    ["0", 0],
    ["1 234", 1234],
    ["1,234", 1234],
    ["1\u202f234", 1234],
    ["0x4D2", 1234],
    ["9999", undefined],
    ["-1", undefined],
    ["1e3", undefined],
    ["", undefined],
    ["abc", undefined],
  ])("reads %j as %s", (text, byte) => {
    expect(parseByte(text, 5000)).toBe(byte);
  });

  it("allows byte 0 of an empty record", () => {
    expect(parseByte("0", 0)).toBe(0);
  });
});
