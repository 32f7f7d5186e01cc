import { expect, test } from "vitest";
import { isMarkdownSafe, linkAddress } from "./markdownGuard.ts";

test("ordinary Markdown is rendered", () => {
  expect(isMarkdownSafe("# Plan\n\n- one\n  - two\n\n```ts\nlet a = 1;\n```\n\n---\n\nEnd.")).toBe(true);
  expect(isMarkdownSafe(`| a | b |\n|${"-".repeat(80)}|---|\n${"-".repeat(100)}`)).toBe(true);
});

test("a text made to be slow stands as it is", () => {
  expect(isMarkdownSafe("x".repeat(70_000))).toBe(false);
  expect(isMarkdownSafe(`${"> ".repeat(5_000)}deep`)).toBe(false);
  expect(isMarkdownSafe(`${"- ".repeat(5_000)}deep`)).toBe(false);
  expect(isMarkdownSafe("[a](b)".repeat(2_000))).toBe(false);
});

test("only web addresses are offered as links", () => {
  expect(linkAddress("https://example.org/a")).toBe("https://example.org/a");
  for (const url of [
    "javascript:alert(1)",
    "data:text/html,x",
    "file:///etc/passwd",
    "//host/a",
    "",
    "C:\\a",
    "#note",
  ]) {
    expect(linkAddress(url)).toBeUndefined();
  }
});
