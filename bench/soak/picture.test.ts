import { expect, test } from "vitest";
import { drawSoak } from "./picture.ts";
import type { Sample } from "./sample.ts";

const samples: readonly Sample[] = Array.from({ length: 5_000 }, (_, n) => ({
  at: n * 1_000,
  round: Math.floor(n / 2_500),
  log: n,
  processes: { main: { memory: 60e6, handles: 30 }, engine: { memory: 90e6, handles: n === 100 ? 80 : 40 } },
  folders: { cache: n * 1_000, spool: 0 },
}));

test("draws a line for each process and folder, and one at each kill", () => {
  const svg = drawSoak({ title: "One hour", subtitle: "of load", samples }, "dark");
  // Five processes twice, two folders.
  expect(svg.match(/<polyline /g)).toHaveLength(12);
  expect(svg.match(/stroke-dasharray/g)).toHaveLength(3);
  expect(svg).toContain("83 min");
  expect(svg.length).toBeLessThan(100_000);
});

test("both themes draw the same in other colours", () => {
  const [light, dark] = (["light", "dark"] as const).map((theme) =>
    drawSoak({ title: "", subtitle: "", samples }, theme),
  );
  expect(light).not.toBe(dark);
  expect(light?.replaceAll(/#[0-9a-f]{6}/g, "")).toBe(dark?.replaceAll(/#[0-9a-f]{6}/g, ""));
});
