import { describe, expect, it } from "vitest";
import { nothingToFind, readFindText } from "./findText.ts";

const found = (text: string, choice = {}) => {
  const sought = readFindText({ ...nothingToFind, text, ...choice });
  return sought.ok ? sought.value : undefined;
};

describe("what is to be found inside what is shown", () => {
  it("is nothing at first", () => {
    expect(readFindText(nothingToFind)).toEqual({ ok: true, value: undefined });
  });

  it.each([
    ["wind", "Mind the WIND", true],
    ["-not this", "a -not this", true],
    ['say "kind:x" OR /y/', 'they say "kind:x" OR /y/ twice', true],
    [" ", "two words", true],
    ["\\n", "C:\\new", true],
    ["wind", "calm", false],
  ])("is the text %j as it is, in any case", (text, where, isThere) => {
    expect(found(text)?.finder.find(where).length).toBe(isThere ? 1 : 0);
  });

  it("may be meant in this case only", () => {
    const sought = found("Wind", { exactCase: true });
    expect([sought?.finder.find("wind").length, sought?.finder.find("Wind").length]).toEqual([0, 1]);
  });

  it("may be a regular expression", () => {
    expect(found("w.nd/s?", { regex: true })?.finder.find("Wind/ and wand")).toEqual([{ from: 0, to: 5 }]);
    expect(found("w.nd", { regex: true, exactCase: true })?.finder.find("Wind wand")).toEqual([{ from: 5, to: 9 }]);
  });

  it.each(["(", "[a", "(?<x>a)\\k<x>"])("says that the expression %j cannot be found", (text) => {
    const sought = readFindText({ ...nothingToFind, text, regex: true });
    expect(sought.ok ? "" : sought.failure).toMatch(/expression/);
  });
});
