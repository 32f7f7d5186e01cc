import { expect, it } from "vitest";
import { shownFolder } from "./shownFolder.ts";

it.each([
  ["linux", "/home/me", "/home/me", "~"],
  ["linux", "/home/me/logs", "/home/me", "~/logs"],
  ["linux", "/home/meg/logs", "/home/me", "/home/meg/logs"],
  ["linux", "/Home/Me/logs", "/home/me", "/Home/Me/logs"],
  ["darwin", "/Users/me/logs", "/Users/me", "~/logs"],
  ["win32", "C:\\Users\\Me\\logs", "C:\\Users\\me", "~\\logs"],
  ["win32", "c:\\users\\ME", "C:\\Users\\me", "~"],
  ["win32", "D:\\logs", "C:\\Users\\me", "D:\\logs"],
  ["win32", "\\\\server\\share\\logs", "C:\\Users\\me", "\\\\server\\share\\logs"],
] as const)("on %s, %s of %s is shown as %s", (platform, folder, home, shown) => {
  expect(shownFolder(folder, home, platform)).toBe(shown);
});
