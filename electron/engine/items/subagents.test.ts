// What sub-agents say and do in their caller's own transcript stands under the call that started them, in every family.

import { describe, expect, it } from "vitest";
import { sessionsWithAgents } from "../../testing/sessionsWithAgents.ts";
import { itemsOf, shownOf } from "../../testing/shownOf.ts";

describe.each(Object.entries(sessionsWithAgents))("what sub-agents do in a transcript of %s", (family, lines) => {
  it("stands under the call that started them, however it is mixed with the caller's", async () => {
    const shown = await shownOf(lines, ["sub-agent", "injected"]);
    const items = await itemsOf(shown);
    const told = items.flatMap((item) => {
      if (item.sort === "call") return [`${"  ".repeat(item.depth)}${item.argument}`];
      return item.sort === "message" ? [`${"  ".repeat(item.depth)}${item.texts[0]?.head}`] : [];
    });
    const tasks = family === "copilot" ? [] : ["  Look in the shed", "    Look in the box"];
    expect(told).toEqual([
      "Look around",
      "Look in the shed",
      ...tasks.slice(0, 1),
      "  I open it.",
      "  ls shed",
      "  Look in the box",
      ...tasks.slice(1),
      "    Nails.",
      "  A spade and nails.",
      "I wait.",
      "That is all.",
    ]);
  });
});
