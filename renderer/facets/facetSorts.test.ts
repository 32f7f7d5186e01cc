import { describe, expect, it } from "vitest";
import { stateConditions } from "../../shared/facets.ts";
import { recordStates } from "../../shared/filter/filterTree.ts";
import { choosesFacets, facetSorts, withoutFacets } from "./facetSorts.ts";

const sortOf = (name: string) => {
  const found = facetSorts.find(({ sort }) => sort === name);
  if (found === undefined) throw new Error(`there is no sort ${name}`);
  return found;
};

describe("a click on a facet", () => {
  it("asks for a flag, beside others and beside the rest of the filter", () => {
    const flags = sortOf("state");
    const error = flags.choose("wind", "error", "include");
    expect(error).toBe("wind is:error");
    expect(flags.choose(error, "sidechain", "exclude")).toBe("wind is:error -is:sidechain");
    expect(flags.choose("wind is:error -is:sidechain", "malformed", "only")).toBe("wind is:malformed");
    expect(flags.choiceOf("wind -is:error", "error")).toBe("excluded");
    expect(flags.choose("wind -is:error", "error", "neutral")).toBe("wind");
    expect(stateConditions).toEqual(recordStates.map((state) => `is:${state}`));
  });

  it("asks for one size at a time, since no record has two", () => {
    const sizes = sortOf("size");
    expect(sizes.choose("bytes<1kb role:user", "bytes:1kb..9999", "include")).toBe("role:user bytes:1kb..9999");
    expect(sizes.choose("-bytes<1kb", "bytes>=100mb", "exclude")).toBe("-bytes<1kb -bytes>=100mb");
    expect(sizes.titleOf?.("bytes:1kb..9999")).toMatch(/^1\skB to 10\skB$/);
  });

  it("is taken back with all others, and the rest of the filter stays", () => {
    const text = '(a OR b) "exit code" kind:RAW role:user tool:read is:error bytes<1kb source:x -bytes>5mb';
    expect(withoutFacets(text)).toBe('(a OR b) "exit code" -bytes>5mb');
    expect(choosesFacets(text)).toBe(true);
    expect(choosesFacets('(a  OR b) "exit code"')).toBe(false);
  });
});
