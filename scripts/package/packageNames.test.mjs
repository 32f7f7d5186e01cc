import { describe, expect, it } from "vitest";
import { isOfficialName, packageNames } from "./packageNames.mjs";

const what = { version: "1.2.3", platform: "linux", arch: "x64" };

describe("the names of packages", () => {
  it("are plain when Electron is its makers' own build", () => {
    expect(packageNames({ ...what, how: "official" })).toEqual({
      base: "seekline-1.2.3-linux-x64",
      deb: "seekline_1.2.3_amd64.deb",
      debianName: "seekline",
      debianArchitecture: "amd64",
    });
  });

  it.each(/** @type {const} */ (["registry", "override"]))("say so when Electron is from elsewhere (%s)", (how) => {
    const { base, deb, debianName } = packageNames({ ...what, how });
    expect([base, deb, debianName]).toEqual([
      "seekline-1.2.3-linux-x64-unofficial",
      "seekline_1.2.3_amd64-unofficial.deb",
      "seekline-unofficial",
    ]);
    expect([base, deb, `${base}.tar.gz`].map(isOfficialName)).toEqual([false, false, false]);
  });

  it("tell what may be released", () => {
    const { base, deb } = packageNames({ ...what, how: "official" });
    expect([`${base}.tar.gz`, deb].map(isOfficialName)).toEqual([true, true]);
  });
});
