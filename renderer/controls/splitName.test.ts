import { expect, it } from "vitest";
import { nameLine, splitName } from "./splitName.ts";

it.each([
  ["attachment/todo_reminder", "attachment/t", "odo_reminder"],
  ["attachment/session_context", "attachment/ses", "sion_context"],
  ["response_item/function_call", "response_item/f", "unction_call"],
  [`${"a".repeat(13)}\u{1f331}${"b".repeat(11)}`, `${"a".repeat(13)}\u{1f331}`, "b".repeat(11)],
])("keeps the end of a name of 24 characters and more: %s", (name, head, end) => {
  expect(splitName(name)).toEqual({ head, end });
});

it("leaves shorter names whole", () => {
  expect(splitName("attachment/todo_remind")).toBeUndefined();
  expect(splitName("a".repeat(23))).toBeUndefined();
});

it("makes one line of a name with line breaks", () => {
  expect(nameLine("Bash\n\nsudo\tsu\r\nend")).toBe("Bash⏎⏎sudo⇥su⏎end");
});
