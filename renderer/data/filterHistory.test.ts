import { expect, it } from "vitest";
import { changed, redone, startHistory, undone } from "./filterHistory.ts";

it("goes back and forth between changes", () => {
  const history = changed(changed(startHistory(""), "kind:A"), "kind:A,B");
  const back = undone(history);
  expect(back.present).toBe("kind:A");
  expect(undone(back).present).toBe("");
  expect(redone(back).present).toBe("kind:A,B");
});

it("takes typing without a pause as one step", () => {
  const typed = changed(changed(changed(startHistory(""), "k", 1000), "ki", 1200), "kin", 1900);
  expect(undone(typed).present).toBe("");
  const afterPause = changed(typed, "kind", 5000);
  expect(undone(afterPause).present).toBe("kin");
});

it("does not join a click to what was typed before it", () => {
  const history = changed(changed(startHistory(""), "kind:A", 1000), "kind:A,B");
  expect(undone(history).present).toBe("kind:A");
});

it("forgets what was undone once something new is written", () => {
  const history = changed(undone(changed(startHistory(""), "a")), "b");
  expect(redone(history).present).toBe("b");
});

it("stays where it is at both ends", () => {
  const history = startHistory("a");
  expect(undone(history)).toBe(history);
  expect(redone(history)).toBe(history);
  expect(changed(history, "a")).toBe(history);
});
