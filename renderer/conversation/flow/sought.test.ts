import { expect, test } from "vitest";
import { createSought } from "./sought.ts";

const thereAre =
  (...items: readonly number[]) =>
  (item: number) =>
    items.includes(item);

test("what is there is drawn at once", () => {
  const sought = createSought();
  expect(sought.take(thereAre(0))).toBeUndefined();
  sought.aim(7);
  expect(sought.take(thereAre(7))).toBe(7);
  expect(sought.asked).toBeUndefined();
});

test("one place is asked for until it is there and is drawn, and then the newest one", () => {
  const sought = createSought();
  for (const item of [10, 20, 30]) {
    sought.aim(item);
    expect(sought.take(thereAre())).toBeUndefined();
    expect(sought.asked).toBe(10);
  }
  expect(sought.take(thereAre(10))).toBe(10);
  expect(sought.asked).toBe(30);
  sought.aim(40);
  expect(sought.take(thereAre(10))).toBeUndefined();
  expect(sought.take(thereAre(30))).toBe(30);
  expect(sought.take(thereAre(40))).toBe(40);
  expect(sought.asked).toBeUndefined();
});

test("dragged back to what is there, nothing is asked for any more", () => {
  const sought = createSought();
  sought.aim(10);
  sought.aim(0);
  expect(sought.take(thereAre(0))).toBe(0);
  expect([sought.asked, sought.newest]).toEqual([undefined, undefined]);
});
