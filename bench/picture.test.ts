import { describe, expect, it } from "vitest";
import type { Picture } from "./picture.ts";
import { drawPicture } from "./picture.ts";

const picture: Picture = {
  title: "A < B",
  subtitle: "Shorter is better",
  bars: [
    { label: "ours", value: 1, text: "1.00 ×", isOurs: true },
    { label: "theirs", value: 4, text: "4.00 ×", isOurs: false },
    { label: "tiny", value: 0.001, text: "0.0010 ×", isOurs: false },
    { label: "missing", value: undefined, text: "not installed", isOurs: false },
  ],
};

function widths(svg: string): readonly number[] {
  return [...svg.matchAll(/<rect [^>]*width="([\d.]+)"/g)].map(([, width]) => Number(width));
}

describe("the picture", () => {
  it("has bars as long as their values, none that cannot be seen, and none for what is missing", () => {
    const [ours = 0, theirs = 0, tiny = 0, missing = 0] = widths(drawPicture(picture, "light"));
    expect(theirs / ours).toBeCloseTo(4, 1);
    expect(tiny).toBe(2);
    expect(missing).toBe(0);
  });

  it("keeps bars and what stands behind them inside", () => {
    const svg = drawPicture(picture, "light");
    const [, width] = /viewBox="0 0 (\d+)/.exec(svg) ?? [];
    const starts = [...svg.matchAll(/<text x="([\d.]+)"/g)].map(([, x]) => Number(x));
    expect(Math.max(...starts)).toBeLessThan(Number(width) - 200);
  });

  it("spells text as XML does", () => {
    const svg = drawPicture(picture, "dark");
    expect(svg).toContain("A &lt; B");
    expect(svg).not.toContain("A < B");
  });

  it("differs between the themes in colours only", () => {
    const plain = (svg: string) => svg.replace(/#[0-9a-f]{6}/g, "");
    const [light, dark] = [drawPicture(picture, "light"), drawPicture(picture, "dark")];
    expect(light).not.toBe(dark);
    expect(plain(light)).toBe(plain(dark));
  });
});
