import { expect, it } from "vitest";
import { speakerName } from "./speakerName.ts";

it("gives nobody's name to what the program made up", () => {
  expect(speakerName({ speaker: "user", marks: [] })).toBe("User");
  expect(speakerName({ speaker: "assistant", marks: ["cut"] })).toBe("Assistant");
  expect(speakerName({ speaker: "user", marks: ["made up"] })).toBe("Program");
});
