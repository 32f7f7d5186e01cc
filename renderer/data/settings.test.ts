import { expect, it } from "vitest";
import { defaultSettings, openSettings, readSettings } from "./settings.ts";

function memory(text?: string) {
  const items = new Map(text === undefined ? [] : [["seekline.settings", text]]);
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  };
}

it("starts with the defaults", () => expect(openSettings(memory()).getState()).toEqual(defaultSettings));

it("remembers what was changed", () => {
  const storage = memory();
  openSettings(storage).setState({ facetsWidth: 300, columns: { kind: 180 }, detailSide: "bottom" });
  expect(openSettings(storage).getState()).toEqual({
    ...defaultSettings,
    facetsWidth: 300,
    columns: { kind: 180 },
    detailSide: "bottom",
  });
});

it.each([
  ["not JSON", "{"],
  ["another type", "[1]"],
  ["null", "null"],
  ["wrong members", '{"facetsWidth":"wide","columns":7,"detailSide":"above","facetsOpen":1}'],
  ["a zone of another world", '{"zone":"Mars/Olympus"}'],
  ["impossible widths", '{"facetsWidth":-4,"detailWidth":1e9,"columns":{"kind":null,"size":0}}'],
])("falls back to the defaults for %s", (_name, text) => expect(readSettings(text)).toEqual(defaultSettings));
