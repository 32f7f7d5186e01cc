import { expect, it } from "vitest";
import { actionOf, keysOf, keysText } from "./shortcuts.ts";

const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

it.each([
  [{ ...plain, key: "o", ctrlKey: true }, "open"],
  [{ ...plain, key: "f", ctrlKey: true }, "find"],
  [{ ...plain, key: "g", ctrlKey: true }, "go-to-record"],
  [{ ...plain, key: "e" }, "export"],
  [{ ...plain, key: "e", ctrlKey: true }, "export"],
  [{ ...plain, key: "?", shiftKey: true }, "shortcuts"],
  [{ ...plain, key: "/" }, "filter"],
  [{ ...plain, key: "/", ctrlKey: true }, "shortcuts"],
  [{ ...plain, key: "z", ctrlKey: true }, "undo"],
  [{ ...plain, key: "Z", ctrlKey: true, shiftKey: true }, "redo"],
  [{ ...plain, key: "F3" }, "next-hit"],
  [{ ...plain, key: "F3", shiftKey: true }, "previous-hit"],
  [{ ...plain, key: "F3", ctrlKey: true }, undefined],
  [{ ...plain, key: "Enter" }, undefined],
  [{ ...plain, key: "E", shiftKey: true }, undefined],
  [{ ...plain, key: "e", altKey: true }, undefined],
  [{ ...plain, key: "o", metaKey: true }, undefined],
])("knows %o", (pressed, action) => expect(actionOf(pressed, false, false)).toBe(action));

it("uses the command key on a Mac", () => {
  expect(actionOf({ ...plain, key: "o", metaKey: true }, true, false)).toBe("open");
  expect(actionOf({ ...plain, key: "o", ctrlKey: true }, true, false)).toBeUndefined();
});

it("leaves plain keys and undo to a text field", () => {
  expect(actionOf({ ...plain, key: "e" }, false, true)).toBeUndefined();
  expect(actionOf({ ...plain, key: "z", ctrlKey: true }, false, true)).toBeUndefined();
  expect(actionOf({ ...plain, key: "g", ctrlKey: true }, false, true)).toBe("go-to-record");
  expect(actionOf({ ...plain, key: "F3" }, false, true)).toBe("next-hit");
});

it("goes back and forward out of a text field, where these keys do not move by words in it", () => {
  expect(actionOf({ ...plain, key: "ArrowLeft", altKey: true }, false, true)).toBe("back");
  expect(actionOf({ ...plain, key: "ArrowRight", altKey: true }, false, true)).toBe("forward");
  expect(actionOf({ ...plain, key: "ArrowLeft", altKey: true }, true, true)).toBeUndefined();
});

it("writes keys as they are printed", () => {
  expect(keysText("Mod Shift Z", false)).toBe("Ctrl Shift Z");
  expect(keysText("Mod Shift Z", true)).toBe("⌘ ⇧ Z");
  expect(keysOf("export", false)).toBe("Ctrl E");
});
