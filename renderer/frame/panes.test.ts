import { expect, it } from "vitest";
import { defaultSettings } from "../data/settings.ts";
import { layOutPanes } from "./panes.ts";

it("puts the record beside the list in a wide window and below it in a narrow one", () => {
  expect(layOutPanes(defaultSettings, 1440, 900).side).toBe("right");
  expect(layOutPanes(defaultSettings, 1000, 700).side).toBe("bottom");
});

it("leaves the choice to the user", () => {
  expect(layOutPanes({ ...defaultSettings, detailSide: "bottom" }, 1440, 900).side).toBe("bottom");
  expect(layOutPanes({ ...defaultSettings, detailSide: "right" }, 1000, 700).side).toBe("right");
});

it("lays the kinds over the list, and the record in its place, where a window is too small for both", () => {
  const zoomed = layOutPanes(defaultSettings, 450, 300);
  expect(zoomed).toMatchObject({ facets: "over", facetsShown: false, side: "instead" });
  expect(layOutPanes({ ...defaultSettings, facetsOver: true }, 450, 300).facetsShown).toBe(true);
  expect(layOutPanes({ ...defaultSettings, detailSide: "right" }, 450, 700).side).toBe("bottom");
});

it.each([
  [1440, 900],
  [1000, 700],
  [800, 600],
])("keeps room for the list in a window of %d by %d, whatever was dragged", (width, height) => {
  const greedy = { ...defaultSettings, facetsWidth: 4000, detailWidth: 4000, detailHeight: 4000 };
  for (const detailSide of ["right", "bottom"] as const) {
    const panes = layOutPanes({ ...greedy, detailSide }, width, height);
    const left = width - panes.facetsWidth - (panes.side === "right" ? panes.detailSize : 0);
    const above = height - (panes.side === "bottom" ? panes.detailSize : 0);
    expect(left).toBeGreaterThanOrEqual(Math.min(360, width - panes.facetsWidth - 240));
    expect(above).toBeGreaterThanOrEqual(220);
    expect(panes.detailSize).toBeLessThanOrEqual(panes.greatestDetail);
  }
});
