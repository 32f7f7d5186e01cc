import fc from "fast-check";
import { afterEach, expect, it } from "vitest";
import { isZone, localZone, setZone, timeAt, wallTime, zoneInUse } from "./zone.ts";

afterEach(() => void setZone(localZone));

it.each([
  ["UTC", "2026-07-01T12:00:00Z", [2026, 7, 1, 12, 0, 0]],
  ["Europe/Paris", "2026-07-01T12:00:00Z", [2026, 7, 1, 14, 0, 0]],
  ["Europe/Paris", "2026-01-01T23:30:01Z", [2026, 1, 2, 0, 30, 1]],
  ["Asia/Kathmandu", "2026-01-01T00:00:00Z", [2026, 1, 1, 5, 45, 0]],
  ["America/New_York", "2026-01-01T00:00:00Z", [2025, 12, 31, 19, 0, 0]],
])("in %s it is %s at %j", (zone, time, [year, month, day, hour, minute, second]) => {
  expect(setZone(zone)).toBe(true);
  expect(zoneInUse()).toBe(zone);
  const wall = wallTime(Date.parse(time));
  expect(wall).toEqual({ year, month, day, hour, minute, second });
  expect(timeAt(wall)).toBe(Date.parse(time));
});

it("moves on what the clocks skip, and takes the first of what they show twice", () => {
  setZone("Europe/Paris");
  const spring = timeAt({ year: 2026, month: 3, day: 29, hour: 2, minute: 30, second: 0 });
  expect(new Date(spring).toISOString()).toBe("2026-03-29T01:30:00.000Z");
  const autumn = timeAt({ year: 2026, month: 10, day: 25, hour: 2, minute: 30, second: 0 });
  expect(new Date(autumn).toISOString()).toBe("2026-10-25T00:30:00.000Z");
});

it("says of the machine's zone what Date says", () => {
  const time = Date.UTC(2026, 6, 1, 12);
  expect(timeAt(wallTime(time))).toBe(time);
  expect(wallTime(time).hour).toBe(new Date(time).getHours());
  const machine = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const own = wallTime(time);
  setZone(machine);
  expect(wallTime(time)).toEqual(own);
});

it("reads back every second that is shown once", () => {
  const zones = fc.constantFrom("UTC", "Europe/Paris", "America/St_Johns", "Australia/Lord_Howe", "Pacific/Apia");
  const seconds = fc.integer({ min: Date.UTC(1827) / 1000, max: Date.UTC(2112) / 1000 });
  fc.assert(
    fc.property(zones, seconds, (zone, second) => {
      setZone(zone);
      const wall = wallTime(second * 1000);
      const read = timeAt(wall);
      // Of two that look the same, the first one.
      expect(wallTime(read)).toEqual(wall);
      expect(read).toBeLessThanOrEqual(second * 1000);
    }),
  );
});

it("knows no zone of another name, and stays with the one before", () => {
  setZone("UTC");
  for (const name of ["", "Mars/Olympus", "utc\u0000", "Europe"]) {
    expect(isZone(name)).toBe(false);
    expect(setZone(name)).toBe(false);
  }
  expect(zoneInUse()).toBe("UTC");
});
