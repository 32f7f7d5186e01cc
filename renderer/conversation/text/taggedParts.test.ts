import { describe, expect, it } from "vitest";
import { taggedParts } from "./taggedParts.ts";

describe("the parts of a text of tags", () => {
  it("are what each of them holds, in order", () => {
    const text =
      "<command-message>review is running…</command-message>\n<command-name>/review</command-name>\n<command-args></command-args>";
    expect(taggedParts(text)).toEqual([
      { tag: "command-message", text: "review is running…" },
      { tag: "command-name", text: "/review" },
      { tag: "command-args", text: "" },
    ]);
  });

  it("are none where anything else stands beside them, where one does not end, or holds more than a few words", () => {
    expect(taggedParts("")).toBeUndefined();
    expect(taggedParts("a <b>c</b>")).toBeUndefined();
    expect(taggedParts("<b>c</b> and more")).toBeUndefined();
    expect(taggedParts("<b>c")).toBeUndefined();
    expect(taggedParts(`<b>${"c".repeat(501)}</b>`)).toBeUndefined();
    expect(taggedParts("<b>c</b>".repeat(13))).toBeUndefined();
  });
});
