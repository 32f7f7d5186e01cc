import { expect, it, vi } from "vitest";
import { defaultSettings } from "../../data/settings.ts";
import type { SettingParts } from "./settingEntries.ts";
import { findSettings, settingGroups } from "./settingEntries.ts";

const parts = (): SettingParts => ({
  settings: defaultSettings,
  change: vi.fn(),
  theme: "dark",
  changeTheme: vi.fn(),
  app: { indexLimit: 0, reopen: true, runs: "folded" },
  changeApp: vi.fn(),
  folders: [{ id: "f", name: "old-runs", folder: "~/work", missing: false }],
  addFolder: vi.fn(),
  removeFolder: vi.fn(),
});
const titles = (typed: string) =>
  findSettings(settingGroups(parts()), typed).flatMap(({ entries }) => entries.map(({ title }) => title));

it.each([
  ["theme", ["Theme"]],
  ["HIGH contr", ["Contrast"]],
  ["compact", ["Rows"]],
  ["session", ["Open what was open"]],
  ["paris", ["Time zone"]],
  ["16", ["Kept indexes"]],
  ["old-runs", ["Folders of the library"]],
  ["no such thing", []],
])("finds by title, words and choices: %j", (typed, found) => {
  expect(titles(typed)).toEqual(found);
});

it("shows all at first, each with what holds among its choices", () => {
  const entries = settingGroups(parts()).flatMap((group) => group.entries);
  expect(titles("")).toEqual(entries.map(({ title }) => title));
  for (const entry of entries) {
    const values = entry.options.map(({ value }) => value);
    const chosen =
      entry.type === "choice"
        ? [entry.value]
        : entry.type === "switches"
          ? entry.on
          : entry.folders.map(({ id }) => id);
    expect(values).toEqual(expect.arrayContaining([...chosen]));
  }
});

it("changes what was chosen, and nothing for what was not offered", () => {
  const changed = parts();
  const all = settingGroups(changed).flatMap((group) => group.entries);
  for (const entry of all) {
    if (entry.type === "choice") entry.onChoose(entry.title === "Kept indexes" ? "77" : "nothing");
  }
  expect(changed.changeTheme).not.toHaveBeenCalled();
  expect(changed.changeApp).toHaveBeenCalledTimes(1); // a switch is off when it is not on
  for (const entry of all) {
    if (entry.type === "choice" && entry.title === "Theme") entry.onChoose("light");
    if (entry.type === "choice" && entry.title === "Contrast") entry.onChoose("high");
    if (entry.type === "choice" && entry.title === "Silences between rows") entry.onChoose("short");
    if (entry.type === "choice" && entry.title === "Run or turn above the list") entry.onChoose("off");
    if (entry.type === "switches") for (const column of ["line", "size"]) entry.onToggle(column);
  }
  expect(changed.changeTheme).toHaveBeenCalledWith("light");
  expect(changed.change).toHaveBeenCalledWith({ contrast: "high" });
  expect(changed.change).toHaveBeenCalledWith({ silenceMarked: 5000 });
  expect(changed.change).toHaveBeenCalledWith({ turnShown: false });
  expect(changed.change).toHaveBeenCalledWith({ columnsShown: ["number", "line", "time", "kind", "size"] });
  expect(changed.change).toHaveBeenCalledWith({ columnsShown: ["number", "time", "kind"] });
});
