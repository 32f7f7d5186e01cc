import { describe, expect, it } from "vitest";
import { visibleJson, visibleText } from "./visibleText.ts";

describe("visibleText", () => {
  it.each([
    ["a NUL", "a\u0000b", "a⟦NUL⟧b"],
    ["an escape sequence for a terminal", "\u001b[31mred", "⟦ESC⟧[31mred"],
    ["a carriage return, which could overwrite a line", "safe\revil", "safe⟦CR⟧evil"],
    ["DEL and C1 controls", "\u007f\u0085", "⟦DEL⟧⟦U+0085⟧"],
    ["an override that reverses what follows", "invoice\u202efdp.exe", "invoice⟦U+202E⟧fdp.exe"],
    ["isolates and marks of direction", "\u2066\u2069\u200f\u061c", "⟦U+2066⟧⟦U+2069⟧⟦U+200F⟧⟦U+061C⟧"],
    ["spaces and fillers without width", "a\u200bb\ufeffc\u3164", "a⟦U+200B⟧b⟦U+FEFF⟧c⟦U+3164⟧"],
    ["line separators that are no line feed", "a\u2028b\u2029", "a⟦U+2028⟧b⟦U+2029⟧"],
    ["a sentence in tag characters", "hi\u{e0068}\u{e0069}", "hi⟦U+E0068⟧⟦U+E0069⟧"],
    ["half of a surrogate pair", "\ud83d!", "⟦U+D83D⟧!"],
  ])("shows %s", (_case, text, shown) => {
    expect(visibleText(text)).toBe(shown);
  });

  it.each([
    "plain text, \ttabs\nand line breaks",
    "日本語 עברית العربية हिन्दी",
    "family 👨‍👩‍👧 heart ❤️ flag 🇩🇪",
    "e\u0301 combining",
    "می\u200cخواهم",
    "",
  ])("leaves %j as it is", (text) => {
    expect(visibleText(text)).toBe(text);
  });

  it("shows nothing a second time", () => {
    const once = visibleText("\u0000\u202e\u{e0041}");
    expect(visibleText(once)).toBe(once);
  });
});

it("shows them in JSON as escapes, which mean the same", () => {
  const json = JSON.stringify({ "a\u202e": "\u{e0041}\u200bé" });
  expect(visibleJson(json)).toBe('{"a\\u202e":"\\udb40\\udc41\\u200bé"}');
  expect(JSON.parse(visibleJson(json))).toEqual(JSON.parse(json));
});
