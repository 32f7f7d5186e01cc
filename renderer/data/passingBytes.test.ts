import { expect, it } from "vitest";
import { passingBytes } from "./passingBytes.ts";

const whole = { records: 4, bytesTotal: 404 };

it("tells the size of the transcript of all records, and their own of some", () => {
  expect(passingBytes({ records: 4, bytes: 400, complete: true }, whole)).toBe(404);
  expect(passingBytes({ records: 4, bytes: 400, complete: false }, whole)).toBe(400);
  expect(passingBytes({ records: 3, bytes: 300, complete: true }, whole)).toBe(300);
});
