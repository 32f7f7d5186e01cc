import { describe, expect, it } from "vitest";
import { chooseTexts } from "./searchTexts.ts";

function head(place: number): string {
  const word = place % 3 === 0 ? "sometimes" : "mostly";
  return `{"everywhere":"message-id-${place}-aa77","delta":"${word} some"}`;
}

describe("what is searched for in a file", () => {
  it("is a word that most records hold, not all of them", () => {
    const heads = Array.from({ length: 30 }, (_, place) => head(place));
    expect(chooseTexts(heads).dense).toBe("mostly");
  });

  it("is an id that few records hold", () => {
    const heads = Array.from({ length: 30 }, (_, place) => head(place));
    expect(chooseTexts(heads).rare).toBe("message-id-15-aa77");
  });

  it("is something even where there is nothing to choose from", () => {
    expect(chooseTexts([])).toEqual({ rare: "type", dense: "type" });
    expect(chooseTexts(['{"alpha":1}'])).toEqual({ rare: "alpha", dense: "alpha" });
  });
});
