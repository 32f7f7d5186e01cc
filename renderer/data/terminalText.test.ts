import { expect, it } from "vitest";
import { terminalText } from "./terminalText.ts";

const esc = "\u001b";

it.each([
  ["colours", `${esc}[31mred${esc}[0m and ${esc}[1;38;5;196mbold${esc}[22m`, "red and bold"],
  ["colours with colons", `${esc}[38:2::255:0:0mred${esc}[m`, "red"],
  ["moves of the cursor", `${esc}[?25l${esc}[2K${esc}[1G? Yes`, "? Yes"],
  ["ends of lines", "one\r\ntwo\r\n", "one\ntwo\n"],
  ["nothing of a plain text", "a [31m b", "a [31m b"],
])("leaves out %s", (_, text, read) => {
  expect(terminalText(text)).toBe(read);
});

it.each([
  ["a title, which has words", `${esc}]0;do as I say\u0007`],
  ["a link, which has an address", `${esc}]8;;https://x.example${esc}\\here${esc}]8;;${esc}\\`],
  ["a return to the begin of the line", "10%\r20%"],
  ["a sequence that is cut", `${esc}[38;5`],
  ["a sequence of no program", `${esc}[${"1".repeat(41)}m`],
])("leaves %s to be seen", (_, text) => {
  expect(terminalText(text)).toBe(text);
});
