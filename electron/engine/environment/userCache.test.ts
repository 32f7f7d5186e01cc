import { expect, it } from "vitest";
import { type System, userCacheOn } from "./userCache.ts";

const [linux, mac, windows] = (["linux", "darwin", "win32"] as const).map(
  (platform): System => ({
    platform,
    env: {},
    home: platform === "win32" ? "C:\\Users\\me" : "/home/me",
    temporary: platform === "win32" ? "C:\\Temp" : "/tmp",
  }),
);

it.each<[string, System | undefined, Partial<System>, string | undefined]>([
  ["Linux", linux, {}, "/home/me/.cache/seekline"],
  ["Linux with a folder of the user's", linux, { env: { XDG_CACHE_HOME: "/big/cache" } }, "/big/cache/seekline"],
  ["Linux with one that is not absolute", linux, { env: { XDG_CACHE_HOME: "cache" } }, "/home/me/.cache/seekline"],
  ["Linux with an empty one", linux, { env: { XDG_CACHE_HOME: "" } }, "/home/me/.cache/seekline"],
  ["Linux for a user without a home", linux, { home: undefined }, undefined],
  ["Linux without a home, with a folder", linux, { home: undefined, env: { XDG_CACHE_HOME: "/c" } }, "/c/seekline"],
  ["macOS", mac, { env: { XDG_CACHE_HOME: "/big/cache" } }, "/home/me/Library/Caches/seekline"],
  ["macOS for a user without a home", mac, { home: undefined }, undefined],
  ["Windows", windows, { env: { LOCALAPPDATA: "D:\\Local" } }, "D:\\Local\\seekline"],
  [
    "Windows on a share",
    windows,
    { env: { LOCALAPPDATA: "\\\\server\\me\\Local" } },
    "\\\\server\\me\\Local\\seekline",
  ],
  ["Windows without the variable", windows, {}, "C:\\Temp\\seekline"],
])("keeps what can be made again on %s", (_, system, other, expected) => {
  if (system === undefined) throw new Error("no system");
  expect(userCacheOn({ ...system, ...other })).toBe(expected);
});
