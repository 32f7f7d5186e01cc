import { expect, it } from "vitest";
import { changed, redone, refused, settled, startHistory, undone } from "./filterHistory.ts";

const chosen = { applied: true };
const typed = (typedAt: number, applied = true) => ({ typedAt, applied });

it("goes back and forth between changes", () => {
  const history = changed(changed(startHistory(""), "kind:A", chosen), "kind:A,B", chosen);
  const back = undone(history);
  expect(back.present).toBe("kind:A");
  expect(undone(back).present).toBe("");
  expect(redone(back).present).toBe("kind:A,B");
});

it("takes typing without a pause as one step", () => {
  const first = changed(startHistory(""), "k", typed(1000));
  const history = changed(changed(first, "ki", typed(1200)), "kin", typed(1900));
  expect(undone(history).present).toBe("");
  const afterPause = changed(history, "kind", typed(5000));
  expect(undone(afterPause).present).toBe("kin");
});

it("does not join a click to what was typed before it", () => {
  const history = changed(changed(startHistory(""), "kind:A", typed(1000)), "kind:A,B", chosen);
  expect(undone(history).present).toBe("kind:A");
});

it("forgets what was undone once something new is written", () => {
  const history = changed(undone(changed(startHistory(""), "a", chosen)), "b", chosen);
  expect(redone(history).present).toBe("b");
});

it("begins another step behind a text that was asked for", () => {
  const asked = settled(changed(startHistory(""), "kind:A", typed(1000)));
  expect(undone(changed(asked, "kind:AB", typed(1100))).present).toBe("kind:A");
});

it("never goes back to a text that was no filter, while it is typed on", () => {
  const applied = changed(startHistory(""), "a", chosen);
  const broken = changed(changed(applied, 'a "b', typed(5000, false)), "foo:bar", typed(9000, false));
  expect(undone(broken).present).toBe("a");
  const mended = changed(broken, "b", typed(20_000));
  expect(undone(mended).present).toBe("a");
  expect(redone(undone(mended)).present).toBe("b");
});

it("comes back to what was typed and cannot be read when undo took it away, and goes from there to filters", () => {
  const broken = changed(changed(startHistory(""), "a", chosen), 'a "b', typed(5000, false));
  const again = redone(undone(broken));
  expect(again.present).toBe('a "b');
  expect(undone(again).present).toBe("a");
  expect(redone(redone(undone(undone(again)))).present).toBe('a "b');
  expect(undone(changed(again, 'a "b"', typed(9000))).present).toBe('a "b');
});

it("has no step between a filter and itself, whatever was typed meanwhile", () => {
  const broken = changed(changed(startHistory(""), "a", chosen), "a (", typed(5000, false));
  expect(undone(changed(broken, "a", typed(9000))).present).toBe("");
});

it("leaves out what the engine refused", () => {
  const history = refused(changed(changed(startHistory(""), "a", chosen), "/(/", chosen));
  expect(undone(history).present).toBe("a");
  expect(undone(changed(history, "b", typed(9000))).present).toBe("a");
});

it("goes back to what was typed and cannot be read when a click replaced it", () => {
  const broken = changed(changed(startHistory(""), "a b", chosen), 'a b "c', typed(5000, false));
  const back = undone(changed(settled(broken), "a", chosen));
  expect(back.present).toBe('a b "c');
  expect(redone(back).present).toBe("a");
  expect(undone(redone(back)).present).toBe('a b "c');
  expect(undone(back).present).toBe("a b");
  expect(redone(undone(back)).present).toBe('a b "c');
});

it("stays where it is at both ends", () => {
  const history = startHistory("a");
  expect(undone(history)).toBe(history);
  expect(redone(history)).toBe(history);
  expect(changed(history, "a", chosen)).toBe(history);
});
