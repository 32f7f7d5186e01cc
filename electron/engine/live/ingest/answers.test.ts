import { describe, expect, it } from "vitest";
import { readAnswer } from "./answers.ts";
import { retryPause, usualPauses } from "./retryPause.ts";

describe("an answer of the endpoint", () => {
  it("says where it is", () => {
    const digest = "ab".repeat(32);
    expect(readAnswer(200, undefined, '{"accepted":7}', 0)).toEqual({
      type: "taken",
      accepted: 7,
      digest: undefined,
      complete: false,
    });
    expect(readAnswer(200, undefined, JSON.stringify({ accepted: 0, digest, complete: true }), 0)).toMatchObject({
      digest,
      complete: true,
    });
  });

  it.each([
    "",
    "<p>hello",
    "{}",
    "[]",
    '{"accepted":-1}',
    '{"accepted":1.5}',
    '{"accepted":"1"}',
    '{"accepted":1,"digest":"x"}',
  ])("that is none of the protocol is refused: %s", (body) => {
    expect(readAnswer(200, undefined, body, 0)).toMatchObject({ type: "refused" });
  });

  it.each([
    [409, undefined, undefined],
    [429, "3", 3_000],
    [500, "0", 0],
    [503, "Thu, 01 Jan 1970 00:00:10 GMT", 9_000],
    [503, "Thu, 01 Jan 1970 00:00:00 GMT", 0],
    [503, "soon", undefined],
    [503, "999999", 300_000],
  ] as const)("of status %d and Retry-After %s is followed by a pause of %s ms", (status, retryAfter, pauseMs) => {
    expect(readAnswer(status, retryAfter, '{"error":"later"}', 1_000)).toEqual({
      type: "failed",
      reason: `it answers ${status} and says “later”`,
      pauseMs,
    });
  });

  it.each([302, 400, 401, 403, 404, 413, 422])("of status %d ends the sending", (status) => {
    expect(readAnswer(status, "1", "", 0)).toEqual({
      type: "refused",
      reason: `it answers ${status} and says nothing`,
    });
  });
});

describe("pauses between tries", () => {
  it("grow up to a bound, and are partly random", () => {
    expect([1, 2, 3].map((failures) => retryPause(failures, usualPauses, 0))).toEqual([125, 250, 500]);
    expect([1, 8, 1_000].map((failures) => retryPause(failures, usualPauses, 1))).toEqual([250, 30_000, 30_000]);
  });
});
