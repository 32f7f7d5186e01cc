import { describe, expect, it } from "vitest";
import { placeWindow } from "./windowPlace.ts";

const laptop = { x: 0, y: 25, width: 1440, height: 875 };
const external = { x: 1440, y: 0, width: 2560, height: 1440 };

describe("placeWindow", () => {
  it("opens in its usual size where the system likes at first", () => {
    expect(placeWindow(undefined, [external])).toEqual({ width: 1320, height: 860 });
  });

  it("is no larger than the screen, and no smaller than the least size", () => {
    expect(placeWindow(undefined, [{ x: 0, y: 0, width: 1024, height: 700 }])).toEqual({ width: 1024, height: 700 });
    expect(placeWindow({ x: 10, y: 30, width: 200, height: 100 }, [laptop])).toEqual({
      x: 10,
      y: 30,
      width: 760,
      height: 480,
    });
    expect(placeWindow({ x: 10, y: 30, width: 9000, height: 9000 }, [laptop])).toMatchObject({
      width: 1440,
      height: 875,
    });
  });

  it("opens where it stood, on any screen, also partly beside it", () => {
    for (const saved of [
      { x: 100, y: 100, width: 1000, height: 700 },
      { x: 2000, y: 50, width: 1000, height: 700 },
      { x: -800, y: 100, width: 1000, height: 700 },
    ]) {
      expect(placeWindow(saved, [laptop, external])).toEqual(saved);
    }
  });

  it.each([
    ["a screen that is gone", { x: 2000, y: 50, width: 1000, height: 700 }],
    ["above the screen", { x: 100, y: -500, width: 1000, height: 700 }],
    ["below the screen", { x: 100, y: 890, width: 1000, height: 700 }],
    ["far to the left", { x: -950, y: 100, width: 1000, height: 700 }],
  ])("opens anew when it stood on %s", (_name, saved) => {
    expect(placeWindow(saved, [laptop])).toEqual({ width: 1320, height: 860 });
  });
});
