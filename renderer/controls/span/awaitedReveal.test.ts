import { expect, it } from "vitest";
import { AwaitedReveal } from "./awaitedReveal.ts";

it("waits for the view and for its rows, and is done once", () => {
  const awaited = new AwaitedReveal();
  awaited.ask({ row: 45, align: "center" }, 2);
  expect(awaited.take({ epoch: 1, rows: 900 })).toBeUndefined();
  expect(awaited.take({ epoch: 2, rows: 0 })).toBeUndefined();
  expect(awaited.take({ epoch: 2, rows: 339 })).toEqual({ row: 45, align: "center" });
  expect(awaited.take({ epoch: 2, rows: 339 })).toBeUndefined();
});

it("is the last row of those that there are when they are drawn", () => {
  const awaited = new AwaitedReveal();
  awaited.ask({ row: "last", align: "end" }, 2);
  expect(awaited.take({ epoch: 2, rows: 0 })).toBeUndefined();
  expect(awaited.take({ epoch: 2, rows: 40 })).toEqual({ row: 39, align: "end" });
});

it("is the newest that was asked for, and none of a view that another has followed", () => {
  const awaited = new AwaitedReveal();
  awaited.ask({ row: 45, align: "center" }, 2);
  awaited.ask({ row: 7, align: "nearest" }, 2);
  expect(awaited.take({ epoch: 2, rows: 339 })).toEqual({ row: 7, align: "nearest" });
  awaited.ask({ row: 45, align: "center" }, 2);
  expect(awaited.take({ epoch: 3, rows: 339 })).toBeUndefined();
  expect(awaited.take({ epoch: 2, rows: 339 })).toBeUndefined();
});
