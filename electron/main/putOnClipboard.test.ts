import { expect, it } from "vitest";
import { putOnClipboard } from "./putOnClipboard.ts";

const sentence = expect.stringMatching(/^Nothing was copied: .*try again\.$/);

function clipboardThat(takes: (text: string) => string | undefined) {
  let held = "before";
  return {
    writeText: async (text: string) => {
      held = takes(text) ?? held;
    },
    readText: async () => held,
  };
}

it("says nothing when the clipboard holds the text, in its own spelling of line breaks too", async () => {
  for (const text of ["", "a", "a\nb\r\nc\rd", "😀 half \ud83d"]) {
    expect(await putOnClipboard(clipboardThat(String), text)).toBeUndefined();
    const windows = clipboardThat((given) => given.toWellFormed().replace(/\r?\n/g, "\r\n"));
    expect(await putOnClipboard(windows, text)).toBeUndefined();
  }
});

it("says in a sentence that it was refused, by an error or without a word, or taken in part", async () => {
  const refuses = clipboardThat(() => {
    throw new Error("OpenClipboard failed");
  });
  expect(await putOnClipboard(refuses, "text")).toEqual(sentence);
  expect(
    await putOnClipboard(
      clipboardThat(() => undefined),
      "text",
    ),
  ).toEqual(sentence);
  expect(
    await putOnClipboard(
      clipboardThat((text) => text.slice(0, 2)),
      "text",
    ),
  ).toEqual(sentence);
});
