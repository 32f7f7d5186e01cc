import { afterEach, expect, it } from "vitest";
import { localZone, setZone } from "../zone.ts";
import { zonedFilter } from "./zonedFilter.ts";

afterEach(() => void setZone(localZone));

it("names the zone of every time, and leaves the rest as it is", () => {
  setZone("Europe/Paris");
  expect(zonedFilter("kind:RAW after:2026-07-01")).toBe("kind:RAW after:2026-06-30T22:00Z");
  expect(zonedFilter("-(between:2026-01-01..2026-01-02 OR weather)")).toBe(
    "-(between:2025-12-31T23:00Z..2026-01-01T23:00Z OR weather)",
  );
  expect(zonedFilter("before:2026-07-01T12:00Z")).toBe("before:2026-07-01T12:00Z");
  expect(zonedFilter("after:yesterday")).toBe("after:yesterday");
});
