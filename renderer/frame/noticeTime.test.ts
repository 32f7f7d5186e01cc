import { expect, it } from "vitest";
import { noticeTime } from "./noticeTime.ts";

const action = { label: "Undo", run: () => undefined };

it("lets go what is only said and, later, what is offered elsewhere, too; what would be lost stays, and so does a warning", () => {
  const said = noticeTime({ tone: "info" });
  const offered = noticeTime({ tone: "info", action, isOffer: true });
  expect(said).toBeGreaterThan(0);
  expect(offered).toBeGreaterThan(said ?? 0);
  expect(noticeTime({ tone: "info", action })).toBeUndefined();
  expect(noticeTime({ tone: "warning", action, isOffer: true })).toBeUndefined();
});
