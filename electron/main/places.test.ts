import fs from "node:fs";
import path from "node:path";
import { expect, it, vi } from "vitest";
import type { KeptPlace } from "../../shared/desktop.ts";
import { temporaryFolders } from "../testing/temporaryFolders.ts";
import { openPlaces } from "./places.ts";

const newFolder = temporaryFolders();
const place = (filter: string, record?: number): KeptPlace => ({
  head: "64-aa",
  look: "conversation",
  tab: "text",
  filter,
  record,
});

it("remembers where the user was in a file, with and without a selected record", () => {
  const file = path.join(newFolder(), "places.json");
  const places = openPlaces(file);
  places.remember("/a", place("kind:RAW", 7));
  places.remember("/b", place(""));
  places.remember("/a", place("kind:RAW", 8));
  places.flush();
  const again = openPlaces(file);
  expect([again.of("/a"), again.of("/b"), again.of("/c")]).toEqual([place("kind:RAW", 8), place(""), undefined]);
  again.remove("/a");
  expect([openPlaces(file).of("/a"), openPlaces(file).of("/b")]).toEqual([undefined, place("")]);
  again.remember("/a", place(""));
  again.forget();
  expect(openPlaces(file).of("/a")).toBeUndefined();
});

it("is written a moment after the last step", async () => {
  vi.useFakeTimers();
  const file = path.join(newFolder(), "places.json");
  const places = openPlaces(file);
  for (let record = 0; record < 50; record += 1) places.remember("/a", place("", record));
  expect(fs.existsSync(file)).toBe(false);
  await vi.advanceTimersByTimeAsync(5000);
  expect(openPlaces(file).of("/a")?.record).toBe(49);
  vi.useRealTimers();
});

it("keeps the newest two hundred and no endless filter, and takes no file of another version", () => {
  const file = path.join(newFolder(), "places.json");
  const places = openPlaces(file);
  for (let n = 0; n < 210; n++) places.remember(`/${n}`, place("x".repeat(n === 209 ? 5000 : 3)));
  expect([places.of("/9"), places.of("/10")?.filter, places.of("/209")?.filter]).toEqual([undefined, "xxx", ""]);
  const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
  for (const other of ["{", '{"version":2}', '[{"path":"/a","look":"sideways"}]']) {
    fs.writeFileSync(file, other);
    expect(openPlaces(file).of("/a")).toBeUndefined();
  }
  expect(warn).toHaveBeenCalledTimes(3);
  warn.mockRestore();
});
